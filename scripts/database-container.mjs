// The database in a container, for a machine that has an engine but no server program.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, freePort } from './machine.mjs';
import { startGuarded } from './processes.mjs';

const image = 'mariadb:11.8';

const advice = `No database server was found. Any one of these will do:
  - set DATABASE_URL (npm start) or TEST_DATABASE_URL (npm test), as in mysql://user:password@host:3306/anteroom
  - install MariaDB 10.6 or newer, or MySQL 8.0.16 or newer; the program is enough, no service has to run
    (Debian, Ubuntu: apt-get install mariadb-server-core mariadb-client-core; macOS: brew install mariadb)
  - start Docker or Podman`;

/** @returns {string | undefined} an engine that answers */
function findEngine() {
  return ['docker', 'podman']
    .map((name) => findProgram(name))
    .find((path) => path && spawnSync(path, ['info'], { stdio: 'ignore', timeout: 15_000 }).status === 0);
}

/** The named volume in which the kept database of a folder lives. */
const volumeOf = (dir) => `anteroom-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`;

/** @param {string} dir */
export function removeVolume(dir) {
  if (!existsSync(join(dir, 'container'))) return;
  const engine = findEngine();
  if (engine) spawnSync(engine, ['volume', 'rm', '--force', volumeOf(dir)], { stdio: 'ignore' });
}

/** The image sets the password only when it makes the data, so that of a kept volume has to be remembered. */
function passwordFor(dir) {
  const file = dir && join(dir, 'container');
  if (file && existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(18).toString('base64url');
  if (file) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(file, password, { mode: 0o600 });
  }
  return password;
}

export async function startContainer({ dir, port, throwaway, say, databaseName, waitForServer }) {
  const engine = findEngine();
  if (!engine) throw new Error(advice);
  const chosen = port ?? (await freePort());
  const name = `anteroom-${randomBytes(6).toString('hex')}`;
  const password = passwordFor(throwaway ? undefined : dir);
  const storage = throwaway ? ['--tmpfs', '/var/lib/mysql'] : ['--volume', `${volumeOf(dir)}:/var/lib/mysql`];
  const logFile = throwaway ? '/dev/null' : join(dir, 'server.log');
  const log = openSync(logFile, 'a', 0o600);
  if (spawnSync(engine, ['image', 'inspect', image], { stdio: 'ignore' }).status !== 0) {
    say(`fetching ${image}`);
    const pulled = spawnSync(engine, ['pull', '--quiet', image], { encoding: 'utf8' });
    if (pulled.status !== 0)
      throw new Error(`${image} could not be fetched:\n${pulled.stderr.trim()}\n\n${advice}`);
  }
  say(`starting ${image} in a container`);
  const server = await startGuarded({
    command: engine,
    args: [
      'run',
      '--rm',
      '--name',
      name,
      ...storage,
      '--publish',
      `127.0.0.1:${chosen}:3306`,
      '--env',
      `MARIADB_DATABASE=${databaseName}`,
      '--env',
      'MARIADB_ROOT_PASSWORD',
      image,
      '--skip-name-resolve',
      '--skip-log-bin',
      '--max-connections=250',
    ],
    env: { ...process.env, MARIADB_ROOT_PASSWORD: password },
    output: log,
    grace: throwaway ? 2_000 : 30_000,
    afterwards: [[engine, 'rm', '--force', name]],
  });
  closeSync(log);
  if (!(await waitForServer(chosen, server))) {
    await server.stop();
    throw new Error(`${image} did not start in a container; see ${logFile}`);
  }
  const control = (verb) => spawnSync(engine, [verb, name], { stdio: 'ignore', timeout: 60_000 });
  return {
    url: `mysql://root:${password}@127.0.0.1:${chosen}/${databaseName}`,
    host: '127.0.0.1',
    port: chosen,
    user: 'root',
    password,
    get pid() {
      return server.pid;
    },
    stop: () => server.stop(),
    kill: () => server.kill(),
    async restart() {
      control('restart');
      if (!(await waitForServer(chosen, server))) throw new Error('the database did not come back');
    },
    onExit: (listener) => server.onExit(listener),
  };
}
