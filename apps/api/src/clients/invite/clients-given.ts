import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { idsOrSelection, isId } from '../../id.js';
import { authorizeForClients, callerIs, noteForeignIds, type ScopedStaff } from '../../staff/authorize.js';
import type { Permission } from '../../staff/permissions.js';
import type { ClientSelection } from '../client.inputs.js';

/** The ids, each once, of an input that names clients by id or by a selection; null for a selection. */
export function clientsOrSelection({
  clientIds,
  selection,
}: {
  clientIds?: string[] | null;
  selection?: ClientSelection | null;
}): string[] | null {
  return idsOrSelection(clientIds, selection, { field: 'clientIds', one: 'client' });
}

/**
 * The viewer in the organization that the clients are of, and those whom they may do this to; all others, of this
 * organization or another, are answered as unknown, row by row.
 */
export async function staffForClients(
  ctx: RequestContext,
  clientIds: readonly string[],
  permission: Permission,
): Promise<{ staff: ScopedStaff; clientIds: string[] }> {
  const ids = clientIds.filter(isId);
  const caller = callerIs(ctx, 's');
  const [first] =
    ids.length === 0
      ? []
      : await ctx.db.query<{ organizationId: string }[]>(
          `SELECT c.organization_id AS organizationId FROM clients c
             JOIN staff_members s ON s.organization_id = c.organization_id AND ${caller.sql} AND s.deactivated_at IS NULL
            WHERE c.id IN (?) ORDER BY c.id LIMIT 1`,
          [...caller.params, ids],
        );
  if (!first) {
    noteForeignIds(ctx, 'clients', ids, permission);
    throw notFound();
  }
  return authorizeForClients(ctx, first.organizationId, ids, permission);
}
