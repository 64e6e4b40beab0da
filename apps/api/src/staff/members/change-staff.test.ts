import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aProgram,
  aRole,
  aStaffInvitation,
  aStaffMember,
  type BuiltInvitation,
  type BuiltStaffMember,
} from '../../../test/builders.js';
import { type App, type Person, startApp } from '../../../test/harness.js';
import { runBulkOperations } from '../../bulk/run-bulk-operations.js';
import { invitationToken } from '../../invitations/invitation-token.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const mutation = (name: string, type: string) =>
  `mutation Do($input: ${type}!) { result: ${name}(input: $input) {
    staffMember { id status firstName lastName number email roles { id } grantedPermissions }
    errors { code path message } } }`;
const CHANGE = mutation('changeStaffRoles', 'ChangeStaffRolesInput');
const DEACTIVATE = mutation('deactivateStaffMember', 'DeactivateStaffMemberInput');
const REACTIVATE = mutation('reactivateStaffMember', 'ReactivateStaffMemberInput');
const UPDATE = mutation('updateStaffMember', 'UpdateStaffMemberInput');
const LEAVE = `mutation Leave($input: LeaveOrganizationInput!) {
  result: leaveOrganization(input: $input) { leftOrganizationId errors { code path } } }`;

const run = async (query: string, input: object, as: Person) =>
  (await app.ask(query, { input }, { as })).result;
const codeOf = async (query: string, input: object, as: Person) =>
  (await app.graphql(query, { input }, { as })).errors?.[0]?.extensions?.code;

async function practice() {
  const organization = await anOrganization(app);
  const owner = await aStaffMember(app, organization);
  const administrator = await aStaffMember(app, organization, { roles: ['ADMINISTRATOR'] });
  const clinician = await aStaffMember(app, organization, { roles: ['CLINICIAN'] });
  return { organization, owner, administrator, clinician };
}

const give = (member: { staffMemberId: string }, roleIds: string[], as: Person, permissions?: string[]) =>
  run(CHANGE, { staffMemberId: member.staffMemberId, roleIds, ...(permissions ? { permissions } : {}) }, as);
const rolesOf = async ({ staffMemberId }: { staffMemberId: string }) =>
  (
    await app.sql('SELECT role FROM staff_member_roles WHERE staff_member_id = ? ORDER BY role', [
      staffMemberId,
    ])
  ).map(({ role }) => role);

