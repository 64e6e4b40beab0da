import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aRole, aStaffInvitation, aStaffMember } from '../../../test/builders.js';
import { type App, type Person, startApp } from '../../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const ROLE = 'role { id name builtIn permissions holderCount canChange { code } canDelete { code reason } }';
const CREATE = `mutation Create($input: CreateRoleInput!) { createRole(input: $input) { ${ROLE} errors { code path message } } }`;
const UPDATE = `mutation Update($input: UpdateRoleInput!) { updateRole(input: $input) { ${ROLE} errors { code path } } }`;
const DELETE = `mutation Delete($input: DeleteRoleInput!) { deleteRole(input: $input) { deletedRoleId errors { code path message } } }`;

async function practice() {
  const organization = await anOrganization(app);
  const owner = await aStaffMember(app, organization);
  const create = async (input: object, as: Person = owner) =>
    (await app.ask(CREATE, { input: { organizationId: organization.id, ...input } }, { as })).createRole;
  const update = async (input: object, as: Person = owner) =>
    (await app.ask(UPDATE, { input }, { as })).updateRole;
  const remove = async (id: string, as: Person = owner) =>
    (await app.ask(DELETE, { input: { id } }, { as })).deleteRole;
  const audit = () =>
    app.sql(
      'SELECT action, actor_staff_id, subject_id, details FROM audit_entries WHERE organization_id = ? ORDER BY id',
      [organization.id],
    );
  return { organization, owner, create, update, remove, audit };
}

