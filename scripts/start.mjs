// npm start: the whole system on this machine, with a demo organization in it.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { startDatabase } from './database.mjs';
import { removeVolume } from './database-container.mjs';
import { takeLock, takePort } from './lock.mjs';
import { freePort } from './machine.mjs';
import { run, startGuarded, waitUntil, whenOrphaned } from './processes.mjs';
import { build, childEnvironment, dataDir, install, projectNode, root } from './workspace.mjs';

const DEMO_PASSWORD = 'anteroom-demo';
const DEMO_PEOPLE = {
  fenna: 'owner',
  ruth: 'administrator',
  noor: 'assistant',
  bram: 'clinician',
  sem: 'support',
  client: 'a client, in the portal',
};
const apiDir = join(root, 'apps', 'api');
/** With less than this left, a failure is most likely to come from there. */
const LITTLE_DISK = 500 * 2 ** 20;

const began = Date.now();
const say = (line) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

const ending = new AbortController();
/** What was started, to be ended in the opposite order. @type {{ name: string, stop: () => Promise<void> }[]} */
const running = [];
/** @type {(() => void)[]} */
const ports = [];
let exitCode = 0;

/** @param {number} code @param {string} [why] */
function end(code, why) {
  if (ending.signal.aborted) return;
  exitCode = code;
  if (why) console.error(`\n${why}\n${shortOfDisk()}`);
  ending.abort();
}

/** Programs say of a full disk what they could not do, and seldom why. */
function shortOfDisk() {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    const left = bavail * bsize;
    return left < LITTLE_DISK
      ? `Of the disk with ${dataDir} only ${Math.floor(left / 2 ** 20)} MB are free.\n`
      : '';
  } catch {
    return '';
  }
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    if (ending.signal.aborted) return;
    console.log('\nEnding…');
    end(0);
  });
}
// npm and its shell do not always pass a signal on, and cannot when they are killed; when they are gone, we go.
if (process.env.npm_lifecycle_event) whenOrphaned(() => end(0));

if (process.env.NODE_ENV === 'production') {
  console.error(
    'npm start shows a demo, whose passwords everybody knows, and NODE_ENV is "production" here.\nUnset it, or see "Running it for real" in docs/operating.md.',
  );
  process.exit(1);
}
const lock = lockCheckout();
if (!lock.free) {
  console.error(
    `Anteroom is already running from this checkout (process ${lock.pid}${lock.url ? `, ${lock.url}` : ''}).\nEnd that one first, or use it.`,
  );
  process.exit(1);
}

try {
  await start();
  await new Promise((resolve) => {
    const hold = setInterval(() => {}, 60_000);
    const done = () => {
      clearInterval(hold);
      resolve(undefined);
    };
    if (ending.signal.aborted) done();
    ending.signal.addEventListener('abort', done);
  });
} catch (error) {
  if (!ending.signal.aborted) end(1, error instanceof Error ? error.message : String(error));
}
for (const { name, stop } of running.reverse()) {
  await stop().catch((error) => console.error(`${name} did not end cleanly: ${error.message}`));
}
for (const giveBack of [...ports, lock.release]) giveBack();
if (exitCode === 0) console.log('Everything has ended; the data is kept in .data.');
process.exit(exitCode);

function lockCheckout() {
  try {
    return takeLock(join(dataDir, 'start.lock'));
  } catch (error) {
    console.error(`Anteroom keeps its data in ${dataDir}, and cannot write there: ${error.message}`);
    process.exit(1);
  }
}

async function start() {
  if (process.argv.includes('--reset') || process.env.npm_config_reset) reset();
  await install(say, ending.signal);
  const [databaseUrl] = await Promise.all([provideDatabase(), build(say, ending.signal)]);
  const inbox = await provideInbox();

  const host = process.env.HOST || '127.0.0.1';
  const port = await choosePort(host);
  const publicUrl = process.env.PUBLIC_URL || `http://127.0.0.1:${port}`;
  const env = {
    ...childEnvironment(),
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
    SMTP_URL: inbox.smtpUrl,
    PUBLIC_URL: publicUrl,
    HOST: host,
    PORT: String(port),
    MAIL_FROM: process.env.MAIL_FROM || 'Anteroom <anteroom@demo.example>',
    ...secrets(),
  };

  say('bringing the database up to date');
  await runApi('dist/migrate.js', env);
  await runApi('dist/demo.js', env);
  await startServer(env, `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`);
  lock.note(publicUrl);
  say('ready');
  console.log(`
  Admin    ${publicUrl}/admin/
  Portal   ${publicUrl}/portal/
  API      ${publicUrl}/graphql
  Explorer ${publicUrl}/explorer/
  Inbox    ${inbox.url}

  Sign in with the password ${DEMO_PASSWORD} as
${Object.entries(DEMO_PEOPLE)
  .map(([name, role]) => `    ${`${name}@demo.example`.padEnd(20)} ${role}`)
  .join('\n')}

  Ctrl-C ends everything. The server's log is .data/server.log.
`);
}

