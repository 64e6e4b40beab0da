import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aRole,
  aStaffInvitation,
  aStaffMember,
  type BuiltStaffMember,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const INVITE = `mutation ($input: InviteStaffInput!) {
  inviteStaff(input: $input) {
    renewed staffMember { id firstName number status roles { id } grantedPermissions }
    invitation { id status recipient recipientName recipientNumber client { id } } mailing { total }
    errors { code path }
  }
}`;

const person = { firstName: 'Noor', lastName: 'Visser', roleIds: ['ASSISTANT'] };
const anAddress = () => `noor.${randomBytes(5).toString('hex')}@example.org`;

async function invite(by: BuiltStaffMember, input: object = {}) {
  const { inviteStaff } = await app.ask(
    INVITE,
    { input: { organizationId: by.organizationId, email: anAddress(), ...person, ...input } },
    { as: by },
  );
  return inviteStaff;
}

const refusal = async (by: BuiltStaffMember, input: object) =>
  (await invite(by, input)).errors.map(({ code, path }: { code: string; path: string[] }) => [code, ...path]);

const membersOf = ({ organizationId }: BuiltStaffMember) =>
  app.sql('SELECT * FROM staff_members WHERE organization_id = ? AND user_id IS NULL', [organizationId]);

const invitationOf = async (staffMemberId: string) =>
  (await app.sql('SELECT * FROM invitations WHERE staff_member_id = ?', [staffMemberId]))[0];

async function practice(roles = ['OWNER']) {
  const organization = await anOrganization(app);
  return { organization, owner: await aStaffMember(app, organization, { roles }) };
}

