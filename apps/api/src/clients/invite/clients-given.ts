import type { RequestContext } from '../../context.js';
import { notFound, UserError, UserErrors } from '../../errors.js';
import { isId } from '../../id.js';
import { authorizeForClients, callerIs, noteForeignIds, type ScopedStaff } from '../../staff/authorize.js';
import type { Permission } from '../../staff/permissions.js';
import type { ClientSelection } from '../client.inputs.js';

export const MAX_CLIENT_IDS = 200;

/** The ids, each once, of an input that names clients by id or by a selection; null for a selection. */
export function idsOrSelection({
  clientIds,
  selection,
}: {
  clientIds?: string[] | null;
  selection?: ClientSelection | null;
}): string[] | null {
  if (Boolean(clientIds) === Boolean(selection))
    throw new UserErrors(new UserError('INVALID', 'Give either clientIds or a selection.', ['clientIds']));
  if (!clientIds) return null;
  const ids = [...new Set(clientIds)];
  if (ids.length === 0)
    throw new UserErrors(new UserError('REQUIRED', 'Give at least one client.', ['clientIds']));
  if (ids.length > MAX_CLIENT_IDS)
    throw new UserErrors(
      new UserError(
        'TOO_MANY',
        `At most ${MAX_CLIENT_IDS} at once: these are ${ids.length}. Use a selection for more.`,
        ['clientIds'],
      ),
    );
  return ids;
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
