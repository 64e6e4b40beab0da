import type { RequestContext } from '../context.js';
import { forbidden, notFound, unauthenticated } from '../errors.js';
import { isId } from '../id.js';
import { type Permission, permissionsOf } from './permissions.js';

/** The viewer as staff of one organization, with what they may do in it. */
export interface Staff {
  readonly id: string;
  readonly organizationId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly permissions: ReadonlySet<Permission>;
}

/**
 * The one place that decides whether the viewer may do something in an organization. Read anew at every request, so a
 * changed role counts in sessions already open. Another organization and none at all are the same "not found".
 */
export async function authorize(
  ctx: RequestContext,
  organizationId: string,
  permission: Permission,
): Promise<Staff> {
  const staff = await staffOf(ctx, organizationId);
  if (!staff?.permissions.has(permission)) {
    ctx.log.warn({ userId: ctx.viewer?.userId, organizationId, permission }, 'refused');
    throw staff ? forbidden() : notFound();
  }
  ctx.granted.add(permission);
  return staff;
}

export async function staffOf(ctx: RequestContext, organizationId: string): Promise<Staff | null> {
  if (!ctx.viewer) throw unauthenticated();
  if (!isId(organizationId)) return null;
  const rows = await ctx.db.query<
    { id: string; first_name: string; last_name: string; role: string | null }[]
  >(
    `SELECT m.id, m.first_name, m.last_name, r.role
       FROM staff_members m LEFT JOIN staff_member_roles r ON r.staff_member_id = m.id
      WHERE m.organization_id = ? AND m.user_id = ? AND m.deactivated_at IS NULL`,
    [organizationId, ctx.viewer.userId],
  );
  const first = rows[0];
  if (!first) return null;
  const permissions = permissionsOf(rows.flatMap((row) => row.role ?? []));
  // A member without a role that counts sees nothing, like anybody else from outside.
  if (permissions.size === 0) return null;
  return {
    id: first.id,
    organizationId,
    firstName: first.first_name,
    lastName: first.last_name,
    permissions,
  };
}
