import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, portIsFree } from './machine.mjs';
import { isAlive, waitUntil } from './processes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = fileURLToPath(new URL('./start.mjs', import.meta.url));
const CHANGED = 'Veranderd';
const INVITED = 'invited@start.example';
const started = [];
/** How many clients the demo begins with. */
let freshCount;
let dataDir;
let port;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
  port = await freePort();
});
afterAll(async () => {
  for (const child of started.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  )) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
});

function start(settings = {}, ...options) {
  return follow(process.execPath, [program, ...options], settings);
}

function follow(command, options, settings = {}) {
  const env = { ...process.env, ANTEROOM_DATA_DIR: dataDir, PORT: String(port), NODE_ENV: 'development' };
  for (const name of ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'HOST', 'npm_lifecycle_event'])
    delete env[name];
  Object.assign(env, settings);
  const child = spawn(command, options, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const run = { child, output: '', exit: once(child, 'exit').then(([code]) => code) };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      run.output += text;
    });
  }
  return run;
}

async function ready(run) {
  const done = async () => /Ctrl-C ends/.test(run.output) || run.child.exitCode !== null;
  await waitUntil(done, { timeout: 150_000 });
  expect(run.output).toContain('Ctrl-C ends');
  return Object.fromEntries(
    [...run.output.matchAll(/^ {2}(Admin|Portal|API|Inbox) +(http\S+)$/gm)].map(([, name, url]) => [
      name,
      url,
    ]),
  );
}

async function signIn(origin) {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: 'fenna@demo.example', password: 'anteroom-demo' }),
  });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** What the owner of the demo does there. */
async function openDemo(origin) {
  const headers = { 'content-type': 'application/json', cookie: await signIn(origin), origin };
  const ask = async (query, variables) => {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${origin}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = await response.json();
    expect(errors).toBeUndefined();
    return data;
  };
  const { organization } = await ask('{ organization(slug: "demo") { id } }');
  const organizationId = organization.id;
  const clients = async (search) => {
    const answer = await ask(
      `query ($organizationId: ID!, $filter: ClientFilter) {
        clients(organizationId: $organizationId, filter: $filter, first: 1) { totalCount nodes { id } }
      }`,
      { organizationId, filter: search ? { search } : null },
    );
    return answer.clients;
  };
  return {
    clientCount: async (search) => (await clients(search)).totalCount,
    async rename(lastName) {
      const [{ id }] = (await clients()).nodes;
      await ask('mutation ($input: UpdateClientInput!) { updateClient(input: $input) { errors { code } } }', {
        input: { id, lastName },
      });
    },
    async invite(email) {
      await ask(
        'mutation ($input: CreateClientsInput!) { createClients(input: $input) { errors { code } } }',
        { input: { organizationId, emails: email, invitation: {} } },
      );
    },
  };
}

async function inInbox(inbox) {
  const mails = await (await fetch(new URL('email', inbox))).json();
  return mails.flatMap(({ to }) => to.map(({ address }) => address));
}

describe('npm start', () => {
  it('is not for production, and says at once what is', async () => {
    const run = start({ NODE_ENV: 'production' });
    expect(await run.exit).toBe(1);
    expect(run.output).toContain('"Running it for real" in docs/operating.md');
    expect(run.output.trim().split('\n')).toHaveLength(2);
  });

  it('says in a line where it cannot write', async () => {
    const run = start({ ANTEROOM_DATA_DIR: join(program, 'data') });
    expect(await run.exit).toBe(1);
    expect(run.output).toMatch(/^Anteroom keeps its data in .+, and cannot write there: ENOTDIR.+\n$/);
  });

  it('does not claim to have emptied a database that is not its own', async () => {
    const run = start({ DATABASE_URL: 'mysql://anteroom@127.0.0.1/mine' }, '--reset');
    expect(await run.exit).toBe(1);
    expect(run.output).toContain('The database of DATABASE_URL is not removed by --reset');
  });

  it('serves the demo on the addresses it prints, to one at a time, and ends all of it on SIGTERM', async () => {
    const first = start();
    const addresses = await ready(first);
    expect(addresses.Admin).toBe(`http://127.0.0.1:${port}/admin/`);
    for (const url of [addresses.Admin, addresses.Portal, addresses.Inbox]) {
      const response = await fetch(url);
      expect([url, response.status]).toEqual([url, 200]);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
    const demo = await openDemo(`http://127.0.0.1:${port}`);
    freshCount = await demo.clientCount();
    expect(freshCount).toBeGreaterThanOrEqual(50);
    await demo.rename(CHANGED);
    await demo.invite(INVITED);
    await expect.poll(() => inInbox(addresses.Inbox), { timeout: 30_000 }).toEqual([INVITED]);

    const second = start({}, '--reset');
    expect(await second.exit).toBe(1);
    expect(second.output).toContain('already running');

    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    expect(await portIsFree(port)).toBe(true);
    expect(await portIsFree(Number(new URL(addresses.Inbox).port))).toBe(true);
  });

  it('takes another port when its own is taken, and keeps the data of the first start', async () => {
    const stranger = spawn(process.execPath, [
      '--eval',
      `require('node:net').createServer().listen(${port}, '127.0.0.1')`,
    ]);
    started.push(stranger);
    await waitUntil(async () => !(await portIsFree(port)), { timeout: 10_000 });

    const run = start();
    const addresses = await ready(run);
    const { origin } = new URL(addresses.API);
    expect(origin).not.toBe(`http://127.0.0.1:${port}`);
    expect(run.output).toContain(`port ${port} is taken`);
    const demo = await openDemo(origin);
    expect(await demo.clientCount()).toBe(freshCount + 1);
    expect(await demo.clientCount(CHANGED)).toBe(1);
    expect(await inInbox(addresses.Inbox)).toEqual([INVITED]);
    run.child.kill('SIGINT');
    expect(await run.exit).toBe(0);
    stranger.kill();
  });

  it('begins anew with --reset, as a person types it, and leaves nothing behind when it is killed', async () => {
    const run = follow('npm', ['start', '--', '--reset']);
    const addresses = await ready(run);
    const demo = await openDemo(new URL(addresses.API).origin);
    expect(await demo.clientCount()).toBe(freshCount);
    expect(await demo.clientCount(CHANGED)).toBe(0);
    expect(await demo.clientCount(INVITED)).toBe(0);
    expect(await inInbox(addresses.Inbox)).toEqual([]);

    const { pid } = JSON.parse(readFileSync(join(dataDir, 'start.lock'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    await run.exit;
    expect(isAlive(pid)).toBe(false);
    expect(await waitUntil(() => portIsFree(port), { timeout: 20_000 })).toBe(true);
  });
});
