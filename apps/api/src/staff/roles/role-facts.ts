import type { RequestContext } from '../../context.js';
import type { Possibility } from '../../possibility.js';
import type { Role } from '../role.entity.js';
import { canChangeRole, canDeleteRole } from './find-role.js';

const callerFor = (ctx: RequestContext, { organizationId }: Role) =>
  organizationId ? ctx.loaders.callerIn.load(organizationId) : null;

/** Null for whoever may not see the staff. */
export async function holdersFor(ctx: RequestContext, role: Role): Promise<number | null> {
  const caller = await callerFor(ctx, role);
  if (!caller?.permissions.has('staff.read')) return null;
  return ctx.loaders.holdersOfRole.load({ organizationId: caller.organizationId, roleId: role.id });
}

export async function roleChangeable(ctx: RequestContext, role: Role): Promise<Possibility> {
  return canChangeRole(await callerFor(ctx, role), role);
}

export async function roleDeletable(ctx: RequestContext, role: Role): Promise<Possibility> {
  return canDeleteRole(await callerFor(ctx, role), role, (await holdersFor(ctx, role)) ?? 0);
}
