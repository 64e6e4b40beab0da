import type { RequestContext } from '../context.js';
import { COUNT_LIMIT } from '../pagination/connection.js';
import { staffOf } from '../staff/authorize.js';

/** Open is pending or expired, so time alone does not change the number. Null for whoever may not see them. */
export async function countOpenInvitations(
  ctx: RequestContext,
  organizationId: string,
): Promise<number | null> {
  const staff = await staffOf(ctx, organizationId);
  if (!staff?.permissions.has('invitations.read')) return null;
  const [row] = await ctx.db.query<{ count: number }[]>(
    `SELECT COUNT(*) AS count FROM (
       SELECT 1 FROM invitations WHERE organization_id = ? AND status IN ('PENDING', 'EXPIRED') LIMIT ?
     ) AS counted`,
    [organizationId, COUNT_LIMIT + 1],
  );
  return row?.count ?? 0;
}