describe('changing what a staff member holds', () => {
  it('gives several roles and single permissions, and takes those left out', async () => {
    const { organization, owner, clinician } = await practice();
    const role = await aRole(app, organization, { name: 'Desk', permissions: ['programs.manage'] });
    const { staffMember, errors } = await give(clinician, ['CLINICIAN', role.id, role.id], owner, [
      'clients.inviteOwn',
      'forms.manage',
    ]);
    expect(errors).toEqual([]);
    expect(staffMember.roles).toEqual([{ id: 'CLINICIAN' }, { id: role.id }]);
    expect(staffMember.grantedPermissions.sort()).toEqual(['clients.inviteOwn', 'forms.manage']);
    const again = await give(clinician, ['ASSISTANT'], owner);
    expect(again.staffMember.roles).toEqual([{ id: 'ASSISTANT' }]);
    expect(again.staffMember.grantedPermissions).toHaveLength(2);
    expect((await give(clinician, ['ASSISTANT'], owner, [])).staffMember.grantedPermissions).toEqual([]);
    const [entry] = await app.sql(
      `SELECT actor_staff_id, subject_id, details FROM audit_entries
        WHERE organization_id = ? AND action = 'staff.roles_changed' ORDER BY id LIMIT 1`,
      [organization.id],
    );
    expect(entry).toMatchObject({
      actor_staff_id: owner.staffMemberId,
      subject_id: clinician.staffMemberId,
    });
    expect(JSON.parse(entry.details)).toEqual({
      before: { roles: ['CLINICIAN'], permissions: [] },
      after: { roles: ['CLINICIAN', role.id], permissions: ['clients.inviteOwn', 'forms.manage'] },
    });
  });

  it('takes only what exists, and at least one role', async () => {
    const { owner, clinician } = await practice();
    const elsewhere = await aRole(app, await anOrganization(app), { permissions: ['programs.read'] });
    for (const [roleIds, permissions, code, path] of [
      [[], [], 'REQUIRED', 'roleIds'],
      [['BOSS'], [], 'NOT_FOUND', 'roleIds'],
      [[elsewhere.id], [], 'NOT_FOUND', 'roleIds'],
      [[uuidv7()], [], 'NOT_FOUND', 'roleIds'],
      [['CLINICIAN'], ['OWNER'], 'INVALID', 'permissions'],
    ] as const)
      expect((await give(clinician, [...roleIds], owner, [...permissions])).errors).toMatchObject([
        { code, path: [path] },
      ]);
    expect(await rolesOf(clinician)).toEqual(['CLINICIAN']);
  });

  it('never gives more than one holds, whatever it is called', async () => {
    const { organization, administrator, clinician, owner } = await practice();
    const disguised = await aRole(app, organization, { name: 'Helper', permissions: ['organization.own'] });
    for (const [roleIds, permissions, path] of [
      [['OWNER'], [], 'roleIds'],
      [[disguised.id], [], 'roleIds'],
      [['CLINICIAN'], ['organization.own'], 'permissions'],
    ] as const)
      expect((await give(clinician, [...roleIds], administrator, [...permissions])).errors).toMatchObject([
        { code: 'BEYOND_OWN_PERMISSIONS', path: [path] },
      ]);
    // Nor to oneself.
    expect((await give(administrator, ['ADMINISTRATOR', 'OWNER'], administrator)).errors).toMatchObject([
      { code: 'BEYOND_OWN_PERMISSIONS' },
    ]);
    expect((await give(clinician, ['OWNER'], owner)).errors).toEqual([]);
  });

  it('does not touch whoever may do more', async () => {
    const { organization, owner, administrator } = await practice();
    const second = await aStaffMember(app, organization);
    const quiet = await aStaffMember(app, organization, {
      roles: ['CLINICIAN'],
      permissions: ['organization.own'],
    });
    for (const member of [second, quiet]) {
      const refused = [{ code: 'BEYOND_OWN_PERMISSIONS' }];
      expect((await give(member, ['CLINICIAN'], administrator)).errors).toMatchObject(refused);
      expect((await run(DEACTIVATE, { id: member.staffMemberId }, administrator)).errors).toMatchObject(
        refused,
      );
      expect(
        (await run(UPDATE, { id: member.staffMemberId, firstName: 'Mine' }, administrator)).errors,
      ).toMatchObject(refused);
    }
    const invited = await aStaffInvitation(app, organization, { roles: ['OWNER'], sentBy: owner });
    expect(
      (await run(UPDATE, { id: invited.staffMemberId, email: 'me@example.com' }, administrator)).errors,
    ).toMatchObject([{ code: 'BEYOND_OWN_PERMISSIONS' }]);
  });

  it('counts at the next request of a session that is open', async () => {
    const { organization, owner, clinician } = await practice();
    const CREATE = `mutation Create($input: CreateProgramInput!) { createProgram(input: $input) { program { id } errors { code } } }`;
    const create = () => codeOf(CREATE, { organizationId: organization.id, name: uuidv7() }, clinician);
    expect(await create()).toBe('FORBIDDEN');
    await give(clinician, ['ASSISTANT'], owner);
    expect(await create()).toBeUndefined();
    await give(clinician, ['SUPPORT'], owner);
    expect(await create()).toBe('FORBIDDEN');
    await run(DEACTIVATE, { id: clinician.staffMemberId }, owner);
    expect(await create()).toBe('NOT_FOUND');
    expect(
      (await app.ask('{ viewer { staffMemberships { id } } }', {}, { as: clinician })).viewer
        .staffMemberships,
    ).toEqual([]);
    await run(REACTIVATE, { id: clinician.staffMemberId }, owner);
    expect(await create()).toBe('FORBIDDEN');
  });

  it('lets one person be owner, assistant and clinician at once', async () => {
    const organization = await anOrganization(app);
    const alone = await aStaffMember(app, organization, { roles: ['OWNER'] });
    expect((await give(alone, ['OWNER', 'ASSISTANT', 'CLINICIAN'], alone)).errors).toEqual([]);
    const client = await aClient(app, organization);
    const program = await aProgram(app, organization);
    const operations: [string, string, object][] = [
      ['createProgram', 'CreateProgramInput', { organizationId: organization.id, name: 'Sleep' }],
      ['addClientsToProgram', 'AddClientsToProgramInput', { programId: program.id, clientIds: [client.id] }],
      [
        'createRole',
        'CreateRoleInput',
        { organizationId: organization.id, name: 'Desk', permissions: ['clients.read'] },
      ],
      ['inviteClients', 'InviteClientsInput', { clientIds: [client.id] }],
    ];
    for (const [name, type, input] of operations)
      expect(
        (
          await app.ask(
            `mutation Do($input: ${type}!) { result: ${name}(input: $input) { errors { code } } }`,
            { input },
            { as: alone },
          )
        ).result.errors,
        name,
      ).toEqual([]);
    const { viewer } = await app.ask(
      '{ viewer { staffMemberships { roles { id } canLeave { code } } } }',
      {},
      { as: alone },
    );
    expect(viewer.staffMemberships).toEqual([
      {
        roles: [{ id: 'OWNER' }, { id: 'ASSISTANT' }, { id: 'CLINICIAN' }],
        canLeave: { code: 'LAST_OWNER' },
      },
    ]);
  });
});

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

