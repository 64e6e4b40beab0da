import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization } from '../test/builders.js';
import { createTestDatabase, type TestDatabase } from '../test/database.js';
import { aQueuedInvitation } from '../test/outbox.js';
import { SmtpInbox } from '../test/smtp-inbox.js';

const builtFile = (name: string) => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));

let database: TestDatabase;
let empty: TestDatabase;
const started: ChildProcess[] = [];

beforeAll(async () => {
  if (!existsSync(builtFile('server'))) throw new Error('these tests run the build: pnpm run build');
  database = await createTestDatabase();
  empty = await createTestDatabase({ migrated: false });
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
});
afterAll(async () => {
  await database.drop();
  await empty.drop();
});

interface Outcome {
  code: number | null;
  output: string;
}

function run(
  env: Record<string, string | undefined>,
  name = 'server',
): {
  child: ChildProcess;
  ended: Promise<Outcome>;
  ready: Promise<string>;
} {
  const child = spawn(process.execPath, [builtFile(name)], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'development',
      DATABASE_URL: database.url,
      SMTP_URL: 'smtp://127.0.0.1:9',
      PUBLIC_URL: 'http://127.0.0.1:4000',
      PORT: '0',
      AUTH_SECRET: 'for tests only, for tests only, for tests only',
      TOKEN_KEYS: 'k1:for-tests-only-for-tests-only-for-tests-only',
      ...env,
    },
  });
  started.push(child);
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      output += `${line}\n`;
      if (!line.includes('Anteroom is ready')) return;
      const { address, healthAddress } = JSON.parse(line);
      resolve(String(address ?? healthAddress ?? ''));
    });
  });
  const ended = new Promise<Outcome>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  return { child, ended, ready };
}

