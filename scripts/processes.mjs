// Starting, watching and ending other programs.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const guardScript = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/**
 * @typedef {object} Guarded
 * @property {number} pid of the command at this moment; 0 while it is down
 * @property {() => Promise<void>} stop ends it for good, politely at first
 * @property {() => Promise<void>} kill SIGKILL; `start` brings it back
 * @property {() => Promise<void>} terminate SIGTERM; `start` brings it back
 * @property {() => Promise<void>} start
 * @property {(listener: (outcome: Outcome) => void) => void} onExit told each time the command ends
 */

/** @typedef {{ code: number | null, signal: string | null, error?: string }} Outcome */

/**
 * Starts a command that cannot outlive this process, however this process ends.
 *
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} [options.args]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number | 'inherit' | 'ignore'} [options.output] where its stdout and stderr go
 * @param {number} [options.grace] milliseconds to end by itself when asked
 * @param {string[]} [options.removeAfter]
 * @param {string[][]} [options.afterwards]
 * @returns {Promise<Guarded>}
 */
export async function startGuarded({
  command,
  args = [],
  cwd,
  env = process.env,
  output = 'inherit',
  grace = 10_000,
  removeAfter = [],
  afterwards = [],
}) {
  const task = { command, args, cwd, grace, removeAfter, afterwards };
  const guard = spawn(process.execPath, [guardScript, JSON.stringify(task)], {
    env,
    stdio: ['ignore', output, output, 'ipc'],
    detached: true,
  });
  // Neither the guard nor its channel may keep a process alive that has nothing else to do.
  guard.unref();
  guard.channel?.unref();

  /** @type {Array<(outcome: Outcome) => void>} */
  const exitListeners = [];
  let pid = 0;
  const gone = new Promise((resolve) => guard.once('exit', resolve));
  guard.on('message', (message) => {
    if (message.event === 'started') pid = message.pid;
    if (message.event === 'exited') {
      pid = 0;
      for (const listener of [...exitListeners]) listener(message);
    }
  });
  guard.on('error', () => {});

  /** @param {'started' | 'exited'} event */
  const next = (event) =>
    new Promise((resolve, reject) => {
      const hold = setInterval(() => {}, 1_000);
      const settle = (act) => {
        clearInterval(hold);
        guard.off('message', listen);
        guard.off('exit', left);
        act();
      };
      const listen = (message) => {
        if (message.event === event) settle(() => resolve(message));
        else if (message.error)
          settle(() => reject(new Error(`${command} could not be started: ${message.error}`)));
      };
      const left = () => settle(() => reject(new Error(`${command} was stopped`)));
      guard.on('message', listen);
      guard.once('exit', left);
    });

  await next('started');

  const order = async (what, event) => {
    const done = next(event);
    guard.send(what);
    await done;
  };

  return {
    get pid() {
      return pid;
    },
    async stop() {
      if (guard.exitCode !== null || guard.signalCode !== null) return;
      const hold = setInterval(() => {}, 1_000);
      if (guard.connected) guard.send('stop', () => {});
      await gone;
      clearInterval(hold);
    },
    async kill() {
      if (pid) await order('kill', 'exited');
    },
    async terminate() {
      if (pid) await order('terminate', 'exited');
    },
    async start() {
      if (!pid) await order('start', 'started');
    },
    onExit(listener) {
      exitListeners.push(listener);
    },
  };
}

/**
 * Runs a command to its end in a process group of its own, which is ended when `signal` aborts.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal, quiet?: boolean, heard?: (text: string) => void }} [options]
 *   quiet: the output is returned instead of shown; heard: told of it as it comes
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd, env = process.env, signal, quiet = false, heard = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
        heard(text);
      });
    }
    const end = (how) => {
      try {
        if (child.pid) process.kill(-child.pid, how);
      } catch {
        // Already gone.
      }
    };
    const abort = () => {
      end('SIGTERM');
      setTimeout(() => end('SIGKILL'), 5_000).unref();
    };
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', (error) => {
      signal?.removeEventListener('abort', abort);
      reject(error);
    });
    child.once('close', (code) => {
      signal?.removeEventListener('abort', abort);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * @param {() => Promise<boolean>} done
 * @param {{ timeout: number, every?: number, signal?: AbortSignal }} limits
 * @returns {Promise<boolean>} false when time ran out first
 */
export async function waitUntil(done, { timeout, every = 50, signal }) {
  const end = Date.now() + timeout;
  while (Date.now() < end && !signal?.aborted) {
    if (await done()) return true;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  return false;
}

/**
 * Calls back once when the program that ran this one is gone, be it the parent or, where the parent is but a shell, the
 * parent of that.
 *
 * @param {() => void} gone
 */
export function whenOrphaned(gone) {
  const parent = process.ppid;
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-o', 'comm=', '-p', String(parent)], {
    encoding: 'utf8',
  });
  const [, above, name] = /^\s*(\d+)\s+(.*)$/.exec(stdout?.trim() ?? '') ?? [];
  const caller = /(^|\/|-)(ba|da|z|a|k)?sh\s*$/.test(name ?? '') ? Number(above) : parent;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(caller)) return;
    clearInterval(timer);
    gone();
  }, 300);
  timer.unref();
}

/**
 * @param {number} pid
 * @returns {{ name: string, above?: number, since?: string }} above: the pid of its parent; since: when it began, in the
 *   system's own count, which tells it from a stranger that gets its pid later
 */
export function describeProcess(pid) {
  try {
    // The name, in parentheses, may itself hold spaces and parentheses; the fields after it do not.
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const fields = rest?.split(' ') ?? [];
    return { name: name ?? '', above: Number(fields[1]), since: fields[19] };
  } catch {
    const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-o', 'comm=', '-p', String(pid)], {
      encoding: 'utf8',
    });
    const [, above, name] = /^(\d+)\s+(.*)$/.exec(stdout?.trim() ?? '') ?? [];
    return { name: name ?? '', above: above ? Number(above) : undefined };
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
