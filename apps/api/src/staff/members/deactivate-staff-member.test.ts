import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aStaffInvitation,
  aStaffMember,
  aUser,
  type BuiltInvitation,
  type BuiltStaffMember,
} from '../../../test/builders.js';
import { changingStaff, DEACTIVATE, LEAVE, REACTIVATE } from '../../../test/changing-staff.js';
import { type App, type Person, startApp } from '../../../test/harness.js';
import { runBulkOperations } from '../../bulk/run-bulk-operations.js';
import { invitationToken } from '../../invitations/invitation-token.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { run, codeOf, practice, give } = changingStaff(() => app);

describe('the last owner', () => {
  it('cannot be demoted, deactivated or leave, whoever else is around', async () => {
    const { organization, owner } = await practice();
    const former = await aStaffMember(app, organization);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [former.staffMemberId]);
    await aStaffInvitation(app, organization, { roles: ['OWNER'] });
    const key = uuidv7();
    await app.sql(
      `INSERT INTO staff_members (id, organization_id, kind, first_name, last_name) VALUES (?, ?, 'KEY', 'Partner', '')`,
      [key, organization.id],
    );
    await app.sql(`INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, 'OWNER')`, [key]);
    expect((await give(owner, ['ADMINISTRATOR'], owner)).errors).toMatchObject([
      { code: 'LAST_OWNER', path: ['roleIds'] },
    ]);
    expect((await run(DEACTIVATE, { id: owner.staffMemberId }, owner)).errors).toMatchObject([
      { code: 'YOURSELF', path: ['id'] },
    ]);
    expect((await run(LEAVE, { organizationId: organization.id }, owner)).errors).toEqual([
      { code: 'LAST_OWNER', path: ['organizationId'] },
    ]);
    await run(REACTIVATE, { id: former.staffMemberId }, owner);
    expect((await run(LEAVE, { organizationId: organization.id }, owner)).leftOrganizationId).toBe(
      organization.id,
    );
    expect((await run(LEAVE, { organizationId: organization.id }, former)).errors).toHaveLength(1);
  });

  it.each([
    ['demote each other', (member: BuiltStaffMember, as: Person) => give(member, ['CLINICIAN'], as)],
    [
      'deactivate each other',
      (member: BuiltStaffMember, as: Person) => run(DEACTIVATE, { id: member.staffMemberId }, as),
    ],
    [
      'leave',
      (_: BuiltStaffMember, as: Person) =>
        run(LEAVE, { organizationId: (as as BuiltStaffMember).organizationId }, as),
    ],
    [
      'demote themselves',
      (_: BuiltStaffMember, as: Person) => give(as as BuiltStaffMember, ['CLINICIAN'], as),
    ],
  ])('is one of two who %s at once', async (_, act) => {
    for (let round = 0; round < 4; round += 1) {
      const organization = await anOrganization(app);
      const [first, second] = [await aStaffMember(app, organization), await aStaffMember(app, organization)];
      const answers = await Promise.allSettled([act(second, first), act(first, second)]);
      const done = answers.filter(
        ({ status, ...rest }) => status === 'fulfilled' && 'value' in rest && rest.value.errors.length === 0,
      );
      expect(done).toHaveLength(1);
      const owners = await app.sql(
        `SELECT COUNT(*) AS n FROM staff_members m JOIN staff_member_roles r ON r.staff_member_id = m.id AND r.role = 'OWNER'
          WHERE m.organization_id = ? AND m.deactivated_at IS NULL`,
        [organization.id],
      );
      expect(Number(owners[0].n)).toBe(1);
    }
  });
});

