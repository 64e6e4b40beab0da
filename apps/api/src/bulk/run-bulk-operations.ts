import { recordAudit } from '../audit/record-audit.js';
import { createContext, type RequestContext, type Services } from '../context.js';
import { createLoaders } from '../loaders.js';
import type { Possibility } from '../possibility.js';
import { mayDo, readMembers } from '../staff/read-permissions.js';
import { BULK_ACTIONS } from './bulk-actions.js';
import type { BulkOperation } from './bulk-operation.entity.js';
import { BULK_COLUMNS, toBulkOperation } from './read-bulk-operation.js';
import { isOfOwnClients, nextBatch, type Selection } from './selection.js';

export const BATCH_SIZE = 500;

export interface BulkRun {
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
  const failing: string[] = [];
  while (!run.stopped?.()) {
    const current: { id: string | null } = { id: null };
    try {
      const found = await ctx.transaction((tx) => runBatch(tx, failing, current));
      if (!found) return;
    } catch (error) {
      if (current.id === null) throw error;
      // The others go on; this one is tried again by the next run.
      services.log.error({ error, bulkOperation: current.id }, 'a batch of a bulk operation failed');
      failing.push(current.id);
    }
  }
}

async function runBatch(
  tx: RequestContext,
  except: readonly string[],
  current: { id: string | null },
): Promise<boolean> {
  // What a suspended organization began rests until that is lifted.
  // The row's lock is the claim: it ends with the transaction, or with the process. The least advanced goes first, so that
  // a small operation does not wait for a large one.
  const [row] = await tx.db.query<Record<string, unknown>[]>(
    `SELECT ${BULK_COLUMNS} FROM bulk_operations b
      WHERE b.state = 'RUNNING' AND b.id NOT IN (?)
        AND (SELECT o.suspended_at FROM organizations o WHERE o.id = b.organization_id) IS NULL
      ORDER BY b.processed, b.id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [except.length > 0 ? except : ['']],
  );
  if (!row) return false;
  const operation = toBulkOperation(row);
  current.id = operation.id;
  const action = BULK_ACTIONS[operation.kind];
  const selection = JSON.parse(operation.selection) as Selection;
  // Whoever began it may have lost the right to since: a selection of all clients needs the right to all.
  const [beganBy] = await readMembers(tx, 'm.id = ?', [operation.createdBy]);
  const toWhom = isOfOwnClients(selection) ? 'own' : 'any';
  if (!beganBy || !action.permissions.some((permission) => mayDo(beganBy, permission, toWhom))) {
    await finish(tx, operation, 'FAILED');
    return true;
  }
  const { lastKey, lastId } = operation;
  const batch = await nextBatch(
    tx,
    selection,
    lastKey !== null && lastId !== null ? { key: lastKey, id: lastId } : null,
    operation.createdAt,
    BATCH_SIZE,
  );
  const outcomes = batch.rows.length > 0 ? await action.run(tx, operation, batch.rows, beganBy) : [];
  await tx.db.query(
    `UPDATE bulk_operations SET last_key = ?, last_id = ?, processed = processed + ?, done = done + ?, skipped_reasons = ?
      WHERE id = ? AND state = 'RUNNING'`,
    [
      batch.last?.key ?? lastKey,
      batch.last?.id ?? lastId,
      batch.rows.length,
      outcomes.filter(({ allowed }) => allowed).length,
      JSON.stringify(addReasons(operation, outcomes)),
      operation.id,
    ],
  );
  if (batch.complete) await finish(tx, operation, 'DONE');
  return true;
}

async function finish(
  tx: RequestContext,
  { id, organizationId, createdBy, kind }: BulkOperation,
  state: 'DONE' | 'FAILED',
): Promise<void> {
  await tx.db.query('UPDATE bulk_operations SET state = ?, finished_at = NOW(3) WHERE id = ?', [state, id]);
  await recordAudit(tx, [
    {
      organizationId,
      action: 'bulkOperation.finished',
      onBehalfOf: createdBy,
      subjectType: 'BULK_OPERATION',
      subjectId: id,
      details: { kind, state },
    },
  ]);
}

/** How often each reason occurred, with its words as they were then. */
export type SkippedReasons = Record<string, { reason: string; count: number }>;

function addReasons(operation: BulkOperation, outcomes: readonly Possibility[]): SkippedReasons {
  const reasons = JSON.parse(operation.skippedReasons) as SkippedReasons;
  for (const { allowed, code, reason } of outcomes) {
    if (allowed || code === null) continue;
    const counted = reasons[code] ?? { reason: reason ?? '', count: 0 };
    reasons[code] = { ...counted, count: counted.count + 1 };
  }
  return reasons;
}
