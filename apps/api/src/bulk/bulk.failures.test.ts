import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, aStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { runBulkOperations } from './run-bulk-operations.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const REMIND = `mutation Remind($input: InvitationsInput!) {
  remindInvitations(input: $input) { operation { id mailing { id } } errors { code } }
}`;
const READ = `query Read($id: ID!) { bulkOperation(id: $id) {
  state total processed done skippedReasons { code count } nextAttemptAt reasonCode reason canResume { allowed code }
} }`;
const RESUME = `mutation Resume($input: ResumeBulkOperationInput!) {
  resumeBulkOperation(input: $input) { operation { id state } errors { code } }
}`;

/** Reminders of so many invitations, begun and not worked off. */
async function begunReminders(count: number) {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const invitations = [];
  for (let index = 0; index < count; index += 1)
    invitations.push(await anInvitation(app, await aClient(app, organization), { sentBy: staff }));
  await app.sql('UPDATE invitations SET sent_at = sent_at - INTERVAL 1 MINUTE WHERE organization_id = ?', [
    organization.id,
  ]);
  const input = { selection: { organizationId: organization.id } };
  const { operation } = (await app.ask(REMIND, { input }, { as: staff })).remindInvitations;
  const read = async () => (await app.ask(READ, { id: operation.id }, { as: staff })).bulkOperation;
  /** The table refuses what this one needs written. */
  const spoil = ({ id }: { id: string }) =>
    app.sql(
      `INSERT INTO mails (id, organization_id, kind, send_key, recipient, state, next_attempt_at)
       VALUES (?, ?, 'MAIL_STOPPED', ?, 'nobody@example.org', 'FAILED', NOW(3))`,
      [uuidv7(), organization.id, `${id}:again:${operation.mailing.id}`],
    );
  const wait = async () => {
    const [row] = await app.sql<{ seconds: number }>(
      'SELECT TIMESTAMPDIFF(SECOND, NOW(3), next_attempt_at) AS seconds FROM bulk_operations WHERE id = ?',
      [operation.id],
    );
    await app.sql(`UPDATE bulk_operations SET next_attempt_at = NOW(3) WHERE id = ? AND state = 'RUNNING'`, [
      operation.id,
    ]);
    return Number(row?.seconds);
  };
  const reminded = async () =>
    (
      await app.sql<{ id: string }>(
        `SELECT invitation_id AS id FROM mails WHERE organization_id = ? AND kind = 'REMINDER'`,
        [organization.id],
      )
    ).map(({ id }) => id);
  const resume = async () =>
    (await app.ask(RESUME, { input: { id: operation.id } }, { as: staff })).resumeBulkOperation;
  return { invitations, operation, read, spoil, wait, reminded, resume };
}

it('passes over the few rows that fail every time, and does all others', async () => {
  const { invitations, read, spoil, wait, reminded } = await begunReminders(30);
  const bad = invitations.slice(17, 20);
  for (const invitation of bad) await spoil(invitation);
  await runBulkOperations(app.services);
  const halted = await read();
  expect(halted).toMatchObject({ state: 'RUNNING', nextAttemptAt: expect.any(String) });
  expect(halted.processed).toBe(halted.done);
  expect(halted.done).toBeGreaterThan(0);
  // It may have been wrong for a moment only: nothing is tried before that has passed.
  await runBulkOperations(app.services);
  expect(await read()).toEqual(halted);
  expect(await wait()).toBeLessThan(6);
  await runBulkOperations(app.services);
  expect(await read()).toMatchObject({
    state: 'DONE',
    processed: 30,
    done: 27,
    skippedReasons: [{ code: 'FAILED_HERE', count: 3 }],
    nextAttemptAt: null,
    reasonCode: null,
  });
  const others = invitations.filter((invitation) => !bad.includes(invitation)).map(({ id }) => id);
  expect((await reminded()).sort()).toEqual(others.sort());
});

it('passes over nobody for what was wrong for a moment', async () => {
  const { invitations, read, spoil, wait, reminded } = await begunReminders(3);
  await spoil(invitations[1] ?? { id: '' });
  await runBulkOperations(app.services);
  await app.sql(`DELETE FROM mails WHERE kind = 'MAIL_STOPPED'`);
  await wait();
  await runBulkOperations(app.services);
  expect(await read()).toMatchObject({ state: 'DONE', processed: 3, done: 3, skippedReasons: [] });
  expect((await reminded()).sort()).toEqual(invitations.map(({ id }) => id).sort());
});

it('fails with its reason when one row after the other does, after waiting longer each time; others go on', async () => {
  const failing = await begunReminders(12);
  for (const invitation of failing.invitations) await failing.spoil(invitation);
  const waits: number[] = [];
  for (let run = 0; run < 10 && (await failing.read()).state === 'RUNNING'; run += 1) {
    await runBulkOperations(app.services);
    waits.push(await failing.wait());
  }
  expect(waits.slice(0, -1)).toEqual([...waits.slice(0, -1)].sort((a, b) => a - b));
  expect(waits.length).toBeGreaterThan(3);
  expect(await failing.read()).toMatchObject({
    state: 'FAILED',
    total: 12,
    processed: 0,
    done: 0,
    skippedReasons: [],
    nextAttemptAt: null,
    reasonCode: 'WENT_WRONG',
    reason: expect.stringContaining('our side'),
  });
  const other = await begunReminders(2);
  await runBulkOperations(app.services);
  expect(await other.read()).toMatchObject({ state: 'DONE', done: 2 });
});

it('goes on from where it stopped once it is mended, and mails nobody twice', async () => {
  const { invitations, operation, read, spoil, wait, reminded, resume } = await begunReminders(15);
  for (const invitation of invitations.slice(3)) await spoil(invitation);
  for (let run = 0; run < 10 && (await read()).state === 'RUNNING'; run += 1) {
    await runBulkOperations(app.services);
    await wait();
  }
  const stopped = await read();
  // Those whom it passed over in the end are not to blame: they are among those that are left.
  expect(stopped).toMatchObject({
    state: 'FAILED',
    processed: 3,
    done: 3,
    skippedReasons: [],
    canResume: { allowed: true },
  });
  await app.sql(`DELETE FROM mails WHERE kind = 'MAIL_STOPPED'`);
  expect(await resume()).toEqual({ operation: { id: operation.id, state: 'RUNNING' }, errors: [] });
  expect(await read()).toMatchObject({ state: 'RUNNING', processed: 3, reasonCode: null });
  await runBulkOperations(app.services);
  expect(await read()).toMatchObject({
    state: 'DONE',
    processed: 15,
    done: 15,
    skippedReasons: [],
    canResume: { allowed: false, code: 'NOT_FAILED' },
  });
  expect((await reminded()).sort()).toEqual(invitations.map(({ id }) => id).sort());
});

it('comes past rows that fail every time when it is made to go on again, however many lie one behind the other', async () => {
  const { invitations, read, spoil, wait, reminded, resume } = await begunReminders(14);
  for (const invitation of invitations.slice(0, 12)) await spoil(invitation);
  const stops: number[] = [];
  for (let run = 0; run < 20 && (await read()).state !== 'DONE'; run += 1) {
    await runBulkOperations(app.services);
    await wait();
    const { state, processed } = await read();
    if (state !== 'FAILED') continue;
    stops.push(processed);
    await resume();
  }
  expect(stops).toEqual([0, 9]);
  expect(await read()).toMatchObject({
    state: 'DONE',
    done: 2,
    processed: 14,
    skippedReasons: [{ code: 'FAILED_HERE', count: 12 }],
  });
  const others = invitations.slice(12).map(({ id }) => id);
  expect((await reminded()).sort()).toEqual(others.sort());
});

it('holds it against no operation that the database is away', async () => {
  const { operation, read } = await begunReminders(2);
  const away = {
    ...app.services,
    dataSource: Object.assign(Object.create(app.services.dataSource), {
      transaction: (level: 'READ COMMITTED', work: (manager: unknown) => Promise<unknown>) =>
        app.services.dataSource.transaction(level, async (manager) => {
          await work(manager);
          throw Object.assign(new Error('gone'), { code: 'PROTOCOL_CONNECTION_LOST' });
        }),
    }),
  };
  await expect(runBulkOperations(away)).rejects.toThrow('gone');
  const [row] = await app.sql('SELECT attempts, next_attempt_at FROM bulk_operations WHERE id = ?', [
    operation.id,
  ]);
  expect(row).toEqual({ attempts: 0, next_attempt_at: null });
  await runBulkOperations(app.services);
  expect(await read()).toMatchObject({ state: 'DONE', done: 2 });
});
