import type { RequestContext } from '../../context.js';
import { staffOf } from '../../staff/authorize.js';
import { Organization } from '../organization.entity.js';

/**
 * For whoever has just made it: somebody new is signed in only with the answer. An answer that is repeated later shows it to
 * those who are still its staff.
 */
export async function madeOrganization(ctx: RequestContext, id: string): Promise<Organization | null> {
  if (ctx.viewer && !(await staffOf(ctx, id))) return null;
  return ctx.db.getRepository(Organization).findOneBy({ id });
}
