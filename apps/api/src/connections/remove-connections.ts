import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { idsGiven, isId } from '../id.js';
import { authorize, callerIs, noteForeignIds, type Staff } from '../staff/authorize.js';
import type { RemoveConnectionsInput } from './connection.inputs.js';
import { RemoveConnectionsPayload } from './connection.payloads.js';
import { CONNECTION_COLUMNS, toConnectionRow } from './connection-rows.js';

/** From this moment the staff member sees the client no longer, and what they offered the client no longer stands. */
export async function removeConnections(
  ctx: RequestContext,
  input: RemoveConnectionsInput,
): Promise<RemoveConnectionsPayload> {
  const ids = idsGiven(input.ids, { field: 'ids', one: 'connection' });
  const known = ids.filter(isId);
  const staff = await callerOf(ctx, known);
  const removed = await ctx.transaction((tx) => remove(tx, staff, known));
  noteForeignIds(
    ctx,
    'connections',
    known.filter((id) => !removed.has(id)),
    'connections.manage',
    staff.organizationId,
  );
  const payload = new RemoveConnectionsPayload();
  payload.rows = ids.map((id) =>
    removed.has(id)
      ? { id, removed: true, code: null, reason: null }
      : { id, removed: false, code: 'NOT_FOUND', reason: 'There is no such connection.' },
  );
  return payload;
}

async function remove(tx: RequestContext, staff: Staff, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db.query<Record<string, unknown>[]>(
    `SELECT ${CONNECTION_COLUMNS} FROM connections k WHERE k.organization_id = ? AND k.id IN (?) ORDER BY k.id FOR UPDATE`,
    [staff.organizationId, ids],
  );
  const found = rows.map(toConnectionRow);
  if (found.length === 0) return new Set();
  await tx.db.query('DELETE FROM connections WHERE organization_id = ? AND id IN (?)', [
    staff.organizationId,
    found.map(({ id }) => id),
  ]);
  await recordAudit(
    tx,
    found.map(({ id, organizationId, staffMemberId, clientId, activatedAt }) => ({
      organizationId,
      action: 'connection.removed',
      staffMemberId: staff.id,
      subjectType: 'CONNECTION' as const,
      subjectId: id,
      details: { staffMemberId, clientId, wasActive: activatedAt !== null },
    })),
  );
  return new Set(found.map(({ id }) => id));
}

/** The organization that the connections are of; those of any other are answered as unknown, row by row. */
async function callerOf(ctx: RequestContext, ids: readonly string[]): Promise<Staff> {
  const caller = callerIs(ctx, 's');
  const [first] =
    ids.length === 0
      ? []
      : await ctx.db.query<{ organization_id: string }[]>(
          `SELECT k.organization_id FROM connections k
             JOIN staff_members s ON s.organization_id = k.organization_id AND ${caller.sql} AND s.deactivated_at IS NULL
            WHERE k.id IN (?) ORDER BY k.id LIMIT 1`,
          [...caller.params, ids],
        );
  if (!first) {
    noteForeignIds(ctx, 'connections', ids, 'connections.manage');
    throw notFound();
  }
  return authorize(ctx, first.organization_id, 'connections.manage');
}
