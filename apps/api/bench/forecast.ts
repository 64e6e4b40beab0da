import 'reflect-metadata';
import { tmpdir } from 'node:os';
import { execute, parse } from 'graphql';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { createLimits } from '../src/auth/limits.js';
import { createContext, type Services } from '../src/context.js';
import { applyMigrations } from '../src/database/apply-migrations.js';
import { createDataSource } from '../src/database/data-source.js';
import { suppress } from '../src/email/limits/suppressions.js';
import { createLoaders } from '../src/loaders.js';
import { createSchema } from '../src/schema.js';
import { type Filled, fill } from './fill.js';
import { middleOf } from './report.js';

const FORECAST = parse(`query Forecast($input: SendingForecastInput!) {
  sendingForecast(input: $input) { mailed passedOver { code count } }
}`);

/** Of these, a little less than 10,000 wait for an answer, which is as many as are counted. */
const CLIENTS = 35_500;
const RUNS = 15;
const MAILING = '01900000-0000-7000-8000-0000000000f9';

const MANY = 1_000_000;
const LIMITS = { perRecipient: 20, perOrganizationAndRecipient: 10, perOrganization: MANY, perUser: MANY };

const scripts = new URL('../../../../../scripts/database.mjs', import.meta.url);

/** What a sending to as many as are counted would come to, in an organization that has mailed each of them today. */
async function main(): Promise<void> {
  const { startDatabase } = (await import(scripts.href)) as typeof import('../../../scripts/database.mjs');
  const own = process.env.BENCH_DATABASE_URL
    ? null
    : await startDatabase({ throwaway: true, dir: tmpdir(), say: () => {} });
  const url = process.env.BENCH_DATABASE_URL ?? own?.url ?? '';
  try {
    const dataSource = await createDataSource(url, 4);
    await applyMigrations(dataSource);
    const filled = await fill({ url, clients: CLIENTS });
    await mailAll(dataSource, filled);
    await measure(dataSource, filled);
    await dataSource.destroy();
  } finally {
    await own?.stop();
  }
}

/** Each of the invited has had a mail today and one last week; one in a hundred has asked not to be mailed. */
async function mailAll(dataSource: DataSource, { organizationId }: Filled): Promise<void> {
  const staff = 'SELECT id FROM staff_members WHERE organization_id = ? LIMIT 1';
  const mailing = idOfToday();
  for (const [id, days] of [
    [MAILING, 7],
    [mailing, 0],
  ] as const) {
    await dataSource.query(
      `INSERT INTO mailings (id, organization_id, created_by) VALUES (?, ?, (${staff}))`,
      [id, organizationId, organizationId],
    );
    await dataSource.query(
      `INSERT INTO mails (id, organization_id, invitation_id, message_id, mailing_id, kind, send_key, recipient, state, next_attempt_at, created_at)
       SELECT UUID(), organization_id, id, message_id, ?, 'INVITATION', UUID(), email, 'SENT', NOW(3), NOW(3) - INTERVAL ? DAY
         FROM invitations WHERE organization_id = ?`,
      [id, days, organizationId],
    );
  }
  const emails = await dataSource.query<{ email: string }[]>(
    'SELECT email FROM invitations WHERE organization_id = ?',
    [organizationId],
  );
  for (const [index, { email }] of emails.entries())
    if (index % 100 === 0) await suppress({ db: dataSource.manager }, email, '*');
  await dataSource.query('ANALYZE TABLE mails, mailings, mail_suppressions');
}

/** By their ids those of today are found. */
function idOfToday(): string {
  const hex = Date.now().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-0000000000f8`;
}

async function measure(dataSource: DataSource, { organizationId, userId }: Filled): Promise<void> {
  const schema = await createSchema();
  const services = {
    dataSource,
    log: pino({ level: 'silent' }),
    config: { mailLimits: LIMITS },
    wake: { audit: () => {} },
    limits: createLimits(1),
  } as unknown as Services;
  const viewer = { userId, email: '', emailVerified: true, name: '', language: null };
  const pending = { statuses: ['INVITE_PENDING'] };
  const ask = async (input: object) => {
    const begin = performance.now();
    const { data, errors } = await execute({
      schema,
      document: FORECAST,
      variableValues: { input },
      contextValue: createContext(services, viewer, createLoaders),
    });
    if (errors) throw errors[0];
    return { data, took: performance.now() - begin };
  };
  for (const [name, input] of Object.entries({
    'remind, of clients': { kind: 'REMIND', selection: { organizationId, clientFilter: pending } },
    'resend, of invitations': {
      kind: 'RESEND',
      selection: { organizationId, filter: { statuses: ['PENDING'] } },
    },
    'invite those not invited': {
      kind: 'INVITE',
      selection: { organizationId, clientFilter: { statuses: ['NOT_INVITED', 'INVITE_WITHDRAWN'] } },
    },
    'more than are counted': { kind: 'REMIND', selection: { organizationId, clientFilter: {} } },
  })) {
    const { data } = await ask(input);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push((await ask(input)).took);
    console.log(
      `${name.padEnd(26)} median ${middleOf(times).toFixed(0).padStart(4)} ms, at best ${Math.min(...times).toFixed(0)}, at worst ${Math.max(...times).toFixed(0)}: ${JSON.stringify(data?.sendingForecast)}`,
    );
  }
}

await main();
