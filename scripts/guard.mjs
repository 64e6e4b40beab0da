// Runs one command and outlives whoever asked for it, so that the command is ended and its leavings are removed
// even when the asker is killed without a chance to clean up. The asker talks over Node's IPC channel; the
// channel closing, for whatever reason, means "stop".
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/**
 * @typedef {object} GuardedCommand
 * @property {string} command
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {number} grace milliseconds between asking politely and SIGKILL; 0 kills at once
 * @property {string[]} removeAfter folders that go when the command has been stopped for good
 * @property {string[][]} afterwards commands to run when it has been stopped for good
 */

/** @type {GuardedCommand} */
const task = JSON.parse(process.argv[2] ?? '{}');

/** @type {import('node:child_process').ChildProcess | undefined} */
let child;
let stopping = false;

const tell = (message) => {
  if (process.connected) process.send?.(message, () => {});
};

function start() {
  // A process group of its own: stopping reaches grandchildren too, and a Ctrl-C in the terminal reaches none of them.
  const started = spawn(task.command, task.args, {
    cwd: task.cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  child = started;
  started.once('spawn', () => tell({ event: 'started', pid: started.pid }));
  started.once('error', (error) => ended(started, { code: 127, signal: null, error: error.message }));
  started.once('exit', (code, signal) => ended(started, { code, signal }));
}

function ended(which, outcome) {
  if (child !== which) return;
  signalGroup('SIGKILL');
  child = undefined;
  tell({ event: 'exited', ...outcome });
  if (stopping) leave();
}

function signalGroup(signal) {
  if (!child?.pid) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // Nobody left in the group is what we want.
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}

function stop() {
  if (stopping) return;
  stopping = true;
  if (!child) return leave();
  if (task.grace > 0) {
    signalGroup('SIGTERM');
    setTimeout(() => signalGroup('SIGKILL'), task.grace);
  } else {
    signalGroup('SIGKILL');
  }
}

function leave() {
  for (const [command, ...args] of task.afterwards)
    spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 });
  for (const folder of task.removeAfter) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
}

process.on('message', (order) => {
  if (order === 'start' && !child && !stopping) start();
  if (order === 'kill') signalGroup('SIGKILL');
  if (order === 'terminate') signalGroup('SIGTERM');
  if (order === 'stop') stop();
});
process.on('disconnect', stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

start();
