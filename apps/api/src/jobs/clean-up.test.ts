import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  anApiKey,
  anOrganization,
  aRegistration,
  aStaffMember,
  aUser,
  type BuiltOrganization,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { aQueuedInvitation } from '../../test/outbox.js';
import { cleanUp } from './clean-up.js';

let app: App;
let organization: BuiltOrganization;
beforeAll(async () => {
  app = await startApp();
  organization = await anOrganization(app);
});
afterAll(() => app.close());

type Make = () => Promise<string>;

const aMail =
  (state: string): Make =>
  async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    await app.sql('UPDATE mails SET state = ? WHERE id = ?', [state, mail.id]);
    return mail.id;
  };

const aRequest =
  (status: string): Make =>
  async () => {
    const { id } = await aRegistration(app, organization);
    await app.sql('UPDATE registrations SET status = ? WHERE id = ?', [status, id]);
    return id;
  };

async function aSession(): Promise<string> {
  const [id, { userId }] = [uuidv7(), await aUser(app)];
  await app.sql(
    'INSERT INTO sessions (id, token, user_id, expires_at, created_at, updated_at) VALUES (?, ?, ?, NOW(3), NOW(3), NOW(3))',
    [id, id, userId],
  );
  return id;
}

async function aStart(): Promise<string> {
  const id = uuidv7();
  await app.sql(
    `INSERT INTO organization_starts (id, email, first_name, last_name, organization_name, expires_at)
     VALUES (?, 'vera@example.com', 'Vera', 'Willems', 'De Linde', NOW(3))`,
    [id],
  );
  return id;
}

async function aVerification(): Promise<string> {
  const id = uuidv7();
  await app.sql(
    `INSERT INTO verifications (id, identifier, value, expires_at, created_at, updated_at) VALUES (?, 'x', 'x', NOW(3), NOW(3), NOW(3))`,
    [id],
  );
  return id;
}

async function aTurn(): Promise<string> {
  const whose = uuidv7();
  await app.sql('INSERT INTO mail_turns (whose, used_on) VALUES (?, CURRENT_DATE)', [whose]);
  return whose;
}

async function anAttempt(): Promise<string> {
  const id = uuidv7();
  await app.sql('INSERT INTO rate_limits (id, `key`, `count`, last_request) VALUES (?, ?, 1, 0)', [id, id]);
  return id;
}

const aSecret: Make = async () => (await anApiKey(app, await aStaffMember(app, organization))).id;

/** SQL: a minute before, and a minute after so many days. */
const days = (count: number): [string, string] => [
  `NOW(3) - INTERVAL ${count} DAY + INTERVAL 1 MINUTE`,
  `NOW(3) - INTERVAL ${count} DAY - INTERVAL 1 MINUTE`,
];

it.each<[string, Make, string, string, [stays: string, goes: string]]>([
  ['a mail half a year after it left', aMail('SENT'), 'mails.id', 'next_attempt_at', days(180)],
  ['a mail half a year after it failed', aMail('FAILED'), 'mails.id', 'next_attempt_at', days(180)],
  ['a session a day after its end', aSession, 'sessions.id', 'expires_at', days(1)],
  ['a request nobody finished', aRequest('MAILED'), 'registrations.id', 'expires_at', days(7)],
  ['a declined request after half a year', aRequest('DECLINED'), 'registrations.id', 'expires_at', days(180)],
  ['a practice nobody started', aStart, 'organization_starts.id', 'expires_at', days(7)],
  ['a secret that works no more', aSecret, 'api_key_secrets.api_key_id', 'valid_until', days(1)],
  ['a proof of a mailbox', aVerification, 'verifications.id', 'expires_at', days(1)],
  [
    'whose turn it was to be mailed',
    aTurn,
    'mail_turns.whose',
    'used_on',
    ['CURRENT_DATE - INTERVAL 1 DAY', 'CURRENT_DATE - INTERVAL 2 DAY'],
  ],
  [
    'who tried to sign in, once it counts no more',
    anAttempt,
    'rate_limits.id',
    'last_request',
    ['(UNIX_TIMESTAMP() - 2 * 86400 + 60) * 1000', '(UNIX_TIMESTAMP() - 2 * 86400 - 60) * 1000'],
  ],
])('forgets %s, and not before', async (_, make, key, column, [stays, goes]) => {
  const [table = ''] = key.split('.');
  const made = await make();
  const leftAt = async (moment: string) => {
    await app.sql(`UPDATE ${table} SET ${column} = ${moment} WHERE ${key} = ?`, [made]);
    await cleanUp(app.services);
    return (await app.sql(`SELECT 1 FROM ${table} WHERE ${key} = ?`, [made])).length;
  };
  expect([await leftAt(stays), await leftAt(goes)]).toEqual([1, 0]);
});

it.each<[string, Make, string, string]>([
  ['a mail that has not left', aMail('QUEUED'), 'mails.id', 'next_attempt_at'],
  ['a request that waits for an answer', aRequest('WAITING'), 'registrations.id', 'expires_at'],
])('keeps %s, however old', async (_, make, key, column) => {
  const [table = ''] = key.split('.');
  const made = await make();
  await app.sql(`UPDATE ${table} SET ${column} = NOW(3) - INTERVAL 2 YEAR WHERE ${key} = ?`, [made]);
  await cleanUp(app.services);
  expect(await app.sql(`SELECT 1 FROM ${table} WHERE ${key} = ?`, [made])).toHaveLength(1);
});

it('keeps the secret that a key works with', async () => {
  const key = await anApiKey(app, await aStaffMember(app, organization));
  await cleanUp(app.services);
  expect((await app.graphql('{ apiClient { id } }', {}, key)).data.apiClient).not.toBeNull();
});

it('waits for nobody who is just signing in', async () => {
  const old = await anAttempt();
  const signingIn = app.services.dataSource.createQueryRunner();
  await signingIn.startTransaction();
  try {
    await signingIn.query(
      "INSERT INTO rate_limits (id, `key`, `count`, last_request) VALUES (?, 'new', 1, UNIX_TIMESTAMP() * 1000)",
      [uuidv7()],
    );
    await cleanUp(app.services);
    expect(await app.sql('SELECT 1 FROM rate_limits WHERE id = ?', [old])).toEqual([]);
  } finally {
    await signingIn.rollbackTransaction();
    await signingIn.release();
  }
});
