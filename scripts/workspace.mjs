// From a bare checkout to a built one: pnpm, the dependencies, the pinned Node, the build. Runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './machine.mjs';
import { run } from './processes.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
/** What the two commands keep between runs; not in git. Set aside in tests of these commands, which must not touch yours. */
export const dataDir = process.env.ANTEROOM_DATA_DIR || join(root, '.data');
const binDir = join(dataDir, 'bin');

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @returns {{ name: string, folder: string, scripts: Record<string, string> }[]} the packages of the workspace */
export function workspacePackages() {
  const folders = ['packages', 'apps'].flatMap((parent) =>
    existsSync(join(root, parent))
      ? readdirSync(join(root, parent)).map((name) => join(root, parent, name))
      : [],
  );
  return [...folders, join(root, 'scripts')]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => {
      const { name, scripts = {} } = readJson(join(folder, 'package.json'));
      return { name, folder, scripts };
    });
}

/**
 * The environment for everything we start. What npm tells its scripts (npm_config_prefix, npm_execpath…) would mislead
 * pnpm; what a person configured about registries and proxies must reach it.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(env = process.env) {
  const kept =
    /^npm_config_(.*registry|.*proxy|cafile|ca|cert|key|strict_ssl|userconfig|store_dir|\/\/.*|@.*)$/i;
  const clean = Object.fromEntries(
    Object.entries(env).filter(([name, value]) =>
      /^npm_/i.test(name) ? kept.test(name) && value !== '' : true,
    ),
  );
  delete clean.INIT_CWD;
  // With "production" pnpm would leave out what builds and tests the system.
  delete clean.NODE_ENV;
  return {
    ...clean,
    PATH: [join(root, 'node_modules', '.bin'), binDir, clean.PATH ?? ''].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    // Vitest and turbo colour whatever CI they see; in a file or a pipe that is noise.
    ...(process.stdout.isTTY || env.FORCE_COLOR ? {} : { NO_COLOR: '1' }),
  };
}

/**
 * A `pnpm` of the pinned version in .data/bin, which is on the PATH of all children: turbo looks for it there.
 *
 * @param {(line: string) => void} say
 */
function providePnpm(say) {
  const { packageManager } = readJson(join(root, 'package.json'));
  const version = packageManager.replace(/^pnpm@/, '').replace(/\+.*$/, '');
  const shim = join(binDir, 'pnpm');
  const env = childEnvironment();
  // Asked outside the checkout: inside, a pnpm of another version would fetch the pinned one and answer with that.
  const versionOf = (program) =>
    spawnSync(program, ['--version'], { cwd: '/', env, encoding: 'utf8' }).stdout?.trim().split('\n').at(-1);
  if (existsSync(shim) && versionOf(shim) === version) return;

  rmSync(shim, { force: true });
  mkdirSync(binDir, { recursive: true });
  const present = findProgram('pnpm');
  if (present && versionOf(present) === version) {
    symlinkSync(present, shim);
    return;
  }
  // Not corepack: that of Node 20 cannot verify the signatures of current releases.
  say(`fetching pnpm ${version}`);
  const home = join(dataDir, 'pnpm');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', `pnpm@${version}`], {
    cwd: home,
    env,
    encoding: 'utf8',
  });
  if (npm.error || npm.status !== 0) {
    throw new Error(`pnpm ${version} could not be fetched:\n${npm.error?.message ?? npm.stderr.trim()}`);
  }
  symlinkSync(join(home, 'node_modules', '.bin', 'pnpm'), shim);
}

/** Changes whenever an install may have something to do. */
function installFingerprint() {
  const hash = createHash('sha256');
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc'].map((file) =>
    join(root, file),
  );
  for (const file of [...files, ...workspacePackages().map(({ folder }) => join(folder, 'package.json'))]) {
    if (existsSync(file)) hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {(line: string) => void} say
 * @param {AbortSignal} signal
 */
export async function install(say, signal) {
  providePnpm(say);
  // Kept among what it vouches for: whoever removes node_modules removes this too.
  const stamp = join(root, 'node_modules', '.anteroom-installed');
  const fingerprint = installFingerprint();
  const complete = workspacePackages().every(
    ({ folder }) => existsSync(join(folder, 'node_modules')) || !hasDependencies(folder),
  );
  if (
    complete &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint &&
    existsSync(projectNode())
  )
    return;

  say('installing dependencies');
  const env = childEnvironment();
  const { code, output } = await narrated(say, (heard) =>
    run(
      join(binDir, 'pnpm'),
      ['install', '--frozen-lockfile', '--reporter=append-only', '--config.confirmModulesPurge=false'],
      { cwd: root, env, signal, quiet: true, heard },
    ),
  );
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`pnpm install failed:\n${output.trim()}`);
  writeFileSync(stamp, fingerprint);
}

/**
 * Says every few seconds how far something long has come, in its own latest words.
 *
 * @template T
 * @param {(line: string) => void} say
 * @param {(heard: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function narrated(say, work) {
  let latest = '';
  let said = '';
  const timer = setInterval(() => {
    say(`  ${latest === said ? 'still at it' : latest.slice(0, 90)}`);
    said = latest;
  }, 5_000);
  try {
    return await work((text) => {
      const line = text.trim().split('\n').at(-1)?.trim() ?? '';
      // turbo's own remarks about itself are no progress.
      if (line && !line.startsWith('•')) latest = line;
    });
  } finally {
    clearInterval(timer);
  }
}

function hasDependencies(folder) {
  const manifest = readJson(join(folder, 'package.json'));
  return ['dependencies', 'devDependencies'].some((kind) => Object.keys(manifest[kind] ?? {}).length > 0);
}

/** The Node the project is pinned to; the binary itself, so that signals meet no wrapper. */
export const projectNode = () => join(root, 'node_modules', 'node', 'bin', 'node');

/** @param {string} name @returns {string} a program of the root's dependencies */
export const rootProgram = (name) => join(root, 'node_modules', '.bin', name);

function turbo(task, signal, { heard, filters = [] } = {}) {
  return run(
    rootProgram('turbo'),
    [
      'run',
      task,
      '--output-logs=errors-only',
      '--log-order=grouped',
      '--ui=stream',
      '--concurrency=2',
      '--no-update-notifier',
      ...filters.map((filter) => `--filter=${filter}`),
    ],
    { cwd: root, env: childEnvironment(), signal, quiet: true, heard },
  );
}

/**
 * @param {(line: string) => void} say
 * @param {AbortSignal} signal
 * @param {string[]} [packages] these and what they stand on; all without it
 */
export async function build(say, signal, packages = []) {
  const filters = packages.map((name) => `${name}...`);
  say('building');
  const { code, output } = await narrated(say, (heard) => turbo('build', signal, { heard, filters }));
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`the build failed:\n${output.trim()}`);
}

/** @param {AbortSignal} signal */
export const checkTypes = (signal) => turbo('typecheck', signal);