describe('what is on file of a staff member', () => {
  it('is corrected, a number is theirs alone, and an active one keeps the address they sign in with', async () => {
    const { owner, clinician, administrator } = await practice();
    const update = (member: BuiltStaffMember, input: object) =>
      run(UPDATE, { id: member.staffMemberId, ...input }, owner);
    expect(
      (await update(clinician, { firstName: ' Bram ', lastName: 'Smit', number: 'S-9' })).staffMember,
    ).toMatchObject({ firstName: 'Bram', lastName: 'Smit', number: 'S-9' });
    expect((await update(administrator, { number: 's-9' })).errors).toMatchObject([
      { code: 'TAKEN', path: ['number'] },
    ]);
    expect((await update(clinician, { number: '' })).staffMember.number).toBeNull();
    expect((await update(clinician, { email: 'new@example.com' })).errors).toMatchObject([
      { code: 'OWN_ADDRESS', path: ['email'] },
    ]);
    expect((await update(clinician, { email: clinician.email })).errors).toEqual([]);
  });
});

describe('the address of somebody invited', () => {
  it('is corrected, and the link that was sent to the old one is dead', async () => {
    const { organization, owner } = await practice();
    const invited = await aStaffInvitation(app, organization, { roles: ['CLINICIAN'], sentBy: owner });
    const state = async () =>
      (
        await app.ask('query ($token: String!) { invitationPreview(token: $token) { state } }', {
          token: invitationToken(app.services.config.tokenKeys, invited.invitationId, 1),
        })
      ).invitationPreview.state;
    expect(await state()).toBe('OPEN');
    const update = (input: object) =>
      app.ask(
        `mutation Do($input: UpdateStaffMemberInput!) {
          updateStaffMember(input: $input) { linkReplaced staffMember { status email } errors { code path } } }`,
        { input: { id: invited.staffMemberId, ...input } },
        { as: owner },
      );
    for (const [email, code] of [
      [owner.email, 'TAKEN'],
      ['no address', 'BAD_ADDRESS'],
      ['', 'REQUIRED'],
    ])
      expect((await update({ email })).updateStaffMember.errors).toEqual([{ code, path: ['email'] }]);
    expect(await state()).toBe('OPEN');
    const { updateStaffMember } = await update({ email: 'Right@Example.com' });
    expect(updateStaffMember).toEqual({
      linkReplaced: true,
      staffMember: { status: 'INVITE_WITHDRAWN', email: 'right@example.com' },
      errors: [],
    });
    expect(await state()).toBe('UNKNOWN');
  });
});

describe('staff of another organization and without the permission', () => {
  it('change nobody', async () => {
    const { organization, owner, clinician } = await practice();
    const stranger = await aStaffMember(app, await anOrganization(app));
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const id = clinician.staffMemberId;
    for (const [query, input] of [
      [CHANGE, { staffMemberId: id, roleIds: ['OWNER'] }],
      [DEACTIVATE, { id }],
      [REACTIVATE, { id }],
      [UPDATE, { id, firstName: 'X' }],
    ] as const) {
      expect(await codeOf(query, input, stranger)).toBe('NOT_FOUND');
      expect(await codeOf(query, input, assistant)).toBe('FORBIDDEN');
    }
    expect(await codeOf(LEAVE, { organizationId: organization.id }, stranger)).toBe('NOT_FOUND');
    expect(await codeOf(LEAVE, { organizationId: 'é' }, owner)).toBe('NOT_FOUND');
    expect(await rolesOf(clinician)).toEqual(['CLINICIAN']);
  });
});
