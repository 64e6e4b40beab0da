import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffInvitation,
  aStaffMember,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { BATCH_SIZE, runBulkOperations } from './run-bulk-operations.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const OPERATION = `operation { id kind state total processed done skipped skippedReasons { code reason count } mailing { id } }`;
const INVITE = `mutation Invite($input: InviteClientsInput!) {
  inviteClients(input: $input) { rows { clientId } ${OPERATION} errors { code path } }
}`;
const change = (name: string) => `mutation Change($input: InvitationsInput!) {
  ${name}(input: $input) { ${OPERATION} errors { code path } }
}`;
const ENROL = `mutation Enrol($input: AddClientsToProgramInput!) {
  addClientsToProgram(input: $input) { addedCount ${OPERATION} errors { code path } }
}`;
const CONNECT = `mutation Connect($input: ConnectClientsInput!) {
  connectClients(input: $input) { rows { clientId } ${OPERATION} errors { code path } }
}`;
const READ = `query Read($id: ID!) { bulkOperation(id: $id) { kind state total processed done skipped skippedReasons { code reason count } } }`;

async function practice() {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const ask = (query: string, input: object) => app.ask(query, { input }, { as: staff });
  const read = async (id: string) => (await app.ask(READ, { id }, { as: staff })).bulkOperation;
  return { organization, staff, ask, read };
}

/** Straight into the table: a thousand builders would take longer than what is tested. */
async function manyClients(organizationId: string, count: number): Promise<void> {
  await app.sql(
    `INSERT INTO clients (id, organization_id, number, email, status, sort_name, created_at)
     VALUES ${Array.from({ length: count }, () => "(UUID(), ?, ?, ?, 'NOT_INVITED', ?, NOW(3) - INTERVAL 1 DAY)").join(', ')}`,
    Array.from({ length: count }, (_, i) => [organizationId, `M-${i}`, `m${i}@example.org`, `m${i}`]).flat(),
  );
}

const mailsOf = ({ id }: { id: string }) =>
  app.sql('SELECT recipient FROM mails WHERE organization_id = ?', [id]);

