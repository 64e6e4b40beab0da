// A private MariaDB or MySQL server: its own data folder, its own loopback port, no service, no touch on any other server.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { freemem, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startContainer } from './database-container.mjs';
import { findProgram, freePort, installDebianPackages, isRoot } from './machine.mjs';
import { startGuarded, waitUntil } from './processes.mjs';

const databaseName = 'anteroom';
const userName = 'anteroom';
const startTimeout = 90_000;
const GIB = 2 ** 30;
/** What Linux calls a file system that lives in memory. */
const TMPFS = 0x01021994;

/** @typedef {import('./database.d.mts').StartOptions} StartOptions */
/** @typedef {import('./database.d.mts').Database} Database */

/**
 * @param {StartOptions} [options]
 * @returns {Promise<Database>}
 */
export async function startDatabase({ dir, port, throwaway = false, binary, say = () => {} } = {}) {
  if (!throwaway && !dir) throw new Error('startDatabase: a database that is kept needs a dir');
  const program = binary ?? findDatabaseServer() ?? installDatabaseServer(say);
  if (!program) return startContainer({ dir, port, throwaway, say, databaseName, userName, waitForServer });

  const flavour = flavourOf(program);
  const home = throwaway
    ? prepareThrowaway({ program, flavour, parents: dir ? [dir] : [...inMemory(), tmpdir()] })
    : /** @type {string} */ (dir);
  const data = join(home, 'data');
  if (!throwaway) prepareDataFolder({ program, flavour, data });

  // New at every start; the init file that sets it is readable by us alone.
  const password = randomBytes(18).toString('base64url');
  const initFile = join(home, 'init.sql');
  const logFile = join(home, 'server.log');
  writeFileSync(initFile, initialSql(password), { mode: 0o600 });

  // Somebody else may take the port between our looking and the server's binding it.
  for (let attempt = 1; ; attempt++) {
    const chosen = port ?? (await freePort());
    const log = openSync(logFile, 'a', 0o600);
    const server = await startGuarded({
      command: program,
      args: serverArguments({ flavour, data, port: chosen, initFile, throwaway }),
      output: log,
      grace: throwaway ? 0 : 30_000,
      removeAfter: throwaway ? [home] : [],
    });
    closeSync(log);
    const ready = () => waitForServer(chosen, server, () => wrotePid(data, server.pid));
    if (await ready()) {
      return describe({ server, port: chosen, password, ready });
    }
    const reason = lastLines(logFile);
    await server.stop();
    if (port !== undefined || attempt === 3) {
      throw new Error(`${program} did not start. The end of its log:\n${reason}`);
    }
    if (throwaway) {
      mkdirSync(home, { recursive: true, mode: 0o700 });
      prepareDataFolder({ program, flavour, data, throwaway });
      writeFileSync(initFile, initialSql(password), { mode: 0o600 });
    }
  }
}

/**
 * The server that tests use: the one named by TEST_DATABASE_URL, which is somebody else's to end, or a throw-away one.
 *
 * @param {{ say?: (line: string) => void }} [options]
 * @returns {Promise<Pick<Database, 'url' | 'stop'>>}
 */
export async function provideTestDatabase({ say } = {}) {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  return startDatabase({ throwaway: true, say });
}

function findDatabaseServer() {
  return findProgram('mariadbd', 'mysqld');
}

/** @param {(line: string) => void} say */
function installDatabaseServer(say) {
  return installDebianPackages(['mariadb-server-core', 'mariadb-client-core'], say)
    ? findDatabaseServer()
    : undefined;
}

/** @param {string} program @returns {'mariadb' | 'mysql'} */
function flavourOf(program) {
  const { stdout, error } = spawnSync(program, ['--no-defaults', '--version'], { encoding: 'utf8' });
  if (error) throw new Error(`${program} cannot be run: ${error.message}`);
  return /mariadb/i.test(stdout) ? 'mariadb' : 'mysql';
}

/**
 * Memory, where there is plenty: hundreds of tests that each make tables would wait for the disk most of their time, and
 * none of them outlives the machine.
 *
 * @returns {string[]}
 */
function inMemory(folder = '/dev/shm') {
  if (process.platform !== 'linux' || !existsSync(folder)) return [];
  const { type, bavail, bsize } = statfsSync(folder);
  return type === TMPFS && bavail * bsize >= 2 * GIB && freemem() >= 4 * GIB ? [folder] : [];
}

/** In the first folder where the server can work: some are kept by their system to the places it knows. */
function prepareThrowaway({ program, flavour, parents: [parent, ...others] }) {
  let home;
  try {
    home = mkdtempSync(join(parent, 'anteroom-db-'));
    prepareDataFolder({ program, flavour, data: join(home, 'data'), throwaway: true });
    return home;
  } catch (error) {
    if (home) rmSync(home, { recursive: true, force: true });
    if (others.length === 0) throw error;
    return prepareThrowaway({ program, flavour, parents: others });
  }
}

