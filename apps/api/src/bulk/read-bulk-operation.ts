import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { authorizeAny, type Staff } from '../staff/authorize.js';
import type { Permission } from '../staff/permissions.js';
import { BulkOperation } from './bulk-operation.entity.js';

/** SQL: the columns of bulk operation `b`. */
export const BULK_COLUMNS = `b.id, b.organization_id AS organizationId, b.created_by AS createdBy, b.begun_by AS begunBy, b.kind, b.state, b.selection,
  b.message_id AS messageId, b.mailing_id AS mailingId, b.program_id AS programId, b.last_key AS lastKey,
  b.last_id AS lastId, b.total, b.processed, b.done, b.skipped_reasons AS skippedReasons, b.created_at AS createdAt,
  b.attempts, b.next_attempt_at AS nextAttemptAt, b.reason_code AS reasonCode,
  b.finished_at AS finishedAt`;

export function toBulkOperation(row: Record<string, unknown>): BulkOperation {
  return Object.assign(new BulkOperation(), row);
}

/** Fails with NOT_FOUND if there is none. Whether the operation may be seen is for the caller to check. */
export async function readBulkOperation(ctx: RequestContext, id: string): Promise<BulkOperation> {
  const [row] = await ctx.db.query<Record<string, unknown>[]>(
    `SELECT ${BULK_COLUMNS} FROM bulk_operations b WHERE b.id = ?`,
    [id],
  );
  if (!row) throw notFound();
  return toBulkOperation(row);
}

/** Each of these lets somebody begin a bulk operation of some kind. */
export const TO_BEGIN = [
  'clients.invite',
  'invitations.resend',
  'invitations.withdraw',
  'programs.manage',
  'connections.manage',
  'staff.invite',
] as const satisfies readonly Permission[];
export const TO_READ = ['clients.read', ...TO_BEGIN] as const satisfies readonly Permission[];

/** Whether somebody follows the bulk operations of all, and not only those they began or continued themselves. */
export function seesAll({ permissions }: Pick<Staff, 'permissions'>): boolean {
  return permissions.has('clients.read');
}

export async function getBulkOperation(ctx: RequestContext, id: string): Promise<BulkOperation> {
  if (!isId(id)) throw notFound();
  const operation = await readBulkOperation(ctx, id);
  const staff = await authorizeAny(ctx, operation.organizationId, TO_READ, 'own');
  if (!seesAll(staff) && operation.createdBy !== staff.id && operation.begunBy !== staff.id) throw notFound();
  return operation;
}
