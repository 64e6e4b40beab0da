import type { RequestContext } from '../context.js';
import { reachOf, TO_READ } from '../invitations/list/invitation-reach.js';
import { readInvitationCriteria } from '../invitations/list/list-invitations.js';
import { planInvitationCount } from '../invitations/list/plan-invitation-list.js';
import { COUNT_LIMIT } from '../pagination/connection.js';
import { countUpTo } from '../pagination/count-up-to.js';
import { staffOf } from '../staff/authorize.js';

/**
 * Open is pending or expired, so time alone does not change the number. Of one's own clients for whoever acts on those only;
 * null for whoever may not see them.
 */
export async function countOpenInvitations(
  ctx: RequestContext,
  organizationId: string,
): Promise<number | null> {
  const staff = await staffOf(ctx, organizationId);
  const reach = staff && !staff.suspended && reachOf(staff, TO_READ);
  if (!reach || !(reach.clients || reach.staff)) return null;
  const limit = COUNT_LIMIT + 1;
  const plan = await planInvitationCount(ctx, readInvitationCriteria(organizationId, null, reach), limit);
  return countUpTo(ctx.db, plan, limit);
}
