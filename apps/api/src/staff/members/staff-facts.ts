import type { RequestContext } from '../../context.js';
import type { Possibility } from '../../possibility.js';
import type { Staff } from '../authorize.js';
import { inOrder } from '../read-roles.js';
import type { Role } from '../role.entity.js';
import type { StaffMember } from '../staff-member.entity.js';
import type { StaffFacts } from './possibilities.js';

/** The roles of a staff member, the built-in ones first. */
export async function rolesOfStaffMember(
  ctx: RequestContext,
  { id, organizationId }: StaffMember,
): Promise<Role[]> {
  const { roleIds } = await ctx.loaders.grantsOfStaffMember.load(id);
  const roles = await Promise.all(roleIds.map((roleId) => ctx.loaders.role.load(roleId)));
  return inOrder(roles.flatMap((role) => (role ? { ...role, organizationId } : [])));
}

/** Null for whoever could do nothing about them, nor about the staff member. */
export async function apiKeysMadeBy(
  ctx: RequestContext,
  { id, organizationId }: StaffMember,
): Promise<string[] | null> {
  const caller = await ctx.loaders.callerIn.load(organizationId);
  const concerned = caller?.permissions.has('staff.manage') || caller?.permissions.has('apiKeys.manage');
  return concerned ? ctx.loaders.keysMadeBy.load(id) : null;
}

/** Whether the caller could do something with a staff member now, by one of the rules of `possibilities.ts`. */
export async function possibilityFor(
  ctx: RequestContext,
  member: StaffMember,
  rule: (caller: Staff | null, facts: StaffFacts) => Possibility,
): Promise<Possibility> {
  const [caller, { permissions }] = await Promise.all([
    ctx.loaders.callerIn.load(member.organizationId),
    ctx.loaders.grantsOfStaffMember.load(member.id),
  ]);
  return rule(caller, { id: member.id, status: member.status, permissions });
}