function prepareDataFolder({ program, flavour, data, throwaway = false }) {
  const mark = join(data, 'anteroom-flavour');
  if (existsSync(mark)) {
    const was = readFileSync(mark, 'utf8').trim();
    if (was === flavour) return;
    throw new Error(
      `${data} was made by ${was}, and ${program} is ${flavour}. "npm start -- --reset" begins anew.`,
    );
  }
  refuseUnknown(data);
  // Made aside and renamed, so that a folder with the right name is always a whole one.
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(dirname(draft), { recursive: true, mode: 0o700 });
  const asUser = isRoot() ? ['--user=root'] : [];
  const [command, args] =
    flavour === 'mariadb'
      ? [
          findProgram('mariadb-install-db', 'mysql_install_db') ?? 'mariadb-install-db',
          [
            '--no-defaults',
            `--datadir=${draft}`,
            '--auth-root-authentication-method=socket',
            '--skip-test-db',
            ...asUser,
          ],
        ]
      : [
          program,
          ['--no-defaults', '--initialize-insecure', `--datadir=${draft}`, '--secure-file-priv=', ...asUser],
        ];
  if (flavour === 'mariadb') args.push(...(throwaway ? ['--innodb-log-file-size=32M'] : []));
  // Servers that share a folder for temporary files remove each other's when they start.
  const env = { ...process.env, TMPDIR: dirname(draft) };
  const made = spawnSync(command, args, { encoding: 'utf8', env });
  if (made.error || made.status !== 0) {
    const words =
      made.error?.message ?? `${made.stdout}\n${made.stderr}`.trim().split('\n').slice(-8).join('\n');
    throw new Error(`${command} could not make a data folder:\n${words}`);
  }
  writeFileSync(join(draft, 'anteroom-flavour'), flavour);
  renameSync(draft, data);
}

/** Somebody's data is not made room for, however it came there. */
function refuseUnknown(data) {
  try {
    if (readdirSync(data).length === 0) return;
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw new Error(
      `${data} cannot be read: ${error.message}. Was it made by another user, such as root? Nothing was changed.`,
    );
  }
  throw new Error(`${data} holds something that this command has not made. Nothing was changed.`);
}

/** One statement a line, as --init-file wants it. */
function initialSql(password) {
  return [
    `CREATE DATABASE IF NOT EXISTS ${databaseName} CHARACTER SET utf8mb4;`,
    `CREATE USER IF NOT EXISTS '${userName}'@'%' IDENTIFIED BY '${password}';`,
    `ALTER USER '${userName}'@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${userName}'@'%' WITH GRANT OPTION;`,
    '',
  ].join('\n');
}

function serverArguments({ flavour, data, port, initFile, throwaway }) {
  const shared = [
    '--no-defaults',
    `--datadir=${data}`,
    `--tmpdir=${dirname(data)}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    // Relative to the data folder: an absolute path in a deep checkout would be too long for a socket.
    '--socket=server.sock',
    '--pid-file=server.pid',
    `--init-file=${initFile}`,
    '--skip-name-resolve',
    '--skip-log-bin',
    '--character-set-server=utf8mb4',
    '--performance-schema=OFF',
    '--max-connections=250',
    ...(isRoot() ? ['--user=root'] : []),
    ...(flavour === 'mysql' ? ['--mysqlx=OFF', '--secure-file-priv='] : []),
  ];
  const keep = ['--innodb-buffer-pool-size=256M'];
  // Written to the operating system at each commit, so a killed server loses nothing; a killed machine may.
  const fast = [
    '--innodb-buffer-pool-size=128M',
    '--innodb-flush-log-at-trx-commit=2',
    '--sync-binlog=0',
    '--innodb-doublewrite=OFF',
    '--loose-innodb-log-file-size=32M',
    '--loose-innodb-redo-log-capacity=64M',
  ].filter((option) => !(flavour === 'mysql' && option.includes('log-file-size')));
  return [...shared, ...(throwaway ? fast : keep)];
}

/** A server sends its greeting on connecting, but only once it has run its init file. */
function greets(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => settle(false));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
    // Byte 4 is the protocol version; an error packet ("too many connections") has 255 there.
    socket.once('data', (packet) => settle(packet[4] === 10));
  });
}

/** @param {() => boolean} [isOurs] whether it is our server that can be greeting us; another may have had the port */
async function waitForServer(port, server, isOurs = () => true) {
  let ended = false;
  server.onExit(() => {
    ended = true;
  });
  const ready = async () => isOurs() && (await greets(port));
  await waitUntil(async () => ended || (await ready()), { timeout: startTimeout });
  return !ended && (await ready());
}

/** The pid file is written once the port is bound. */
function wrotePid(data, pid) {
  try {
    return Number(readFileSync(join(data, 'server.pid'), 'utf8')) === pid;
  } catch {
    return false;
  }
}

function describe({ server, port, password, ready }) {
  return {
    url: `mysql://${userName}:${password}@127.0.0.1:${port}/${databaseName}`,
    host: '127.0.0.1',
    port,
    user: userName,
    password,
    get pid() {
      return server.pid;
    },
    stop: () => server.stop(),
    kill: () => server.kill(),
    async restart() {
      await server.terminate();
      await server.start();
      if (!(await ready())) throw new Error('the database did not come back');
    },
    onExit: (listener) => server.onExit(listener),
  };
}

function lastLines(file) {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-12).join('\n');
  } catch {
    return '(no log)';
  }
}