describe('inviting somebody to the staff', () => {
  it('makes a member without a user, whose roles, grants and connections stand ready, and writes one mail', async () => {
    const { organization, owner } = await practice();
    const role = await aRole(app, organization, { permissions: ['programs.manage'] });
    const client = await aClient(app, organization);
    const invited = await invite(owner, {
      email: ' Noor@Example.ORG ',
      number: 'M-7',
      roleIds: ['CLINICIAN', role.id, role.id],
      permissions: ['clients.inviteOwn'],
      clientIds: [client.id],
    });
    expect(invited).toMatchObject({
      renewed: false,
      staffMember: { number: 'M-7', status: 'INVITED', grantedPermissions: ['clients.inviteOwn'] },
      invitation: {
        status: 'PENDING',
        recipient: 'STAFF',
        recipientName: 'Noor Visser',
        recipientNumber: 'M-7',
        client: null,
      },
      mailing: { total: 1 },
      errors: [],
    });
    expect(invited.staffMember.roles.map(({ id }: { id: string }) => id)).toEqual(['CLINICIAN', role.id]);
    const [member] = await membersOf(owner);
    expect(member).toMatchObject({ email: 'noor@example.org', kind: 'PERSON', activated_at: null });
    expect(
      await app.sql('SELECT client_id, created_by, activated_at FROM connections WHERE staff_member_id = ?', [
        member.id,
      ]),
    ).toEqual([{ client_id: client.id, created_by: owner.staffMemberId, activated_at: null }]);
    const { id: invitationId } = await invitationOf(member.id);
    expect(
      await app.sql('SELECT recipient, kind, state FROM mails WHERE invitation_id = ?', [invitationId]),
    ).toEqual([{ recipient: 'noor@example.org', kind: 'INVITATION', state: 'QUEUED' }]);
    const audit = await app.sql(
      "SELECT actor_staff_id, details FROM audit_entries WHERE action = 'staff.invited' AND subject_id = ?",
      [member.id],
    );
    expect(audit).toMatchObject([{ actor_staff_id: owner.staffMemberId }]);
    expect(audit[0].details).not.toContain('noor');
  });

  it('names every field that is missing or wrong, and creates nothing', async () => {
    const { owner } = await practice();
    expect(
      await refusal(owner, { firstName: ' ', lastName: '', email: 'no address', number: '?', roleIds: [] }),
    ).toEqual([
      ['REQUIRED', 'firstName'],
      ['REQUIRED', 'lastName'],
      ['BAD_ADDRESS', 'email'],
      ['INVALID', 'number'],
      ['REQUIRED', 'roleIds'],
    ]);
    expect(await refusal(owner, { email: '' })).toEqual([['REQUIRED', 'email']]);
    const message = { subject: 'Hi {{ClientFirstName}}', body: '<p>x</p>', buttonText: 'Go' };
    expect(await refusal(owner, { message })).toEqual([['UNKNOWN_PLACEHOLDER', 'message', 'subject']]);
    expect(await membersOf(owner)).toEqual([]);
  });

  it('never gives more than one holds, whatever it is called', async () => {
    const { organization, owner } = await practice();
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const administrator = await aStaffMember(app, organization, { roles: ['ADMINISTRATOR'] });
    const sly = await aRole(app, organization, { name: 'Tea maker', permissions: ['staff.manage'] });
    const other = await aRole(app, await anOrganization(app), { permissions: ['programs.read'] });
    const beyond = (field: string) => [['BEYOND_OWN_PERMISSIONS', field]];
    expect(await refusal(assistant, { roleIds: ['ADMINISTRATOR'] })).toEqual(beyond('roleIds'));
    expect(await refusal(assistant, { roleIds: ['ASSISTANT', sly.id] })).toEqual(beyond('roleIds'));
    expect(await refusal(assistant, { permissions: ['audit.read'] })).toEqual(beyond('permissions'));
    expect(await refusal(administrator, { roleIds: ['OWNER'] })).toEqual(beyond('roleIds'));
    expect(await refusal(owner, { roleIds: [other.id] })).toEqual([['NOT_FOUND', 'roleIds']]);
    expect(await refusal(owner, { roleIds: ['owner'] })).toEqual([['NOT_FOUND', 'roleIds']]);
    expect(await refusal(owner, { permissions: ['everything'] })).toEqual([['INVALID', 'permissions']]);
    expect(await membersOf(owner)).toEqual([]);
    expect(await refusal(administrator, { roleIds: ['ADMINISTRATOR'] })).toEqual([]);
  });

  it('connects only for whoever may make connections, and only with clients who are there', async () => {
    const { organization, owner } = await practice();
    const inviter = await aRole(app, organization, { permissions: ['staff.invite'] });
    const noor = await aStaffMember(app, organization, { roles: [inviter.id] });
    const clientIds = [(await aClient(app, organization)).id];
    const foreign = await aClient(app, await anOrganization(app));
    const input = { roleIds: [inviter.id] };
    expect(await refusal(noor, { ...input, clientIds })).toEqual([['MAY_NOT_CONNECT', 'clientIds']]);
    expect(await refusal(owner, { clientIds: [...clientIds, foreign.id] })).toEqual([
      ['NOT_FOUND', 'clientIds'],
    ]);
    expect(await membersOf(owner)).toEqual([]);
    expect(await refusal(noor, input)).toEqual([]);
  });

  it('is for whoever may invite staff: having a right to invite clients is another', async () => {
    const { organization, owner } = await practice();
    const input = { organizationId: organization.id, email: anAddress(), ...person };
    for (const [roles, permissions] of [
      [['CLINICIAN'], ['clients.inviteOwn']],
      [['SUPPORT'], []],
      [['CLINICIAN'], ['clients.invite', 'invitations.resend']],
    ] as const) {
      const as = await aStaffMember(app, organization, { roles: [...roles], permissions: [...permissions] });
      const { errors } = await app.graphql(INVITE, { input }, { as });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    const stranger = await aStaffMember(app, await anOrganization(app));
    const { errors } = await app.graphql(INVITE, { input }, { as: stranger });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await membersOf(owner)).toEqual([]);
  });

  it('tells at the field who works here already, worked here, or has the number', async () => {
    const { organization, owner } = await practice();
    const noor = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    await app.sql("UPDATE staff_members SET email = 'other@example.org', number = 'M-1' WHERE id = ?", [
      noor.staffMemberId,
    ]);
    expect(await refusal(owner, { email: noor.email })).toEqual([['TAKEN', 'email']]);
    expect(await refusal(owner, { email: 'other@example.org' })).toEqual([['TAKEN', 'email']]);
    expect(await refusal(owner, { number: 'm-1' })).toEqual([['TAKEN', 'number']]);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [noor.staffMemberId]);
    expect(await refusal(owner, { email: noor.email })).toEqual([['DEACTIVATED', 'email']]);
    expect(await membersOf(owner)).toEqual([]);
    // Elsewhere, or as a client, the same address is free.
    const client = await aClient(app, organization);
    expect(await refusal(owner, { email: client.email })).toEqual([]);
    expect(await refusal((await practice()).owner, { email: noor.email })).toEqual([]);
  });
});