function reset() {
  if (process.env.DATABASE_URL)
    throw new Error(
      'The database of DATABASE_URL is not removed by --reset: empty it yourself, or unset DATABASE_URL. Nothing was removed.',
    );
  say('beginning anew: the demo data and the inbox are removed');
  const database = join(dataDir, 'db');
  removeVolume(database);
  rmSync(database, { recursive: true, force: true });
  rmSync(join(dataDir, 'inbox'), { recursive: true, force: true });
  rmSync(join(dataDir, 'secrets.json'), { force: true });
}

async function provideDatabase() {
  if (process.env.DATABASE_URL) {
    say('using the database of DATABASE_URL');
    return process.env.DATABASE_URL;
  }
  say('starting the database');
  const dir = join(dataDir, 'db');
  const hadData = existsSync(dir);
  const database = await startDatabase({ dir, say }).catch((error) => {
    if (hadData) error.message += '\nIf its data is damaged, "npm start -- --reset" begins anew without it.';
    throw error;
  });
  running.push({ name: 'The database', stop: () => database.stop() });
  database.onExit(() => end(1, 'The database ended by itself; .data/db/server.log may say why.'));
  ending.signal.throwIfAborted();
  return database.url;
}

async function provideInbox() {
  if (process.env.SMTP_URL) return { smtpUrl: process.env.SMTP_URL, url: '(mail goes to SMTP_URL)' };
  say('starting the inbox');
  const smtp = (await reserve(1025)) ? 1025 : await freePort();
  const web = (await reserve(1080)) ? 1080 : await freePort();
  const mails = join(dataDir, 'inbox');
  mkdirSync(mails, { recursive: true });
  const inbox = await startGuarded({
    command: projectNode(),
    args: [
      join(root, 'node_modules', 'maildev', 'bin', 'maildev'),
      ...['--smtp', String(smtp), '--ip', '127.0.0.1'],
      ...['--web', String(web), '--web-ip', '127.0.0.1'],
      ...['--mail-directory', mails, '--silent'],
    ],
    env: childEnvironment(),
    output: openSync(join(dataDir, 'inbox.log'), 'w'),
    grace: 3_000,
  });
  running.push({ name: 'The inbox', stop: () => inbox.stop() });
  inbox.onExit(() => end(1, 'The inbox ended by itself; .data/inbox.log may say why.'));
  const url = `http://127.0.0.1:${web}/`;
  if (!(await waitUntil(() => answers(url), { timeout: 30_000, signal: ending.signal }))) {
    throw new Error('The inbox did not start; .data/inbox.log may say why.');
  }
  return { smtpUrl: `smtp://127.0.0.1:${smtp}`, url };
}

/** @param {number} port @param {string} [host] @returns {Promise<boolean>} false when somebody else has it */
async function reserve(port, host) {
  const giveBack = await takePort(port, host);
  if (giveBack) ports.push(giveBack);
  return giveBack !== null;
}

async function choosePort(host) {
  const wanted = Number(process.env.PORT || 4000);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_485)
    throw new Error(`PORT is no port: ${process.env.PORT}`);
  for (let port = wanted; port < wanted + 50; port++) {
    if (await reserve(port, host)) {
      if (port !== wanted) say(`port ${wanted} is taken; using ${port}`);
      return port;
    }
  }
  throw new Error(`The ports ${wanted} to ${wanted + 49} are all taken; set PORT to a free one.`);
}

/** Made once for this checkout: sessions and links outlive a restart, and no secret is the same on two machines. */
function secrets() {
  const file = join(dataDir, 'secrets.json');
  const known = existsSync(file) ? readSecrets(file) : {};
  const all = {
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    TOKEN_KEYS: `1:${randomBytes(32).toString('base64url')}`,
    ...known,
  };
  // Made aside and renamed, so that a full disk leaves no half of it, with which no later start could begin.
  writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return {
    AUTH_SECRET: process.env.AUTH_SECRET || all.AUTH_SECRET,
    TOKEN_KEYS: process.env.TOKEN_KEYS || all.TOKEN_KEYS,
  };
}

function readSecrets(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read (${error.message}). "npm start -- --reset" begins anew.`);
  }
}

async function runApi(script, env) {
  const { code, output } = await run(projectNode(), [script], {
    cwd: apiDir,
    env,
    signal: ending.signal,
    quiet: true,
  });
  ending.signal.throwIfAborted();
  if (code !== 0) throw new Error(`apps/api/${script} failed:\n${output.trim()}`);
}

async function startServer(env, address) {
  say('starting the server');
  const logFile = join(dataDir, 'server.log');
  const server = await startGuarded({
    command: projectNode(),
    args: ['--enable-source-maps', 'dist/server.js'],
    cwd: apiDir,
    env,
    output: openSync(logFile, 'w'),
    grace: 15_000,
  });
  running.push({ name: 'The server', stop: () => server.stop() });
  server.onExit(({ code, signal }) => {
    const how = signal ? `was ended by ${signal}` : `ended with status ${code}`;
    const log = spawnSync('tail', ['-n', '25', logFile], { encoding: 'utf8' }).stdout;
    end(1, `The server ${how}. The end of .data/server.log:\n${log}`);
  });
  if (!(await waitUntil(() => answers(`${address}/readyz`), { timeout: 120_000, signal: ending.signal }))) {
    ending.signal.throwIfAborted();
    throw new Error('The server did not become ready within two minutes; see .data/server.log.');
  }
}

/** @param {string} url @returns {Promise<boolean>} */
function answers(url) {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 2_000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}
