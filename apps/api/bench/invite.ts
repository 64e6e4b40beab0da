import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import mysql from 'mysql2/promise';
import PostalMime from 'postal-mime';
import { uuidv7 } from 'uuidv7';
import { readConfig } from '../src/config.js';
import { applyMigrations } from '../src/database/apply-migrations.js';
import { createDataSource } from '../src/database/data-source.js';
import { MailComposer } from '../src/email/compose-mail.js';
import { createServices } from '../src/system.js';
import { fill } from './fill.js';
import { type FloorSettings, LINK } from './invite-floor-settings.js';
import { SmtpSink } from './smtp-sink.js';

const ADDRESSES = 200;
const WARM_UP = 3;
const RUNS = Number(process.argv[2] ?? 9);
const OLDER_CLIENTS = 20_000;

const MUTATION = `mutation CreateClients($input: CreateClientsInput!) {
  createClients(input: $input) {
    createdCount
    rows { index address outcome invited client { id number status canInvite { allowed code reason } } }
    badAddresses { index text code reason suggestion }
    mailing { id }
    errors { code message path }
  }
}`;
const MESSAGE = {
  subject: 'Welcome to {{OrganizationName}}',
  body: '<p>Dear {{ClientFirstName}},</p><p>We look forward to working with you. Press the button to choose a password and to see what we have prepared.</p>',
  buttonText: 'Accept the invitation',
};

interface Timing {
  /** Until the answer was read. */
  response: number;
  /** Until the mail server had taken the last mail. */
  lastMail: number;
}

interface Place {
  organizationId: string;
  staffMemberId: string;
  userId: string;
}

const url = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const say = (line: string) => process.stdout.write(`${line}\n`);

let batch = 0;
const addresses = (count: number) => {
  batch += 1;
  return Array.from({ length: count }, (_, index) => `person${index}.batch${batch}@example.org`).join('\n');
};

