import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { forbidden, notFound, UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import { authorizeAny, type Staff } from '../staff/authorize.js';
import type { ResumeBulkOperationInput } from './bulk.inputs.js';
import { ResumeBulkOperationPayload } from './bulk.payloads.js';
import { BULK_ACTIONS } from './bulk-actions.js';
import type { BulkOperation } from './bulk-operation.entity.js';
import { mayResume, NOT_FAILED } from './may-resume.js';
import { readBulkOperation } from './read-bulk-operation.js';

/** Continues an operation that failed, behind the last row that was handled. */
export async function resumeBulkOperation(
  ctx: RequestContext,
  { id }: ResumeBulkOperationInput,
): Promise<ResumeBulkOperationPayload> {
  if (!isId(id)) throw notFound();
  const staff = await authorizeToResume(ctx, await readBulkOperation(ctx, id));
  return ctx.transaction(async (tx) => {
    // Of two at once, the second finds it going on and has nothing to do.
    const { affectedRows } = await tx.db.query<{ affectedRows: number }>(
      `UPDATE bulk_operations SET state = 'RUNNING', begun_by = COALESCE(begun_by, created_by), created_by = ?, reason_code = NULL, attempts = 0, next_attempt_at = NULL,
              finished_at = NULL
        WHERE id = ? AND organization_id = ? AND state = 'FAILED'`,
      [staff.id, id, staff.organizationId],
    );
    const operation = await readBulkOperation(tx, id);
    if (affectedRows === 1) await recordResumed(tx, staff, operation);
    else if (operation.state === 'DONE')
      throw new UserErrors(new UserError('NOT_FAILED', NOT_FAILED.reason ?? '', ['id']));
    const payload = new ResumeBulkOperationPayload();
    payload.operation = operation;
    return payload;
  });
}

async function authorizeToResume(ctx: RequestContext, operation: BulkOperation): Promise<Staff> {
  const { permissions } = BULK_ACTIONS[operation.kind];
  const staff = await authorizeAny(ctx, operation.organizationId, permissions, 'own');
  if (mayResume(staff, operation)) return staff;
  ctx.services.denials.note(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    subjectType: 'BULK_OPERATION',
    subjectId: operation.id,
    details: { permission: permissions[0] },
  });
  // What is about clients of others is not there for whoever sees only their own.
  throw staff.permissions.has('clients.read') || operation.createdBy === staff.id ? forbidden() : notFound();
}

async function recordResumed(tx: RequestContext, staff: Staff, operation: BulkOperation): Promise<void> {
  const { id, organizationId, kind, processed, total } = operation;
  await recordAudit(tx, [
    {
      organizationId,
      action: 'bulkOperation.resumed',
      staffMemberId: staff.id,
      subjectType: 'BULK_OPERATION',
      subjectId: id,
      details: { kind, processed, total },
    },
  ]);
  tx.afterCommit(() => tx.services.wake.bulk());
}
