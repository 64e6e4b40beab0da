import { createContext, type RequestContext, type Services } from '../context.js';
import { isUnavailable } from '../database/unavailable.js';
import { BatchSize } from '../jobs/batch-size.js';
import { createLoaders } from '../loaders.js';
import { mayDo, readMembers } from '../staff/read-permissions.js';
import { BULK_ACTIONS } from './bulk-actions.js';
import { type FailedAttempt, failAlone } from './fail-alone.js';
import { BULK_COLUMNS, toBulkOperation } from './read-bulk-operation.js';
import { finishOperation, recordProgress } from './record-progress.js';
import { clientsOf, nextBatch, type Selection } from './selection.js';

export const BATCH_SIZE = 500;

interface BulkRun {
  /** Called between batches; true ends the run, and what is left waits for the next. */
  stopped?(): boolean;
}

/**
 * Works off what was begun on selections, one batch a transaction, until nothing is left. A worker that is killed leaves
 * nothing half done: batch and progress commit together. Any number of workers may run it; each takes operations that no
 * other is at.
 */
export async function runBulkOperations(services: Services, run: BulkRun = {}): Promise<void> {
  const ctx = createContext(services, null, createLoaders);
  const sizes = new Map<string, BatchSize>();
  while (!run.stopped?.()) {
    const attempt: Partial<FailedAttempt> = {};
    try {
      const found = await ctx.transaction((tx) => runBatch(tx, sizes, attempt));
      if (!found) return;
      sizes.get(attempt.operation?.id ?? '')?.succeeded();
    } catch (error) {
      const { operation, batch } = attempt;
      // Without a database no operation fares better than another: the next run tries again.
      if (!operation || isUnavailable(error)) throw error;
      const size = sizes.get(operation.id);
      const alone = !size || size.failed();
      services.log[alone ? 'error' : 'warn'](
        { error, bulkOperation: operation.id, after: operation.lastId, rows: batch?.rows.length },
        'a batch of a bulk operation failed',
      );
      if (alone) await failAlone(ctx, { operation, batch });
    }
  }
}

async function runBatch(
  tx: RequestContext,
  sizes: Map<string, BatchSize>,
  attempt: Partial<FailedAttempt>,
): Promise<boolean> {
  // What a suspended organization began rests until that is lifted.
  // The row's lock is the claim: it ends with the transaction, or with the process. The least advanced goes first, so that
  // a small operation does not wait for a large one.
  const [row] = await tx.db.query<Record<string, unknown>[]>(
    `SELECT ${BULK_COLUMNS} FROM bulk_operations b
      WHERE b.state = 'RUNNING' AND (b.next_attempt_at IS NULL OR b.next_attempt_at <= NOW(3))
        AND (SELECT o.suspended_at FROM organizations o WHERE o.id = b.organization_id) IS NULL
      ORDER BY b.processed, b.id LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  if (!row) return false;
  const operation = toBulkOperation(row);
  Object.assign(attempt, { operation, batch: undefined });
  const size = sizes.get(operation.id) ?? new BatchSize(BATCH_SIZE);
  sizes.set(operation.id, size);
  const action = BULK_ACTIONS[operation.kind];
  const selection = JSON.parse(operation.selection) as Selection;
  // Whose it is may have lost the right to since: all clients, or those of somebody else, need the right to all.
  const [beganBy] = await readMembers(tx, 'm.id = ?', [operation.createdBy]);
  const toWhom = clientsOf(selection) === operation.createdBy ? 'own' : 'any';
  if (!beganBy || !action.permissions.some((permission) => mayDo(beganBy, permission, toWhom))) {
    await finishOperation(tx, operation, 'NO_LONGER_ALLOWED');
    return true;
  }
  const { lastKey, lastId } = operation;
  const batch = await nextBatch(
    tx,
    selection,
    lastKey !== null && lastId !== null ? { key: lastKey, id: lastId } : null,
    operation.createdAt,
    size.rows,
  );
  attempt.batch = batch;
  const outcomes = batch.rows.length > 0 ? await action.run(tx, operation, batch.rows, beganBy) : [];
  await recordProgress(tx, operation, batch, outcomes);
  if (batch.complete) await finishOperation(tx, operation);
  return true;
}