describe('inviting again', () => {
  it('offers it anew with the new roles, to the same member; only after a withdrawal the old link stays dead', async () => {
    const { owner } = await practice();
    const email = anAddress();
    const { staffMember } = await invite(owner, { email, number: 'M-3', permissions: ['audit.read'] });
    const generation = async () => (await invitationOf(staffMember.id)).generation;
    expect(await generation()).toBe(1);
    const again = await invite(owner, { email, firstName: 'Nora', roleIds: ['SUPPORT', 'CLINICIAN'] });
    expect(again).toMatchObject({
      renewed: true,
      staffMember: { id: staffMember.id, firstName: 'Nora', number: 'M-3', grantedPermissions: [] },
      errors: [],
    });
    expect(again.staffMember.roles.map(({ id }: { id: string }) => id)).toEqual(['CLINICIAN', 'SUPPORT']);
    expect(await generation()).toBe(1);
    await app.sql("UPDATE invitations SET status = 'WITHDRAWN' WHERE staff_member_id = ?", [staffMember.id]);
    expect((await invite(owner, { email })).invitation.status).toBe('PENDING');
    expect(await generation()).toBe(2);
    const { id } = await invitationOf(staffMember.id);
    const events = await app.sql('SELECT type FROM invitation_events WHERE invitation_id = ? ORDER BY id', [
      id,
    ]);
    expect(events.map(({ type }: { type: string }) => type)).toEqual(['SENT', 'RESENT', 'RESENT']);
    expect(await membersOf(owner)).toHaveLength(1);
  });

  it('is not a way to touch an offer of more than one holds', async () => {
    const { organization, owner } = await practice();
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const email = anAddress();
    const { invitation } = await invite(owner, { email, roleIds: ['ADMINISTRATOR'] });
    expect(await refusal(assistant, { email })).toEqual([['BEYOND_OWN_PERMISSIONS', 'email']]);
    const { resendInvitations } = await app.ask(
      `mutation ($ids: [ID!]!) { resendInvitations(input: { ids: $ids }) { rows { done code } } }`,
      { ids: [invitation.id] },
      { as: assistant },
    );
    expect(resendInvitations.rows).toEqual([{ done: false, code: 'MAIL_WAITING' }]);
    await app.sql("UPDATE invitations SET delivery_state = 'SENT' WHERE id = ?", [invitation.id]);
    const again = await app.ask(
      `mutation ($ids: [ID!]!) { resendInvitations(input: { ids: $ids }) { rows { done code } } }`,
      { ids: [invitation.id] },
      { as: assistant },
    );
    expect(again.resendInvitations.rows).toEqual([{ done: false, code: 'BEYOND_OWN_PERMISSIONS' }]);
    expect((await app.sql('SELECT sent_by FROM invitations WHERE id = ?', [invitation.id]))[0].sent_by).toBe(
      owner.staffMemberId,
    );
  });

  it('makes one member of several who invite the same person at once', async () => {
    const { owner } = await practice();
    const email = anAddress();
    const answers = await Promise.all(Array.from({ length: 8 }, () => invite(owner, { email })));
    expect(answers.some(({ errors }) => errors.length === 0)).toBe(true);
    for (const { errors } of answers) for (const { code } of errors) expect(code).toBe('TAKEN');
    expect(await membersOf(owner)).toHaveLength(1);
  });
});

describe('what is done with an invitation to the staff', () => {
  const CHANGE = (name: string) =>
    `mutation ($input: InvitationsInput!) { change: ${name}(input: $input) { rows { id done code } errors { code } } }`;

  async function both() {
    const { organization, owner } = await practice();
    const client = await anInvitation(app, await aClient(app, organization), { sentBy: owner });
    const staff = await aStaffInvitation(app, organization, { sentBy: owner, roles: ['ASSISTANT'] });
    const ids = [client.id, staff.invitationId];
    const rows = async (as: BuiltStaffMember, name: string) =>
      (await app.ask(CHANGE(name), { input: { ids } }, { as })).change.rows.map(
        ({ done, code }: { done: boolean; code: string | null }) => (done ? 'done' : code),
      );
    return { organization, owner, staff, rows };
  }

  it('takes the right to invite staff, and what is a client’s takes the client’s', async () => {
    const { organization, rows } = await both();
    const ofClients = await aStaffMember(app, organization, {
      roles: [],
      permissions: ['invitations.resend', 'invitations.withdraw'],
    });
    const ofStaff = await aStaffMember(app, organization, {
      roles: ['ASSISTANT'],
    });
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [ofStaff.staffMemberId]);
    const role = await aRole(app, organization, { permissions: ['staff.invite', 'staff.read'] });
    await app.sql('INSERT INTO staff_member_roles VALUES (?, ?)', [ofStaff.staffMemberId, role.id]);
    for (const name of ['remindInvitations', 'withdrawInvitations']) {
      expect(await rows(ofClients, name)).toEqual(['done', 'NOT_FOUND']);
      expect(await rows(ofStaff, name)).toEqual(['NOT_FOUND', 'done']);
    }
  });

  it('reminds, resends and withdraws', async () => {
    const { owner, staff, rows } = await both();
    expect(await rows(owner, 'remindInvitations')).toEqual(['done', 'done']);
    await app.sql(
      "UPDATE invitations SET delivery_state = 'SENT', expires_at = NOW(3) WHERE organization_id = ?",
      [owner.organizationId],
    );
    expect(await rows(owner, 'resendInvitations')).toEqual(['done', 'done']);
    const state = async () =>
      (
        await app.sql('SELECT status, expires_at > NOW(3) AS live FROM invitations WHERE id = ?', [
          staff.invitationId,
        ])
      )[0];
    expect(await state()).toEqual({ status: 'PENDING', live: 1 });
    expect(await rows(owner, 'withdrawInvitations')).toEqual(['done', 'done']);
    expect(await state()).toMatchObject({ status: 'WITHDRAWN' });
    const mails = await app.sql('SELECT kind, state FROM mails WHERE invitation_id = ? ORDER BY id', [
      staff.invitationId,
    ]);
    expect(mails).toEqual([
      { kind: 'REMINDER', state: 'FAILED' },
      { kind: 'INVITATION', state: 'FAILED' },
    ]);
  });
});