async function start(
  file: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ child: ChildProcess; address: string }> {
  const child = fork(url(file), args, { env: { ...process.env, ...env } });
  const [address] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended`))),
  ]);
  return { child, address: String(address) };
}

async function measure(title: string, databaseUrl: string, place: Place, sink: SmtpSink): Promise<void> {
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    SMTP_URL: sink.url,
    PUBLIC_URL: 'https://anteroom.example',
    AUTH_SECRET: 'for the benchmark only, for the benchmark only',
    TOKEN_KEYS: 'k1:for-the-benchmark-only-for-the-benchmark',
    MAIL_FROM: 'Anteroom <us@anteroom.example>',
    LOG_LEVEL: 'silent',
  };
  const config = readConfig(env);
  const cookie = await signIn(config, place.userId);
  const ours = await start('./invite-api.js', [], { ...env, ROLE: 'all' });
  const settings: FloorSettings = {
    databaseUrl,
    smtpUrl: sink.url,
    ...place,
    mail: await sampleMail(config),
  };
  const floor = await start('./invite-floor.js', [JSON.stringify(settings)], {});

  const askOurs = (address: string, count: number) =>
    post(
      `${address}/graphql`,
      { cookie },
      {
        query: MUTATION,
        variables: {
          input: {
            organizationId: place.organizationId,
            emails: addresses(count),
            invitation: { message: MESSAGE },
          },
        },
      },
    );
  const askFloor = (compose: 'each' | 'once') =>
    post(floor.address, {}, { emails: addresses(ADDRESSES), compose });
  const timed = async (ask: () => Promise<string>): Promise<Timing> => {
    sink.reset();
    const begin = performance.now();
    const answer = await ask();
    const response = performance.now() - begin;
    if (!answer.includes(`"createdCount":${ADDRESSES}`))
      throw new Error(`unexpected answer: ${answer.slice(0, 400)}`);
    const lastMail = (await sink.reached(ADDRESSES)) - begin;
    // Both have things to write down still; the next measurement is not to pay for them.
    await pause(300);
    return { response, lastMail };
  };

  const results = { ours: [] as Timing[], each: [] as Timing[], once: [] as Timing[] };
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    const timings = {
      ours: await timed(() => askOurs(ours.address, ADDRESSES)),
      each: await timed(() => askFloor('each')),
      once: await timed(() => askFloor('once')),
    };
    if (run >= 0) for (const key of ['ours', 'each', 'once'] as const) results[key].push(timings[key]);
  }
  ours.child.disconnect();
  floor.child.disconnect();

  const of = (timings: Timing[], key: keyof Timing) => median(timings.map((timing) => timing[key]));
  const ourResponse = of(results.ours, 'response');
  const ourLast = of(results.ours, 'lastMail');
  const floorResponse = of([...results.each, ...results.once], 'response');
  const each = of(results.each, 'lastMail');
  const once200 = of(results.once, 'lastMail');
  say(`\n${title}: ${ADDRESSES} addresses created and invited in one call, medians of ${RUNS}`);
  say(
    `  response              ${ms(ourResponse)}   by hand ${ms(floorResponse)}   ratio ${ratio(ourResponse, floorResponse)}  (aim: 3.00)`,
  );
  say(
    `  last mail accepted    ${ms(ourLast)}   composing each ${ms(each)}   ratio ${ratio(ourLast, each)}  (aim: 1.00)`,
  );
  say(
    `                                   filling in     ${ms(once200)}   ratio ${ratio(ourLast, once200)}  (aim: 1.50)`,
  );

  await countStatements(databaseUrl, env, askOurs);
}

/** Without the jobs, whose number of batches depends on the number of mails. */
async function countStatements(
  databaseUrl: string,
  env: Record<string, string>,
  ask: (address: string, count: number) => Promise<string>,
): Promise<void> {
  const api = await start('./invite-api.js', [], { ...env, ROLE: 'api' });
  const connection = await mysql.createConnection({ uri: databaseUrl });
  const status = async () => {
    const [rows] = await connection.query<(mysql.RowDataPacket & { Variable_name: string; Value: string })[]>(
      `SHOW GLOBAL STATUS WHERE Variable_name IN ('Questions', 'Com_commit', 'Com_select', 'Com_insert', 'Com_update', 'Com_update_multi')`,
    );
    return Object.fromEntries(rows.map((row) => [row.Variable_name, Number(row.Value)]));
  };
  await ask(api.address, 20);
  say('  statements             20 addresses   200 addresses');
  const counted: Record<string, number>[] = [];
  for (const count of [20, 200]) {
    const before = await status();
    await ask(api.address, count);
    const after = await status();
    counted.push(
      Object.fromEntries(Object.keys(after).map((key) => [key, (after[key] ?? 0) - (before[key] ?? 0)])),
    );
  }
  // The question about the status counts itself.
  for (const key of Object.keys(counted[0] ?? {}))
    say(
      `    ${key.padEnd(20)} ${String((counted[0]?.[key] ?? 0) - (key === 'Questions' ? 1 : 0)).padStart(12)} ${String((counted[1]?.[key] ?? 0) - (key === 'Questions' ? 1 : 0)).padStart(15)}`,
    );
  await connection.end();
  api.child.disconnect();
}

async function post(address: string, headers: Record<string, string>, body: unknown): Promise<string> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.text();
}

async function signIn(config: ReturnType<typeof readConfig>, userId: string): Promise<string> {
  const { services, close } = await createServices(config);
  const { headers } = await services.auth.api.openSession({ body: { userId }, returnHeaders: true });
  await close();
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The mail that our own server sends, for the other to send the same. */
async function sampleMail(config: ReturnType<typeof readConfig>): Promise<FloorSettings['mail']> {
  const { raw } = await new MailComposer(config).compose(
    {
      kind: 'INVITATION',
      sendKey: 'sample',
      recipient: 'somebody@example.org',
      message: MESSAGE,
      organization: {
        name: 'Bench',
        language: 'en',
        timeZone: 'Europe/Amsterdam',
        accentColor: '#3b5bdb',
        logoUrl: null,
        phone: null,
        visitingAddress: null,
      },
      client: { firstName: null, lastName: null, email: 'somebody@example.org', programName: null },
      staffName: 'Bench',
      expiresAt: new Date(),
      link: LINK,
      supportCode: '7KQ-M4P',
      stopLink: 'https://anteroom.example/portal/invitation/not-me#inv_abc-DEF_123',
    },
    'sample',
  );
  const { subject = '', html = '', text = '' } = await PostalMime.parse(raw);
  say(`a mail has ${raw.length} bytes, of which ${html.length} of HTML`);
  return { from: 'us@anteroom.example', subject, html, text };
}

const ms = (value: number) => `${value.toFixed(0).padStart(5)} ms`;
const ratio = (value: number, floor: number) => (value / floor).toFixed(2);

async function freshDatabase(server: string, name: string): Promise<string> {
  const connection = await mysql.createConnection({ uri: server });
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await connection.end();
  const address = new URL(server);
  address.pathname = `/${name}`;
  const dataSource = await createDataSource(address.href, 2);
  await applyMigrations(dataSource);
  await dataSource.destroy();
  return address.href;
}

async function emptyPlace(databaseUrl: string): Promise<Place> {
  const place = { organizationId: uuidv7(), staffMemberId: uuidv7(), userId: uuidv7() };
  const connection = await mysql.createConnection({ uri: databaseUrl });
  await connection.query(
    `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES (?, 'bench', 'Bench', 'en', 'Europe/Amsterdam', '#3b5bdb')`,
    [place.organizationId],
  );
  await connection.query('INSERT INTO client_number_sequences (organization_id) VALUES (?)', [
    place.organizationId,
  ]);
  await connection.query(
    `INSERT INTO users (id, name, email, email_verified) VALUES (?, 'Bench', 'bench@example.org', 1)`,
    [place.userId],
  );
  await connection.query(
    `INSERT INTO staff_members (id, organization_id, user_id, first_name, last_name) VALUES (?, ?, ?, 'Bench', 'Bench')`,
    [place.staffMemberId, place.organizationId, place.userId],
  );
  await connection.query(`INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, 'OWNER')`, [
    place.staffMemberId,
  ]);
  await connection.end();
  return place;
}

async function filledPlace(databaseUrl: string): Promise<Place> {
  const { organizationId, userId } = await fill({ url: databaseUrl, clients: OLDER_CLIENTS });
  const connection = await mysql.createConnection({ uri: databaseUrl });
  const [rows] = await connection.query<(mysql.RowDataPacket & { id: string })[]>(
    'SELECT id FROM staff_members WHERE user_id = ?',
    [userId],
  );
  await connection.end();
  return { organizationId, userId, staffMemberId: rows[0]?.id ?? '' };
}

// The compiler leaves the templates behind.
await cp(url('../../../src/email/templates'), url('../src/email/templates'), { recursive: true });
// From where the compiled file lies.
const scripts = new URL('../../../../../scripts/database.mjs', import.meta.url);
const { startDatabase } = (await import(scripts.href)) as typeof import('../../../scripts/database.mjs');
const database = await startDatabase({ throwaway: true, dir: tmpdir() });
const sink = await SmtpSink.start();
try {
  const empty = await freshDatabase(database.url, 'bench_empty');
  await measure('On an empty database', empty, await emptyPlace(empty), sink);
  const old = await freshDatabase(database.url, 'bench_old');
  await measure(
    `With ${OLDER_CLIENTS.toLocaleString('en')} older clients`,
    old,
    await filledPlace(old),
    sink,
  );
} finally {
  sink.close();
  await database.stop();
}
