import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anApiKey,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltOrganization,
  type BuiltStaffMember,
  staffWithOnly,
} from '../../test/builders.js';
import { type App, type CallOptions, startApp } from '../../test/harness.js';
import { runBulkOperations } from './run-bulk-operations.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const OPERATION = 'operation { id state processed done canResume { allowed code } } errors { code path }';
const RESUME = `mutation Resume($input: ResumeBulkOperationInput!) { resumeBulkOperation(input: $input) { ${OPERATION} } }`;
const INVITE = `mutation Invite($input: InviteClientsInput!) { inviteClients(input: $input) { ${OPERATION} } }`;
const REMIND = `mutation Remind($input: InvitationsInput!) { remindInvitations(input: $input) { ${OPERATION} } }`;
const ENROL = `mutation Enrol($input: AddClientsToProgramInput!) { addClientsToProgram(input: $input) { ${OPERATION} } }`;

async function practice() {
  const organization = await anOrganization(app);
  return { organization, owner: await aStaffMember(app, organization) };
}

/** As it stands when something went wrong before the first batch. */
async function failed(mutation: string, input: object, as: BuiltStaffMember): Promise<string> {
  const answer = await app.ask(mutation, { input }, { as });
  const [{ operation }] = Object.values(answer) as [{ operation: { id: string } }];
  const { id } = operation;
  await app.sql(
    "UPDATE bulk_operations SET state = 'FAILED', reason_code = 'WENT_WRONG', attempts = 10, finished_at = NOW(3) WHERE id = ?",
    [id],
  );
  return id;
}

const resume = async (id: string, as: CallOptions | BuiltStaffMember, more: object = {}) => {
  const options = 'headers' in as ? as : { as: as as BuiltStaffMember };
  const { data, errors } = await app.graphql(RESUME, { input: { id, ...more } }, options);
  return data?.resumeBulkOperation ?? errors?.[0]?.extensions?.code;
};
const rowOf = async (id: string) => (await app.sql('SELECT * FROM bulk_operations WHERE id = ?', [id]))[0];
const everybody = ({ id }: BuiltOrganization) => ({ selection: { organizationId: id } });
const senders = (organization: BuiltOrganization) =>
  app.sql('SELECT sent_by FROM invitations WHERE organization_id = ?', [organization.id]);

