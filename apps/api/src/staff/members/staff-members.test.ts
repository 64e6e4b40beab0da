import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anOrganization,
  aRole,
  aStaffInvitation,
  aStaffMember,
  type BuiltOrganization,
  type BuiltStaffMember,
  passTime,
} from '../../../test/builders.js';
import { type App, type Person, startApp } from '../../../test/harness.js';

let app: App;
let linde: BuiltOrganization;
let owner: BuiltStaffMember;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const MEMBER = `id firstName lastName email number status lastSeenAt permissions grantedPermissions
  invitation { id status email } roles { id name builtIn holderCount }
  canChangeRoles { allowed code } canDeactivate { allowed code } canReactivate { allowed code }`;
const LIST = `query List($organizationId: ID!, $filter: StaffMemberFilter, $first: Int, $after: String, $last: Int, $before: String) {
  staffMembers(organizationId: $organizationId, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { ${MEMBER} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const ONE = `query One($id: ID!) { staffMember(id: $id) { ${MEMBER} } }`;
const ROLES = `query Roles($organizationId: ID!) { roles(organizationId: $organizationId) { id name builtIn permissions holderCount } }`;

const list = async (variables: object = {}, as: Person = owner) =>
  (await app.ask(LIST, { organizationId: linde.id, ...variables }, { as })).staffMembers;
const surnames = async (variables: object) =>
  (await list(variables)).nodes.map(({ lastName }: { lastName: string }) => lastName);
const one = async (id: string, as: Person = owner) => (await app.ask(ONE, { id }, { as })).staffMember;

beforeAll(async () => {
  linde = await anOrganization(app);
  owner = await aStaffMember(app, linde, { lastName: 'Bakker' });
});

describe('the staff of an organization', () => {
  it('is listed by surname, page by page in both directions, without keys', async () => {
    const here = await anOrganization(app);
    const boss = await aStaffMember(app, here, { lastName: 'Ångström' });
    for (const [firstName, lastName] of [
      ['Bea', 'de Vries'],
      ['Ada', 'de Vries'],
      ['Cor', 'Zwart'],
    ] as const)
      await aStaffMember(app, here, { firstName, lastName, roles: ['ASSISTANT'] });
    await app.sql(
      `INSERT INTO staff_members (id, organization_id, kind, first_name, last_name) VALUES (?, ?, 'KEY', 'Partner', '')`,
      [uuidv7(), here.id],
    );
    const page = async (variables: object) => {
      const found = await list({ organizationId: here.id, ...variables }, boss);
      return { ...found, names: found.nodes.map((m: { firstName: string }) => m.firstName) };
    };
    const first = await page({ first: 3 });
    expect(first.names).toEqual(['Fenna', 'Ada', 'Bea']);
    expect(first.totalCount).toBe(4);
    const second = await page({ first: 3, after: first.pageInfo.endCursor });
    expect(second.names).toEqual(['Cor']);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect((await page({ last: 2, before: second.pageInfo.startCursor })).names).toEqual(['Ada', 'Bea']);
  });

  it('is found by name, address and number, by status and by role', async () => {
    const role = await aRole(app, linde, { name: 'Front desk', permissions: ['clients.read'] });
    const member = await aStaffMember(app, linde, {
      firstName: 'Zoë',
      lastName: 'van den Heuvel',
      email: 'z.heuvel@linde.example',
      roles: [role.id],
    });
    await app.sql(`UPDATE staff_members SET number = 'S-77' WHERE id = ?`, [member.staffMemberId]);
    for (const search of ['heuv', 'zoe HEU', 'van den', 'z.heuv', 'linde', 's-7', 'zoë'])
      expect(await surnames({ filter: { search } }), search).toEqual(['van den Heuvel']);
    for (const search of ['eu', 'inde', '%', '_', "' OR 1", 'zoë x'])
      expect(await surnames({ filter: { search } }), search).toEqual([]);
    expect(await surnames({ filter: { roleId: role.id } })).toEqual(['van den Heuvel']);
    expect(await surnames({ filter: { roleId: 'OWNER' } })).toEqual(['Bakker']);
    for (const roleId of ['0', 'é', uuidv7()]) expect(await surnames({ filter: { roleId } })).toEqual([]);
    expect(await surnames({ filter: { statuses: [] } })).toEqual([]);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [member.staffMemberId]);
    expect(await surnames({ filter: { statuses: ['DEACTIVATED'] } })).toEqual(['van den Heuvel']);
  });

  it('has the status that the invitation has now, whether or not the sweep has run', async () => {
    const { staffMemberId, invitationId } = await aStaffInvitation(app, linde, { roles: ['CLINICIAN'] });
    expect(await one(staffMemberId)).toMatchObject({
      status: 'INVITED',
      invitation: { id: invitationId, status: 'PENDING' },
    });
    await passTime(app, invitationId, { days: 14, seconds: 1 });
    expect((await one(staffMemberId)).status).toBe('INVITE_EXPIRED');
    await app.sql(`UPDATE invitations SET status = 'WITHDRAWN' WHERE id = ?`, [invitationId]);
    expect(await one(staffMemberId)).toMatchObject({
      status: 'INVITE_WITHDRAWN',
      canDeactivate: { allowed: false, code: 'NOT_ACTIVE_YET' },
    });
  });

  it('shows what a person holds through roles and singly', async () => {
    const role = await aRole(app, linde, { name: 'Planner', permissions: ['programs.manage'] });
    const { staffMemberId } = await aStaffMember(app, linde, {
      roles: ['CLINICIAN', role.id],
      permissions: ['clients.inviteOwn'],
    });
    const member = await one(staffMemberId);
    expect(member.roles).toEqual([
      { id: 'CLINICIAN', name: 'Clinician', builtIn: true, holderCount: expect.any(Number) },
      { id: role.id, name: 'Planner', builtIn: false, holderCount: 1 },
    ]);
    expect(member.grantedPermissions).toEqual(['clients.inviteOwn']);
    expect(member.permissions.sort()).toEqual([
      'clients.inviteOwn',
      'clients.readOwn',
      'organization.read',
      'programs.manage',
      'programs.read',
    ]);
  });

  it('says what can be done with whom, and why not', async () => {
    const here = await anOrganization(app);
    const boss = await aStaffMember(app, here);
    const administrator = await aStaffMember(app, here, { roles: ['ADMINISTRATOR'] });
    const assistant = await aStaffMember(app, here, { roles: ['ASSISTANT'] });
    const cans = async (member: BuiltStaffMember, as: Person) => {
      const { canChangeRoles, canDeactivate, canReactivate } = await one(member.staffMemberId, as);
      return [canChangeRoles.code, canDeactivate.code, canReactivate.code];
    };
    expect(await cans(assistant, administrator)).toEqual([null, null, 'NOT_DEACTIVATED']);
    expect(await cans(boss, administrator)).toEqual(Array(3).fill('BEYOND_OWN_PERMISSIONS'));
    expect(await cans(administrator, administrator)).toEqual([null, 'YOURSELF', 'NOT_DEACTIVATED']);
    expect(await cans(administrator, assistant)).toEqual(Array(3).fill('NOT_PERMITTED'));
  });

  it('knows who was at work in this organization, and not in another', async () => {
    const elsewhere = await anOrganization(app);
    const both = await aStaffMember(app, linde, { lastName: 'Seen' });
    const there = await aStaffMember(app, elsewhere, { user: both });
    await app.ask('query O($id: ID!) { organization(id: $id) { id } }', { id: elsewhere.id }, { as: both });
    expect((await one(both.staffMemberId)).lastSeenAt).toBeNull();
    expect((await one(there.staffMemberId, both)).lastSeenAt).toEqual(expect.any(String));
  });
});

describe('the roles of an organization', () => {
  it('are the built-in ones, then its own by name, with how many hold each', async () => {
    const here = await anOrganization(app);
    const boss = await aStaffMember(app, here);
    const desk = await aRole(app, here, { name: 'Desk', permissions: ['clients.invite'] });
    await aRole(app, here, { name: 'Archive' });
    await aStaffMember(app, here, { roles: [desk.id, 'CLINICIAN'] });
    await aRole(app, linde, { name: 'Elsewhere' });
    const { roles } = await app.ask(ROLES, { organizationId: here.id }, { as: boss });
    expect(roles.map((role: { name: string; holderCount: number }) => [role.name, role.holderCount])).toEqual(
      [
        ['Owner', 1],
        ['Administrator', 0],
        ['Assistant', 0],
        ['Clinician', 1],
        ['Support', 0],
        ['Archive', 0],
        ['Desk', 1],
      ],
    );
    expect(roles.at(-1).permissions).toEqual([
      'clients.invite',
      'clients.inviteOwn',
      'clients.readOwn',
      'organization.read',
    ]);
  });

  it('do not tell a clinician how many hold them', async () => {
    const clinician = await aStaffMember(app, linde, { roles: ['CLINICIAN'] });
    const { viewer } = await app.ask(
      '{ viewer { staffMemberships { roles { id holderCount } } } }',
      {},
      { as: clinician },
    );
    expect(viewer.staffMemberships[0].roles).toEqual([{ id: 'CLINICIAN', holderCount: null }]);
  });
});
