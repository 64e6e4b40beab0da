import { randomBytes } from 'node:crypto';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../../../scripts/machine.mjs';
import { run, startGuarded, waitUntil } from '../../../scripts/processes.mjs';
import { type MailServer, startMailServer } from './mail-server.ts';

export interface System {
  /** The origin of API, admin and portal. */
  url: string;
  databaseUrl: string;
  inboxUrl: string;
  /** What the server found worth a warning. */
  complaints(): string;
  stop(): Promise<void>;
}

export interface SystemOptions {
  /** Any database of the server; the system makes one of its own there. */
  databaseServer: string;
  /** With the demo organization in it, which production refuses to have. */
  demo?: boolean;
  /** Milliseconds that the mail server takes for a mail. */
  mailDelay?: number;
}

const apiFolder = fileURLToPath(new URL('../../api/', import.meta.url));

/** What was built, as one real process that does everything, with a mail server that keeps the mails. */
export async function startSystem({
  databaseServer,
  demo = false,
  mailDelay = 0,
}: SystemOptions): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-e2e-'));
  const database = await createDatabase(databaseServer);
  const mail = await startMailServer(mailDelay);
  const port: number = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = environment({ url, port, databaseUrl: database.url, mail, demo });
  const log = join(folder, 'server.log');
  await runApi('dist/migrate.js', env);
  if (demo) await runApi('dist/demo.js', env);
  const server = await startGuarded({
    command: process.execPath,
    args: ['--enable-source-maps', 'dist/server.js'],
    cwd: apiFolder,
    env,
    output: openSync(log, 'w'),
    grace: 10_000,
  });
  const complaints = () => readFileSync(log, 'utf8').trim();
  const stop = async () => {
    await server.stop();
    await mail.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  const ready = async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok ?? false;
  if (!(await waitUntil(ready, { timeout: 60_000 }))) {
    const why = complaints();
    await stop();
    throw new Error(`The server did not become ready.\n${why}`);
  }
  return { url, databaseUrl: database.url, inboxUrl: mail.inboxUrl, complaints, stop };
}

interface Facts {
  url: string;
  port: number;
  databaseUrl: string;
  mail: MailServer;
  demo: boolean;
}

function environment({ url, port, databaseUrl, mail, demo }: Facts): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: demo ? 'development' : 'production',
    DATABASE_URL: databaseUrl,
    SMTP_URL: mail.smtpUrl,
    PUBLIC_URL: url,
    HOST: '127.0.0.1',
    PORT: String(port),
    ROLE: 'all',
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    TOKEN_KEYS: `1:${randomBytes(32).toString('base64url')}`,
    MAIL_FROM: 'Anteroom <anteroom@example.org>',
    // Each visitor has an address of its own, as behind a proxy: what limits one must not limit the others.
    TRUSTED_PROXIES: '1',
    ORGANIZATION_SIGN_UP: 'open',
    LOG_LEVEL: 'warn',
  };
}

async function runApi(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await run(process.execPath, [script], { cwd: apiFolder, env, quiet: true });
  if (code !== 0) throw new Error(`apps/api/${script} failed:\n${output.trim()}`);
}

async function createDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const statement = async (sql: string) => {
    const connection = await createConnection({ uri: server });
    await connection.query(sql);
    await connection.end();
  };
  await statement(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  return { url: url.href, drop: () => statement(`DROP DATABASE IF EXISTS ${name}`) };
}