describe('a deactivated staff member', () => {
  const linkState = async (invitation: BuiltInvitation) =>
    (
      await app.ask('query ($token: String!) { invitationPreview(token: $token) { state } }', {
        token: invitationToken(app.services.config.tokenKeys, invitation.id, 1),
      })
    ).invitationPreview.state;

  it('takes the links of invitations they sent along, until they are back', async () => {
    const { organization, owner } = await practice();
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const invitation = await anInvitation(app, await aClient(app, organization), { sentBy: assistant });
    expect(await linkState(invitation)).toBe('OPEN');
    const { staffMember } = await run(DEACTIVATE, { id: assistant.staffMemberId }, owner);
    expect(staffMember).toMatchObject({ status: 'DEACTIVATED', roles: [{ id: 'ASSISTANT' }] });
    expect(await linkState(invitation)).not.toBe('OPEN');
    expect((await run(DEACTIVATE, { id: assistant.staffMemberId }, owner)).errors).toMatchObject([
      { code: 'ALREADY_DEACTIVATED' },
    ]);
    expect((await run(REACTIVATE, { id: assistant.staffMemberId }, owner)).staffMember.status).toBe('ACTIVE');
    expect(await linkState(invitation)).toBe('OPEN');
    expect((await run(REACTIVATE, { id: assistant.staffMemberId }, owner)).errors).toMatchObject([
      { code: 'NOT_DEACTIVATED' },
    ]);
  });

  it('is connected, once back, with the clients who joined meanwhile', async () => {
    const { organization, owner, clinician } = await practice();
    const joins = await aConnection(
      app,
      clinician,
      await aClient(app, organization, { user: await aUser(app) }),
    );
    const waits = await aConnection(app, clinician, await aClient(app, organization));
    // As it is when the client accepts while the staff member is away.
    await app.sql('UPDATE connections SET activated_at = NULL WHERE id = ?', [joins.id]);
    await run(DEACTIVATE, { id: clinician.staffMemberId }, owner);
    await run(REACTIVATE, { id: clinician.staffMemberId }, owner);
    const connections =
      'query ($o: ID!, $s: ID!) { connections(organizationId: $o, staffId: $s) { nodes { id status } } }';
    const { nodes } = (
      await app.ask(connections, { o: organization.id, s: clinician.staffMemberId }, { as: clinician })
    ).connections;
    expect(
      Object.fromEntries(nodes.map(({ id, status }: { id: string; status: string }) => [id, status])),
    ).toEqual({
      [joins.id]: 'ACTIVE',
      [waits.id]: 'PENDING',
    });
    expect(
      await app.sql('SELECT kind FROM mails WHERE organization_id = ? ORDER BY kind', [organization.id]),
    ).toEqual([{ kind: 'CONNECTION_ACTIVE' }, { kind: 'STAFF_CONNECTION_ACTIVE' }]);
  });

  it('stops what they began on a selection', async () => {
    const { organization, owner } = await practice();
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const client = await aClient(app, organization);
    const { inviteClients } = await app.ask(
      `mutation Invite($input: InviteClientsInput!) { inviteClients(input: $input) { operation { id } errors { code } } }`,
      { input: { selection: { organizationId: organization.id } } },
      { as: assistant },
    );
    await run(DEACTIVATE, { id: assistant.staffMemberId }, owner);
    await runBulkOperations(app.services);
    const { bulkOperation } = await app.ask(
      'query ($id: ID!) { bulkOperation(id: $id) { state processed } }',
      { id: inviteClients.operation.id },
      { as: owner },
    );
    expect(bulkOperation).toEqual({ state: 'FAILED', processed: 0 });
    expect(await app.sql('SELECT id FROM invitations WHERE client_id = ?', [client.id])).toEqual([]);
  });

  it('is not brought back by somebody who may do less', async () => {
    const { organization, administrator } = await practice();
    const former = await aStaffMember(app, organization);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [former.staffMemberId]);
    expect((await run(REACTIVATE, { id: former.staffMemberId }, administrator)).errors).toMatchObject([
      { code: 'BEYOND_OWN_PERMISSIONS' },
    ]);
  });

  it('is never somebody who has not accepted yet', async () => {
    const { organization, owner } = await practice();
    const invited = await aStaffInvitation(app, organization, { roles: ['CLINICIAN'], sentBy: owner });
    expect((await run(DEACTIVATE, { id: invited.staffMemberId }, owner)).errors).toMatchObject([
      { code: 'NOT_ACTIVE_YET' },
    ]);
    expect((await give(invited, ['SUPPORT'], owner)).staffMember.roles).toEqual([{ id: 'SUPPORT' }]);
  });
});

describe('a suspended organization', () => {
  it('is left by nobody until that is lifted, though there is another owner', async () => {
    const { organization, owner } = await practice();
    await aStaffMember(app, organization);
    const suspend = (when: string) =>
      app.sql(`UPDATE organizations SET suspended_at = ${when} WHERE id = ?`, [organization.id]);
    const canLeave = async () =>
      (await app.ask('{ viewer { staffMemberships { canLeave { allowed code } } } }', {}, { as: owner }))
        .viewer.staffMemberships;
    const isThere = async () =>
      (await app.sql('SELECT deactivated_at FROM staff_members WHERE id = ?', [owner.staffMemberId]))[0]
        .deactivated_at === null;
    await suspend('NOW(3)');
    expect(await canLeave()).toEqual([{ canLeave: { allowed: false, code: 'ORGANIZATION_SUSPENDED' } }]);
    expect(await codeOf(LEAVE, { organizationId: organization.id }, owner)).toBe('ORGANIZATION_SUSPENDED');
    expect(await isThere()).toBe(true);
    await suspend('NULL');
    expect(await canLeave()).toEqual([{ canLeave: { allowed: true, code: null } }]);
    await run(LEAVE, { organizationId: organization.id }, owner);
    expect(await isThere()).toBe(false);
  });
});
