import { anOrganization, aStaffMember } from './builders.js';
import type { App, Person } from './harness.js';

const mutation = (name: string, type: string) =>
  `mutation Do($input: ${type}!) { result: ${name}(input: $input) {
    staffMember { id status firstName lastName number email roles { id } grantedPermissions }
    errors { code path message } } }`;
export const CHANGE = mutation('changeStaffRoles', 'ChangeStaffRolesInput');
export const DEACTIVATE = mutation('deactivateStaffMember', 'DeactivateStaffMemberInput');
export const REACTIVATE = mutation('reactivateStaffMember', 'ReactivateStaffMemberInput');
export const UPDATE = mutation('updateStaffMember', 'UpdateStaffMemberInput');
export const LEAVE = `mutation Leave($input: LeaveOrganizationInput!) {
  result: leaveOrganization(input: $input) { leftOrganizationId errors { code path } } }`;

/** What is done to staff, in the system of a test file. */
export function changingStaff(theApp: () => App) {
  const run = async (query: string, input: object, as: Person) =>
    (await theApp().ask(query, { input }, { as })).result;
  const codeOf = async (query: string, input: object, as: Person) =>
    (await theApp().graphql(query, { input }, { as })).errors?.[0]?.extensions?.code;

  async function practice() {
    const organization = await anOrganization(theApp());
    const owner = await aStaffMember(theApp(), organization);
    const administrator = await aStaffMember(theApp(), organization, { roles: ['ADMINISTRATOR'] });
    const clinician = await aStaffMember(theApp(), organization, { roles: ['CLINICIAN'] });
    return { organization, owner, administrator, clinician };
  }

  const give = (member: { staffMemberId: string }, roleIds: string[], as: Person, permissions?: string[]) =>
    run(
      CHANGE,
      { staffMemberId: member.staffMemberId, roleIds, ...(permissions ? { permissions } : {}) },
      as,
    );
  const rolesOf = async ({ staffMemberId }: { staffMemberId: string }) =>
    (
      await theApp().sql('SELECT role FROM staff_member_roles WHERE staff_member_id = ? ORDER BY role', [
        staffMemberId,
      ])
    ).map(({ role }) => role);

  return { run, codeOf, practice, give, rolesOf };
}
