import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { authorizeAny } from '../staff/authorize.js';
import { BulkOperation } from './bulk-operation.entity.js';

/** SQL: the columns of bulk operation `b`. */
export const BULK_COLUMNS = `b.id, b.organization_id AS organizationId, b.created_by AS createdBy, b.kind, b.state, b.selection,
  b.message_id AS messageId, b.mailing_id AS mailingId, b.program_id AS programId, b.last_key AS lastKey,
  b.last_id AS lastId, b.total, b.processed, b.done, b.skipped_reasons AS skippedReasons, b.created_at AS createdAt,
  b.attempts, b.next_attempt_at AS nextAttemptAt, b.reason_code AS reasonCode,
  b.finished_at AS finishedAt`;

export function toBulkOperation(row: Record<string, unknown>): BulkOperation {
  return Object.assign(new BulkOperation(), row);
}

/** The caller answers for the organization. */
export async function readBulkOperation(ctx: RequestContext, id: string): Promise<BulkOperation> {
  const [row] = await ctx.db.query<Record<string, unknown>[]>(
    `SELECT ${BULK_COLUMNS} FROM bulk_operations b WHERE b.id = ?`,
    [id],
  );
  if (!row) throw notFound();
  return toBulkOperation(row);
}

export async function getBulkOperation(ctx: RequestContext, id: string): Promise<BulkOperation> {
  if (!isId(id)) throw notFound();
  const operation = await readBulkOperation(ctx, id);
  const staff = await authorizeAny(ctx, operation.organizationId, ['clients.read', 'staff.invite'], 'own');
  // Whoever does not see all clients follows what they began themselves.
  if (!staff.permissions.has('clients.read') && operation.createdBy !== staff.id) throw notFound();
  return operation;
}
