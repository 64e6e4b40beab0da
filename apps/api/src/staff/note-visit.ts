import type { RequestContext } from '../context.js';
import type { Staff } from './authorize.js';

/** Somebody is at work in the organization; written at most once an hour. A key has its own record of when it was used. */
export async function noteVisit(ctx: RequestContext, { id }: Staff): Promise<void> {
  if (ctx.apiKey) return;
  await ctx.db.query(
    `UPDATE staff_members SET last_seen_at = NOW(3)
      WHERE id = ? AND (last_seen_at IS NULL OR last_seen_at < NOW(3) - INTERVAL 1 HOUR)`,
    [id],
  );
}
