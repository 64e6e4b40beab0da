import { In } from 'typeorm';
import type { RequestContext } from '../context.js';
import { Organization } from '../organizations/organization.entity.js';
import { type MemberWithPermissions, readMembers } from '../staff/read-permissions.js';
import { inOrder, rolesByIds } from '../staff/read-roles.js';
import type { StaffMembership } from './viewer.types.js';

/** Where the viewer is staff and may do anything at all. */
export async function staffMemberships(ctx: RequestContext): Promise<StaffMembership[]> {
  if (!ctx.viewer) return [];
  return describe(ctx, await readMembers(ctx, 'm.user_id = ?', [ctx.viewer.userId]));
}

/** One of them, for whoever has just become it. */
export async function staffMembership(
  ctx: RequestContext,
  staffMemberId: string,
): Promise<StaffMembership | null> {
  const [membership] = await describe(ctx, await readMembers(ctx, 'm.id = ?', [staffMemberId]));
  return membership ?? null;
}

async function describe(
  ctx: RequestContext,
  found: readonly MemberWithPermissions[],
): Promise<StaffMembership[]> {
  const members = found.filter(({ permissions }) => permissions.size > 0);
  if (members.length === 0) return [];
  const roles = await rolesByIds(
    ctx,
    members.flatMap(({ roleIds }) => roleIds),
  );
  const organizations = await ctx.db.getRepository(Organization).find({
    where: { id: In(members.map(({ organizationId }) => organizationId)) },
    order: { name: 'ASC', id: 'ASC' },
  });
  return organizations.flatMap((organization) =>
    members
      .filter(({ organizationId }) => organizationId === organization.id)
      .map(({ id, firstName, lastName, roleIds, permissions }) => ({
        id,
        organization,
        firstName,
        lastName,
        roles: inOrder([...roles.values()].filter((role) => roleIds.includes(role.id))).map((role) => ({
          ...role,
          organizationId: organization.id,
        })),
        permissions: [...permissions],
      })),
  );
}