describe('making a failed operation go on', () => {
  it('is done once and recorded once, however many click at once', async () => {
    const { organization, owner } = await practice();
    await aClient(app, organization);
    const id = await failed(INVITE, everybody(organization), owner);
    const answers = await Promise.all(Array.from({ length: 8 }, () => resume(id, owner)));
    for (const answer of answers)
      expect(answer).toMatchObject({ operation: { id, state: 'RUNNING' }, errors: [] });
    const recorded = await app.sql(
      "SELECT actor_staff_id, details FROM audit_entries WHERE subject_id = ? AND action = 'bulkOperation.resumed'",
      [id],
    );
    expect(recorded).toEqual([
      { actor_staff_id: owner.staffMemberId, details: '{"kind":"INVITE","processed":0,"total":1}' },
    ]);
    expect(await rowOf(id)).toMatchObject({ attempts: 0, reason_code: null, finished_at: null });
    await runBulkOperations(app.services);
    expect(await senders(organization)).toHaveLength(1);
  });

  it('leaves one alone that goes on, and says of one that is done that it has not failed', async () => {
    const { organization, owner } = await practice();
    await aClient(app, organization);
    const { inviteClients } = await app.ask(INVITE, { input: everybody(organization) }, { as: owner });
    const { id, canResume } = inviteClients.operation;
    expect(canResume).toEqual({ allowed: false, code: 'NOT_FAILED' });
    expect(await resume(id, owner)).toMatchObject({ operation: { state: 'RUNNING' }, errors: [] });
    await runBulkOperations(app.services);
    expect(await resume(id, owner)).toEqual({
      operation: null,
      errors: [{ code: 'NOT_FAILED', path: ['id'] }],
    });
    expect(
      await app.sql("SELECT 1 FROM audit_entries WHERE action = 'bulkOperation.resumed' AND subject_id = ?", [
        id,
      ]),
    ).toEqual([]);
  });

  it('lets somebody who may go on with what its beginner no longer may, in their own name', async () => {
    const { organization, owner } = await practice();
    const noor = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    await aClient(app, organization);
    const { inviteClients } = await app.ask(INVITE, { input: everybody(organization) }, { as: noor });
    const { id } = inviteClients.operation;
    await app.sql("UPDATE staff_member_roles SET role = 'CLINICIAN' WHERE staff_member_id = ?", [
      noor.staffMemberId,
    ]);
    await runBulkOperations(app.services);
    expect(await rowOf(id)).toMatchObject({ state: 'FAILED', reason_code: 'NO_LONGER_ALLOWED' });
    expect(await resume(id, noor)).toBe('FORBIDDEN');
    expect(await resume(id, owner)).toMatchObject({ operation: { state: 'RUNNING' } });
    await runBulkOperations(app.services);
    expect(await rowOf(id)).toMatchObject({ state: 'DONE', done: 1 });
    expect(await senders(organization)).toEqual([{ sent_by: owner.staffMemberId }]);
  });

  it('is refused to whoever could not begin the same, and hidden from other organizations', async () => {
    const { organization, owner } = await practice();
    await anInvitation(app, await aClient(app, organization), { sentBy: owner });
    const program = await aProgram(app, organization);
    const reminders = await failed(REMIND, everybody(organization), owner);
    const enrolments = await failed(ENROL, { ...everybody(organization), programId: program.id }, owner);
    const support = await aStaffMember(app, organization, { roles: ['SUPPORT'] });
    const inviter = await staffWithOnly(app, organization, 'clients.read', 'clients.invite');
    // The invitations are of clients and of staff: it takes both, as beginning it did.
    const ofStaff = await staffWithOnly(app, organization, 'clients.read', 'staff.invite');
    const ofClients = await staffWithOnly(app, organization, 'clients.read', 'invitations.resend');
    for (const person of [support, inviter, ofStaff, ofClients])
      expect(await resume(reminders, person)).toBe('FORBIDDEN');
    const seesOwnOnly = await staffWithOnly(app, organization, 'clients.readOwn', 'programs.manage');
    expect(await resume(enrolments, seesOwnOnly)).toBe('NOT_FOUND');
    const stranger = await aStaffMember(app, await anOrganization(app));
    for (const id of [reminders, uuidv7(), 'x']) expect(await resume(id, stranger)).toBe('NOT_FOUND');
    for (const id of [reminders, enrolments]) expect(await rowOf(id)).toMatchObject({ state: 'FAILED' });
    const can = await app.ask(
      'query ($id: ID!) { bulkOperation(id: $id) { canResume { code } } }',
      { id: reminders },
      { as: inviter },
    );
    expect(can.bulkOperation.canResume).toEqual({ code: 'NOT_PERMITTED' });
    const both = await staffWithOnly(app, organization, 'invitations.resend', 'staff.invite');
    expect(await resume(reminders, both)).toMatchObject({ operation: { state: 'RUNNING' } });
  });

  it('of own clients is for whoever began it and for those who act on all, and stops when the right goes', async () => {
    const { organization, owner } = await practice();
    const bram = await staffWithOnly(app, organization, 'clients.inviteOwn');
    const eva = await staffWithOnly(app, organization, 'clients.inviteOwn');
    const own = await aClient(app, organization);
    await aConnection(app, bram, own);
    await aClient(app, organization);
    const id = await failed(INVITE, everybody(organization), bram);
    expect(await resume(id, eva)).toBe('NOT_FOUND');
    expect(await resume(id, bram)).toMatchObject({ operation: { state: 'RUNNING' } });
    await app.sql("UPDATE bulk_operations SET state = 'FAILED' WHERE id = ?", [id]);
    const noor = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    expect(await resume(id, noor)).toMatchObject({ operation: { state: 'RUNNING' } });
    // Those are not her own clients: the right to these does not do.
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [noor.staffMemberId]);
    await app.sql("INSERT INTO staff_member_permissions VALUES (?, 'clients.inviteOwn')", [
      noor.staffMemberId,
    ]);
    await runBulkOperations(app.services);
    expect(await rowOf(id)).toMatchObject({ state: 'FAILED', reason_code: 'NO_LONGER_ALLOWED' });
    expect(await senders(organization)).toEqual([]);
    expect(await resume(id, owner)).toMatchObject({ operation: { state: 'RUNNING' } });
    await runBulkOperations(app.services);
    expect(
      await app.sql('SELECT client_id FROM invitations WHERE organization_id = ?', [organization.id]),
    ).toEqual([{ client_id: own.id }]);
  });

  it('is there for the key of a partner app that may begin it, once for each idempotency key', async () => {
    const { organization, owner } = await practice();
    await aClient(app, organization);
    const id = await failed(INVITE, everybody(organization), owner);
    const reading = await anApiKey(app, owner, { permissions: ['clients.read'] });
    expect(await resume(id, { headers: reading.headers })).toBe('FORBIDDEN');
    const inviting = await anApiKey(app, owner, { permissions: ['clients.read', 'clients.invite'] });
    const idempotencyKey = uuidv7();
    const once = () => resume(id, { headers: inviting.headers }, { idempotencyKey });
    expect(await once()).toMatchObject({ operation: { id, state: 'RUNNING' }, errors: [] });
    await app.sql("UPDATE bulk_operations SET state = 'FAILED' WHERE id = ?", [id]);
    expect(await once()).toMatchObject({ operation: { id, state: 'FAILED' }, errors: [] });
    expect(await resume(id, { headers: inviting.headers })).toMatchObject({
      operation: { state: 'RUNNING' },
    });
    await runBulkOperations(app.services);
    expect(await senders(organization)).toEqual([{ sent_by: inviting.staffMemberId }]);
  });
});
