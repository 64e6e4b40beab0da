import type { RequestContext } from '../context.js';
import type { Role } from './role.entity.js';

export async function countHolders(
  ctx: RequestContext,
  { id, organizationId }: Role,
): Promise<number | null> {
  const caller = organizationId ? await ctx.loaders.callerIn.load(organizationId) : null;
  if (!caller?.permissions.has('staff.read')) return null;
  return ctx.loaders.holdersOfRole.load({ organizationId: caller.organizationId, roleId: id });
}
