import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anOrganization,
  aProgram,
  aRole,
  aStaffInvitation,
  aStaffMember,
} from '../../../test/builders.js';
import { changingStaff, DEACTIVATE, REACTIVATE, UPDATE } from '../../../test/changing-staff.js';
import { type App, startApp } from '../../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { run, codeOf, practice, give, rolesOf } = changingStaff(() => app);

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