/** The first thing that signing in does is to be counted. */
async function begun(): Promise<void> {
  const connection = await createConnection({ uri: database.url });
  for (;;) {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT 1 FROM rate_limits LIMIT 1');
    if (rows.length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await connection.end();
}

describe('a process', () => {
  it('ends with status 0 on SIGTERM, once it has answered what it had begun', async () => {
    const { child, ended, ready } = run({ ROLE: 'all' });
    const address = await ready;
    const answer = fetch(`${address}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:4000' },
      // The hash that is computed for an unknown address as well takes long enough.
      body: JSON.stringify({ email: 'nobody@example.com', password: 'not the password' }),
    });
    await begun();
    child.kill('SIGTERM');
    expect((await answer).status).toBe(401);
    expect((await ended).code).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });

  it('begins no mail any more once it is told to end, however long a request takes', async () => {
    const { child, ended, ready } = run({ ROLE: 'all' });
    const { hostname, port } = new URL(await ready);
    const slow = connect({ host: hostname, port: Number(port) });
    slow.write(
      'POST /graphql HTTP/1.1\r\nHost: anteroom.test\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const connection = await createConnection({ uri: database.url });
    await connection.query(
      `INSERT INTO mails (id, kind, send_key, recipient, state, next_attempt_at)
       VALUES (UUID(), 'PASSWORD_RESET', 'late', 'late@example.com', 'QUEUED', NOW(3))`,
    );
    // Longer than until it looks for mail of other processes.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT state, attempts FROM mails WHERE send_key = 'late'`,
    );
    await connection.query('DELETE FROM mails');
    await connection.end();
    slow.destroy();
    expect(rows).toEqual([{ state: 'QUEUED', attempts: 0 }]);
    expect((await ended).code).toBe(0);
  });

  it('ends the mail that is under way on SIGTERM, and leaves the others for the next process', async () => {
    const inbox = await SmtpInbox.start({ latencyMs: 300 });
    const connection = await createConnection({ uri: database.url, timezone: 'Z' });
    const tables = {
      sql: async (sql: string, params: unknown[] = []) => (await connection.query(sql, params))[0] as never,
    };
    const organization = await anOrganization(tables);
    for (let count = 0; count < 10; count += 1) await aQueuedInvitation(tables, organization);
    const { child, ended } = run({ ROLE: 'worker', SMTP_URL: inbox.url, MAIL_CONCURRENCY: '1' });
    await inbox.waitFor(1);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT state, lease_token AS lease FROM mails WHERE organization_id = ? ORDER BY state',
      [organization.id],
    );
    await connection.query('DELETE FROM mails');
    await connection.end();
    const received = inbox.received.length;
    await inbox.close();
    expect(received).toBeLessThan(4);
    expect(rows).toEqual([
      ...Array(10 - received).fill({ state: 'QUEUED', lease: null }),
      ...Array(received).fill({ state: 'SENT', lease: null }),
    ]);
  });

  it('ends when it cannot listen, with nothing of it left at work', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { code, output } = await run({ PORT: String((taken.address() as AddressInfo).port) }).ended;
    taken.close();
    expect(code).toBe(1);
    expect(output).toContain('EADDRINUSE');
  });

  it('may be a worker alone, which listens nowhere', async () => {
    const { child, ended, ready } = run({ ROLE: 'worker' });
    expect(await ready).toBe('');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('may be a worker that tells whoever keeps it running how it is', async () => {
    const { child, ended, ready } = run({ ROLE: 'worker', HEALTH_PORT: '0' });
    const address = await ready;
    expect(new URL(address).hostname).toBe('127.0.0.1');
    const answer = await fetch(`${address}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }]);
    expect((await fetch(`${address}/graphql`)).status).toBe(404);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });

  it('does not start with a bad setting, and names it', async () => {
    const { code, output } = await run({
      NODE_ENV: 'production',
      SMTP_URL: undefined,
      TOKEN_KEYS: 'x',
      AUTH_SECRET: 'demo-demo-demo-demo-demo-demo-demo-demo',
    }).ended;
    expect(code).toBe(1);
    expect(output).toContain('SMTP_URL');
    expect(output).toContain('TOKEN_KEYS');
    expect(output).toContain('AUTH_SECRET: this is a demo secret');
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('is production to itself and to its libraries unless it is told what else it is', async () => {
    const seen = "data:text/javascript,process.on('exit',()=>console.error('seen',process.env.NODE_ENV))";
    for (const name of ['server', 'worker']) {
      const { ended } = run({ NODE_ENV: undefined, PORT: 'none', NODE_OPTIONS: `--import=${seen}` }, name);
      expect((await ended).output).toContain('seen production');
    }
  });

  it('does not start on a database that lacks a migration, and says what to do', async () => {
    const { code, output } = await run({ DATABASE_URL: empty.url }).ended;
    expect(code).toBe(1);
    expect(output).toContain('dist/migrate.js');
  });
});

describe('the migrations', () => {
  it('need the address of the database and no secret of the server', async () => {
    const unset = {
      SMTP_URL: undefined,
      PUBLIC_URL: undefined,
      AUTH_SECRET: undefined,
      TOKEN_KEYS: undefined,
    };
    const outcome = await run(unset, 'migrate').ended;
    expect(outcome).toEqual({ code: 0, output: 'the database is up to date\n' });
  });

  it.each([
    ['is missing', undefined, 'DATABASE_URL: missing; '],
    [
      'names none',
      'mysql://anteroom:hunter2@127.0.0.1',
      'DATABASE_URL: must end with the name of the database',
    ],
    ['is wrong', 'unknown', 'DATABASE_URL: cannot be used: Access denied for user'],
  ])('say in a line that the address %s', async (_how, given, words) => {
    const wrong = new URL(database.url);
    wrong.password = 'hunter2';
    const { code, output } = await run({ DATABASE_URL: given === 'unknown' ? wrong.href : given }, 'migrate')
      .ended;
    expect(code).toBe(1);
    expect(output).toContain(words);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).not.toContain('hunter2');
  });
});

describe('a first organization', () => {
  it('is not made as long as something is missing, which is named all at once', async () => {
    const { code, output } = await run({}, 'create-organization').ended;
    expect(code).toBe(2);
    expect(output).toContain('missing: --name, --slug, --owner-email, --owner-name\n');
  });
});