describe('an action on everybody who matches', () => {
  it('invites in batches all who can be, and counts the others by reason', async () => {
    const { organization, staff, ask, read } = await practice();
    await manyClients(organization.id, BATCH_SIZE + 40);
    const open = await aClient(app, organization);
    await anInvitation(app, open, { sentBy: staff });
    await aClient(app, organization, { email: null });
    await aClient(app, organization, { email: null });
    await aClient(app, await anOrganization(app));
    const { inviteClients } = await ask(INVITE, { selection: { organizationId: organization.id } });
    expect(inviteClients).toMatchObject({
      rows: [],
      errors: [],
      operation: { kind: 'INVITE', state: 'RUNNING', total: BATCH_SIZE + 43, processed: 0 },
    });
    await runBulkOperations(app.services);
    const done = await read(inviteClients.operation.id);
    expect(done).toMatchObject({
      state: 'DONE',
      processed: BATCH_SIZE + 43,
      done: BATCH_SIZE + 40,
      skipped: 3,
    });
    expect(done.skippedReasons).toEqual([
      { code: 'INVITE_OPEN', reason: expect.stringContaining('remind'), count: 1 },
      { code: 'NO_EMAIL', reason: expect.stringContaining('no e-mail'), count: 2 },
    ]);
    expect(await mailsOf(organization)).toHaveLength(BATCH_SIZE + 40);
    await runBulkOperations(app.services);
    expect(await mailsOf(organization)).toHaveLength(BATCH_SIZE + 40);
  });

  it('invites ten thousand, one mail each, and tells meanwhile how far it is', async () => {
    const { organization, ask, read } = await practice();
    const total = 10_000;
    await manyClients(organization.id, total);
    const { inviteClients } = await ask(INVITE, { selection: { organizationId: organization.id } });
    const seen: number[] = [];
    let running = true;
    const run = runBulkOperations(app.services).finally(() => {
      running = false;
    });
    while (running) seen.push((await read(inviteClients.operation.id)).processed);
    await run;
    const between = new Set(seen.filter((processed) => processed > 0 && processed < total));
    expect(between.size).toBeGreaterThan(5);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(await read(inviteClients.operation.id)).toMatchObject({
      state: 'DONE',
      processed: total,
      done: total,
    });
    const recipients = (await mailsOf(organization)).map(({ recipient }) => recipient);
    expect(recipients).toHaveLength(total);
    expect(new Set(recipients).size).toBe(total);
  }, 60_000);

  it('only concerns those who match the filter, and were there when it began', async () => {
    const { organization, ask, read } = await practice();
    const jan = await aClient(app, organization, { firstName: 'Jan', email: 'jan@example.org' });
    await aClient(app, organization, { firstName: 'Piet', email: 'piet@example.org' });
    const { inviteClients } = await ask(INVITE, {
      selection: { organizationId: organization.id, filter: { search: 'jan', statuses: ['NOT_INVITED'] } },
    });
    expect(inviteClients.operation.total).toBe(1);
    await app.sql('UPDATE bulk_operations SET created_at = created_at - INTERVAL 1 SECOND WHERE id = ?', [
      inviteClients.operation.id,
    ]);
    await app.sql('UPDATE clients SET created_at = created_at - INTERVAL 1 MINUTE WHERE id = ?', [jan.id]);
    await aClient(app, organization, { firstName: 'Jan', email: 'jan2@example.org' });
    await runBulkOperations(app.services);
    expect(await mailsOf(organization)).toEqual([{ recipient: jan.email }]);
    expect(await read(inviteClients.operation.id)).toMatchObject({ state: 'DONE', processed: 1, done: 1 });
  });

  it('does each row once with four workers at it, of which one dies in the middle of its batch', async () => {
    const { organization, ask, read } = await practice();
    await manyClients(organization.id, BATCH_SIZE * 2 + 10);
    const { inviteClients } = await ask(INVITE, { selection: { organizationId: organization.id } });
    // Dies after the batch has been written and before it commits.
    const dying = {
      ...app.services,
      dataSource: Object.assign(Object.create(app.services.dataSource), {
        transaction: (level: 'READ COMMITTED', work: (manager: unknown) => Promise<unknown>) =>
          app.services.dataSource.transaction(level, async (manager) => {
            await work(manager);
            throw new Error('killed');
          }),
      }),
    };
    await runBulkOperations(dying).catch(() => {});
    expect(await mailsOf(organization)).toEqual([]);
    expect(await read(inviteClients.operation.id)).toMatchObject({ state: 'RUNNING', processed: 0 });
    const workers = [dying, app.services, app.services, app.services];
    await Promise.allSettled(workers.map((one) => runBulkOperations(one)));
    await runBulkOperations(app.services);
    expect(await read(inviteClients.operation.id)).toMatchObject({
      state: 'DONE',
      processed: BATCH_SIZE * 2 + 10,
      done: BATCH_SIZE * 2 + 10,
    });
    const recipients = (await mailsOf(organization)).map(({ recipient }) => recipient);
    expect(recipients).toHaveLength(BATCH_SIZE * 2 + 10);
    expect(new Set(recipients).size).toBe(recipients.length);
  });

  it('resends, reminds and withdraws invitations, or those of clients that match', async () => {
    const { organization, staff, ask, read } = await practice();
    for (const email of ['a@example.org', 'b@example.org'])
      await anInvitation(app, await aClient(app, organization, { email }), { sentBy: staff });
    await aClient(app, organization, { email: 'c@example.org' });
    await app.sql('UPDATE invitations SET sent_at = sent_at - INTERVAL 1 DAY WHERE organization_id = ?', [
      organization.id,
    ]);
    const selection = { organizationId: organization.id };
    const { resendInvitations } = await ask(change('resendInvitations'), {
      selection: { ...selection, filter: { search: 'a@example' } },
    });
    await runBulkOperations(app.services);
    expect(await read(resendInvitations.operation.id)).toMatchObject({
      kind: 'RESEND',
      total: 1,
      processed: 1,
      done: 1,
    });
    const { remindInvitations } = await ask(change('remindInvitations'), {
      selection: { ...selection, clientFilter: {} },
    });
    await runBulkOperations(app.services);
    expect(await read(remindInvitations.operation.id)).toMatchObject({
      kind: 'REMIND',
      total: 3,
      processed: 3,
      done: 1,
      skipped: 2,
    });
    expect(
      (await read(remindInvitations.operation.id)).skippedReasons
        .map(({ code }: { code: string }) => code)
        .sort(),
    ).toEqual(['MAIL_WAITING', 'NOT_INVITED']);
    const { withdrawInvitations } = await ask(change('withdrawInvitations'), { selection });
    await runBulkOperations(app.services);
    expect(await read(withdrawInvitations.operation.id)).toMatchObject({
      kind: 'WITHDRAW',
      processed: 2,
      done: 2,
    });
    expect(
      await app.sql('SELECT DISTINCT status FROM invitations WHERE organization_id = ?', [organization.id]),
    ).toEqual([{ status: 'WITHDRAWN' }]);
    const both = await ask(change('withdrawInvitations'), {
      selection: { ...selection, filter: {}, clientFilter: {} },
    });
    expect(both.withdrawInvitations.errors).toMatchObject([{ code: 'INVALID' }]);
  });

  it('concerns the invitations of one program, as of the moment each batch is handled', async () => {
    const { organization, staff, ask, read } = await practice();
    const program = await aProgram(app, organization);
    const foreign = await aProgram(app, await anOrganization(app));
    const inside = await aClient(app, organization, { program });
    const left = await aClient(app, organization, { program });
    const outside = await aClient(app, organization);
    for (const client of [inside, left, outside]) await anInvitation(app, client, { sentBy: staff });
    await aStaffInvitation(app, organization, { sentBy: staff });
    const withdraw = async (programId: string) => {
      const selection = { organizationId: organization.id, filter: { programId } };
      return (await ask(change('withdrawInvitations'), { selection })).withdrawInvitations.operation;
    };
    const { id, total } = await withdraw(program.id);
    expect(total).toBe(2);
    await app.sql('DELETE FROM enrolments WHERE client_id = ?', [left.id]);
    await app.sql('UPDATE bulk_operations SET created_at = NOW(3) + INTERVAL 1 SECOND WHERE id = ?', [id]);
    const { id: nobody } = await withdraw(foreign.id);
    await runBulkOperations(app.services);
    expect(await read(id)).toMatchObject({ state: 'DONE', processed: 1, done: 1 });
    expect(await read(nobody)).toMatchObject({ state: 'DONE', total: 0, processed: 0 });
    expect(
      await app.sql(
        `SELECT client_id AS id FROM invitations WHERE organization_id = ? AND status = 'WITHDRAWN'`,
        [organization.id],
      ),
    ).toEqual([{ id: inside.id }]);
  });

  it('adds to a program, and stops when whoever began it may no longer', async () => {
    const { organization, staff, ask, read } = await practice();
    const program = await aProgram(app, organization);
    await aClient(app, organization, { program });
    await aClient(app, organization);
    const enrol = async () =>
      (await ask(ENROL, { programId: program.id, selection: { organizationId: organization.id } }))
        .addClientsToProgram;
    const first = await enrol();
    await runBulkOperations(app.services);
    expect(await read(first.operation.id)).toMatchObject({
      state: 'DONE',
      done: 1,
      skipped: 1,
      skippedReasons: [{ code: 'ALREADY_ENROLLED', count: 1 }],
    });
    const second = await enrol();
    const colleague = await aStaffMember(app, organization);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [staff.staffMemberId]);
    await runBulkOperations(app.services);
    const { bulkOperation } = await app.ask(READ, { id: second.operation.id }, { as: colleague });
    expect(bulkOperation).toMatchObject({ state: 'FAILED', processed: 0 });
  });

  it('connects more clients than fit one call with staff, once each, and tells and records it', async () => {
    const { organization, staff, ask, read } = await practice();
    await manyClients(organization.id, 240);
    const colleagues = [await aStaffMember(app, organization), await aStaffMember(app, organization)];
    const staffMemberIds = colleagues.map(({ staffMemberId }) => staffMemberId);
    const both = await aClient(app, organization, { email: 'm-both@example.org' });
    for (const colleague of colleagues) await aConnection(app, colleague, both);
    const gone = await aClient(app, organization, { email: 'm-gone@example.org', status: 'DEACTIVATED' });
    await app.sql('UPDATE clients SET deactivated_at = NOW(3) WHERE id = ?', [gone.id]);
    await aClient(app, organization, { email: 'else@example.org' });
    const filter = { search: 'm' };
    await app.sql(
      `INSERT INTO client_search_terms (scope_id, status, lead_length, term, client_id, marks, sort_name, number, client_created_at, beginning, companions)
       SELECT organization_id, status, 0, email, id, marks, sort_name, number, created_at, LEFT(email, 3), '' FROM clients
        WHERE organization_id = ? AND number LIKE 'M-%'`,
      [organization.id],
    );
    const selection = { organizationId: organization.id, filter };
    const { connectClients } = await ask(CONNECT, { staffMemberIds, selection });
    expect(connectClients).toMatchObject({
      rows: [],
      errors: [],
      operation: { kind: 'CONNECT', state: 'RUNNING', total: 242 },
    });
    await runBulkOperations(app.services);
    expect(await read(connectClients.operation.id)).toMatchObject({
      state: 'DONE',
      processed: 242,
      done: 240,
      skippedReasons: [
        { code: 'ALREADY_CONNECTED', count: 1 },
        { code: 'DEACTIVATED', count: 1 },
      ],
    });
    const perStaff = () =>
      app.sql(
        `SELECT COUNT(*) AS clients FROM connections WHERE organization_id = ? GROUP BY staff_member_id`,
        [organization.id],
      );
    const numbers = async () => (await perStaff()).map(({ clients }) => Number(clients));
    expect(await numbers()).toEqual([241, 241]);
    const [audited] = await app.sql(
      `SELECT SUM(action = 'connection.created') AS created, SUM(action = 'bulkOperation.started') AS started,
              MIN(actor_staff_id) AS actor FROM audit_entries WHERE organization_id = ? AND action IN ('connection.created', 'bulkOperation.started')`,
      [organization.id],
    );
    expect([Number(audited.created), Number(audited.started), audited.actor]).toEqual([
      480,
      1,
      staff.staffMemberId,
    ]);
    const again = (await ask(CONNECT, { staffMemberIds, selection })).connectClients;
    await runBulkOperations(app.services);
    expect(await read(again.operation.id)).toMatchObject({ done: 0, processed: 242 });
    expect(await numbers()).toEqual([241, 241]);
  });

  it('connects only the own clients of whoever sees only those, and nobody with staff from elsewhere', async () => {
    const { organization, ask } = await practice();
    const colleague = await aStaffMember(app, organization);
    const clinician = await aStaffMember(app, organization, {
      roles: ['CLINICIAN'],
      permissions: ['connections.manage'],
    });
    const own = await aClient(app, organization);
    await aConnection(app, clinician, own);
    await aClient(app, organization);
    const input = {
      staffMemberIds: [colleague.staffMemberId],
      selection: { organizationId: organization.id },
    };
    const begun = await app.ask(CONNECT, { input }, { as: clinician });
    expect(begun.connectClients.operation).toMatchObject({ total: 1 });
    await runBulkOperations(app.services);
    expect(
      await app.sql('SELECT client_id FROM connections WHERE staff_member_id = ?', [colleague.staffMemberId]),
    ).toEqual([{ client_id: own.id }]);
    const foreign = await aStaffMember(app, await anOrganization(app));
    const refused = await ask(CONNECT, {
      ...input,
      staffMemberIds: [colleague.staffMemberId, foreign.staffMemberId],
    });
    expect(refused.connectClients).toMatchObject({
      operation: null,
      errors: [{ code: 'STAFF_NOT_FOUND', path: ['staffMemberIds'] }],
    });
    const bare = await aStaffMember(app, organization, { roles: ['CLINICIAN'] });
    for (const [as, code] of [
      [bare, 'FORBIDDEN'],
      [foreign, 'NOT_FOUND'],
    ] as const)
      expect((await app.graphql(CONNECT, { input }, { as })).errors).toMatchObject([
        { extensions: { code } },
      ]);
  });

  it('rests while the organization is suspended, and goes on afterwards', async () => {
    const { organization, ask, read } = await practice();
    const client = await aClient(app, organization);
    const { inviteClients } = await ask(INVITE, { selection: { organizationId: organization.id } });
    const suspend = (when: string) =>
      app.sql(`UPDATE organizations SET suspended_at = ${when} WHERE id = ?`, [organization.id]);
    await suspend('NOW(3)');
    await runBulkOperations(app.services);
    expect(await mailsOf(organization)).toEqual([]);
    await suspend('NULL');
    expect(await read(inviteClients.operation.id)).toMatchObject({ state: 'RUNNING', processed: 0 });
    await runBulkOperations(app.services);
    expect(await mailsOf(organization)).toEqual([{ recipient: client.email }]);
  });

  it('is not to be seen by others', async () => {
    const { organization, ask } = await practice();
    const { inviteClients } = await ask(INVITE, { selection: { organizationId: organization.id } });
    const stranger = await aStaffMember(app, await anOrganization(app));
    for (const id of [inviteClients.operation.id, '0', organization.id])
      expect((await app.graphql(READ, { id }, { as: stranger })).errors).toMatchObject([
        { extensions: { code: 'NOT_FOUND' } },
      ]);
    const input = { selection: { organizationId: organization.id } };
    expect((await app.graphql(INVITE, { input }, { as: stranger })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    await runBulkOperations(app.services);
  });
});
