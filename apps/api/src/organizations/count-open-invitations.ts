import type { RequestContext } from '../context.js';
import {
  invitationOrder,
  planInvitationList,
  readInvitationCriteria,
} from '../invitations/list-invitations.js';
import { COUNT_LIMIT } from '../pagination/connection.js';
import { countUpTo } from '../pagination/list-by-keyset.js';
import { type Staff, staffOf } from '../staff/authorize.js';

/**
 * Open is pending or expired, so time alone does not change the number. Of one's own clients for whoever acts on those only;
 * null for whoever may not see them.
 */
export async function countOpenInvitations(
  ctx: RequestContext,
  organizationId: string,
): Promise<number | null> {
  const staff = await staffOf(ctx, organizationId);
  if (!staff?.permissions.has('invitations.read'))
    return staff?.permissions.has('clients.inviteOwn') ? countOwn(ctx, staff) : null;
  const [row] = await ctx.db.query<{ count: number }[]>(
    `SELECT COUNT(*) AS count FROM (
       SELECT 1 FROM invitations WHERE organization_id = ? AND status IN ('PENDING', 'EXPIRED') LIMIT ?
     ) AS counted`,
    [organizationId, COUNT_LIMIT + 1],
  );
  return row?.count ?? 0;
}

function countOwn(ctx: RequestContext, { id, organizationId }: Staff): Promise<number> {
  const criteria = readInvitationCriteria(organizationId, null, id);
  return countUpTo(ctx.db, planInvitationList(criteria, invitationOrder(null)), COUNT_LIMIT + 1);
}
