import { beginsWith } from '../clients/list/client-filter.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { authorize } from '../staff/authorize.js';
import type { ConnectedStaff } from './connected-staff.js';

const SHOWN = 20;
const MAX_WORDS = 5;

/** Whom a client can be connected with: people who work here or are invited to, by name. */
export async function staffToConnect(
  ctx: RequestContext,
  organizationId: string,
  search: string | null | undefined,
): Promise<ConnectedStaff[]> {
  if (!isId(organizationId)) throw notFound();
  await authorize(ctx, organizationId, 'connections.manage');
  const words = (search ?? '').slice(0, 200).split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  const patterns = words.map(beginsWith);
  const rows = await ctx.db.query<(Omit<ConnectedStaff, 'active' | 'deactivated'> & { active: 0 | 1 })[]>(
    `SELECT m.id, m.first_name AS firstName, m.last_name AS lastName, m.user_id IS NOT NULL AS active
       FROM staff_members m
      WHERE m.organization_id = ? AND m.kind = 'PERSON' AND m.deactivated_at IS NULL
        ${patterns.map(() => `AND (m.first_name LIKE ? OR m.last_name LIKE ? OR m.last_name LIKE ?)`).join(' ')}
      ORDER BY m.last_name, m.first_name, m.id LIMIT ${SHOWN}`,
    [organizationId, ...patterns.flatMap((pattern) => [pattern, pattern, `% ${pattern}`])],
  );
  return rows.map((row) => ({ ...row, active: Boolean(row.active), deactivated: false }));
}
