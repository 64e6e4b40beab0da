import type { RequestContext } from '../../context.js';
import { authorize } from '../authorize.js';
import { BUILT_IN_ROLES, type BuiltInRole } from '../permissions.js';
import { builtInRole, inOrder, rolesByIds } from '../read-roles.js';
import type { Role } from '../role.entity.js';

/** The built-in roles, then those of the organization by name. */
export async function listRoles(ctx: RequestContext, organizationId: string): Promise<Role[]> {
  await authorize(ctx, organizationId, 'staff.read');
  const rows = await ctx.db.query<{ id: string }[]>('SELECT id FROM roles WHERE organization_id = ?', [
    organizationId,
  ]);
  const custom = await rolesByIds(
    ctx,
    rows.map(({ id }) => id),
  );
  const builtIn = (Object.keys(BUILT_IN_ROLES) as BuiltInRole[]).map(builtInRole);
  return inOrder([...builtIn, ...custom.values()]).map((role) => ({ ...role, organizationId }));
}