describe('a role of the organization', () => {
  it('is made, changed and deleted, and each is on record without its name', async () => {
    const { owner, create, update, remove, audit } = await practice();
    const { role, errors } = await create({
      name: '  Front​ desk ',
      permissions: ['clients.invite', 'clients.invite'],
    });
    expect(errors).toEqual([]);
    expect(role).toMatchObject({
      name: 'Front desk',
      builtIn: false,
      permissions: ['clients.invite', 'clients.inviteOwn', 'clients.readOwn', 'organization.read'],
      holderCount: 0,
      canChange: { code: null },
      canDelete: { code: null },
    });
    const changed = await update({ id: role.id, name: 'Desk', permissions: ['programs.read'] });
    expect(changed.role).toMatchObject({ name: 'Desk', permissions: ['programs.read', 'organization.read'] });
    expect((await update({ id: role.id, name: 'Counter' })).role.permissions).toContain('programs.read');
    expect(await remove(role.id)).toEqual({ deletedRoleId: role.id, errors: [] });
    const entries = await audit();
    expect(entries.map(({ action }) => action)).toEqual([
      'role.created',
      'role.updated',
      'role.updated',
      'role.deleted',
    ]);
    for (const entry of entries) {
      expect(entry).toMatchObject({ actor_staff_id: owner.staffMemberId, subject_id: role.id });
      expect(entry.details).not.toMatch(/desk|counter/i);
    }
  });

  it('has a name of its own, unlike any other and any built-in one', async () => {
    const { organization, create, update } = await practice();
    await aRole(app, organization, { name: 'Planning' });
    await aRole(app, await anOrganization(app), { name: 'Elsewhere' });
    const permissions = ['programs.read'];
    for (const [name, code] of [
      ['', 'REQUIRED'],
      [' ​ ', 'REQUIRED'],
      ['x'.repeat(81), 'TOO_LONG'],
      ['planning', 'TAKEN'],
      ['Plánning', 'TAKEN'],
      ['OWNER', 'BUILT_IN'],
      ['öwner', 'BUILT_IN'],
      ['eigenaar', 'BUILT_IN'],
    ])
      expect((await create({ name, permissions })).errors, name).toMatchObject([{ code, path: ['name'] }]);
    const { role } = await create({ name: 'Elsewhere', permissions });
    expect(role.name).toBe('Elsewhere');
    expect((await update({ id: role.id, name: 'PLANNING' })).errors).toEqual([
      { code: 'TAKEN', path: ['name'] },
    ]);
    expect((await update({ id: role.id, name: 'elsewhere' })).errors).toEqual([]);
  });

  it('holds something, and nothing that does not exist', async () => {
    const { create, update } = await practice();
    expect((await create({ name: 'Empty', permissions: [] })).errors).toMatchObject([
      { code: 'REQUIRED', path: ['permissions'] },
    ]);
    for (const odd of ['clients', 'OWNER', '__proto__', 'é'])
      expect((await create({ name: 'Odd', permissions: [odd] })).errors).toMatchObject([
        { code: 'INVALID', path: ['permissions'] },
      ]);
    const { role } = await create({ name: 'Real', permissions: ['programs.read'] });
    expect((await update({ id: role.id, permissions: [] })).errors).toMatchObject([{ code: 'REQUIRED' }]);
  });

  it('never holds more than whoever makes or changes it, and is out of reach when it does', async () => {
    const { organization, owner, create, update, remove } = await practice();
    const keeper = await aRole(app, organization, { permissions: ['roles.manage', 'programs.read'] });
    const maker = await aStaffMember(app, organization, { roles: [keeper.id] });
    expect(
      (await create({ name: 'More', permissions: ['programs.read', 'staff.manage'] }, maker)).errors,
    ).toEqual([
      {
        code: 'BEYOND_OWN_PERMISSIONS',
        path: ['permissions'],
        message: expect.stringContaining('staff.manage'),
      },
    ]);
    const { role } = await create({ name: 'Less', permissions: ['programs.read'] }, maker);
    expect((await update({ id: role.id, permissions: ['programs.manage'] }, maker)).errors).toEqual([
      { code: 'BEYOND_OWN_PERMISSIONS', path: ['permissions'] },
    ]);
    expect(
      (await update({ id: keeper.id, permissions: ['roles.manage', 'organization.own'] }, maker)).errors,
    ).toEqual([{ code: 'BEYOND_OWN_PERMISSIONS', path: ['permissions'] }]);
    await update({ id: role.id, permissions: ['programs.manage'] }, owner);
    expect((await update({ id: role.id, name: 'Mine' }, maker)).errors).toEqual([
      { code: 'BEYOND_OWN_PERMISSIONS', path: ['id'] },
    ]);
    expect((await remove(role.id, maker)).errors).toMatchObject([
      { code: 'BEYOND_OWN_PERMISSIONS', path: ['id'] },
    ]);
  });

  it('is not deleted while anybody holds it, invited and deactivated ones among them', async () => {
    const { organization, owner, remove } = await practice();
    const role = await aRole(app, organization, { permissions: ['programs.read'] });
    const invited = await aStaffInvitation(app, organization, { roles: [role.id] });
    const former = await aStaffMember(app, organization, { roles: [role.id, 'CLINICIAN'] });
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [former.staffMemberId]);
    expect((await remove(role.id)).errors).toEqual([
      {
        code: 'IN_USE',
        path: ['id'],
        message: '2 staff members hold this role. Give them another first.',
      },
    ]);
    for (const id of [invited.staffMemberId, former.staffMemberId])
      await app.ask(
        `mutation Change($input: ChangeStaffRolesInput!) { changeStaffRoles(input: $input) { errors { code } } }`,
        { input: { staffMemberId: id, roleIds: ['CLINICIAN'] } },
        { as: owner },
      );
    expect((await remove(role.id)).deletedRoleId).toBe(role.id);
  });

  it('is not lost on somebody to whom it is given while it is deleted', async () => {
    const { organization, owner, remove } = await practice();
    for (let round = 0; round < 5; round += 1) {
      const role = await aRole(app, organization, { permissions: ['programs.read'] });
      const member = await aStaffMember(app, organization, { roles: ['CLINICIAN'] });
      const [deleted, given] = await Promise.all([
        remove(role.id),
        app.ask(
          `mutation Change($input: ChangeStaffRolesInput!) { changeStaffRoles(input: $input) { errors { code } } }`,
          { input: { staffMemberId: member.staffMemberId, roleIds: [role.id] } },
          { as: owner },
        ),
      ]);
      const codes = [deleted.errors[0]?.code, given.changeStaffRoles.errors[0]?.code];
      expect([
        ['IN_USE', undefined],
        [undefined, 'NOT_FOUND'],
      ]).toContainEqual(codes);
    }
  });

  it('is nothing that a built-in role would be', async () => {
    const { update, remove } = await practice();
    expect((await update({ id: 'ASSISTANT', permissions: ['roles.manage'] })).errors).toEqual([
      { code: 'BUILT_IN', path: ['id'] },
    ]);
    expect((await remove('OWNER')).errors).toMatchObject([{ code: 'BUILT_IN', path: ['id'] }]);
  });

  it('is there for its own organization only, and for whoever may make roles', async () => {
    const { organization, owner } = await practice();
    const role = await aRole(app, organization, { permissions: ['programs.read'] });
    const stranger = await aStaffMember(app, await anOrganization(app));
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const codeOf = async (query: string, input: object, as: Person) =>
      (await app.graphql(query, { input }, { as })).errors?.[0]?.extensions?.code;
    for (const [query, input] of [
      [CREATE, { organizationId: organization.id, name: 'X', permissions: ['programs.read'] }],
      [UPDATE, { id: role.id, name: 'X' }],
      [DELETE, { id: role.id }],
    ] as const) {
      expect(await codeOf(query, input, stranger)).toBe('NOT_FOUND');
      expect(await codeOf(query, input, assistant)).toBe('FORBIDDEN');
    }
    expect(await codeOf(DELETE, { id: uuidv7() }, owner)).toBe('NOT_FOUND');
    expect(await app.sql('SELECT name FROM roles WHERE id = ?', [role.id])).toEqual([{ name: role.name }]);
  });
});
