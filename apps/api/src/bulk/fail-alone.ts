import type { RequestContext } from '../context.js';
import { impossible } from '../possibility.js';
import type { BulkOperation } from './bulk-operation.entity.js';
import { BULK_COLUMNS, toBulkOperation } from './read-bulk-operation.js';
import { finishOperation, readReasons, recordProgress, type SkippedReasons } from './record-progress.js';
import type { Batch } from './selection.js';

export interface FailedAttempt {
  /** As it stood when the attempt began. */
  operation: BulkOperation;
  /** Missing when it could not even be read. */
  batch: Batch | undefined;
}

const FAILED_HERE = impossible(
  'FAILED_HERE',
  'This went wrong on our side. Try again later, apart from the others; if that fails as well, tell whoever looks after Anteroom.',
);

/**
 * How long to wait after one failure, two in succession, and so on. What was wrong for a moment is tried again before anybody
 * is passed over; some in a row may be wrong in the same way, but when one after the other fails, the fault lies not with them.
 */
const WAITS_S = [5, 0, 0, 0, 0, 0, 0, 30, 120, 600];

/**
 * A row that fails by itself, time and again, is passed over so that it does not keep those behind it waiting. When nothing
 * succeeds in between, the operation ends as failed, with what was done kept; whoever was passed over in the end has a turn
 * again when it is made to go on.
 */
export async function failAlone(
  ctx: RequestContext,
  { operation: before, batch }: FailedAttempt,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [row] = await tx.db.query<Record<string, unknown>[]>(
      `SELECT ${BULK_COLUMNS} FROM bulk_operations b WHERE b.id = ? AND b.state = 'RUNNING' FOR UPDATE`,
      [before.id],
    );
    if (!row) return;
    const operation = toBulkOperation(row);
    // Another worker has got further meanwhile, or counts this very failure.
    if (operation.lastId !== before.lastId || operation.attempts !== before.attempts) return;
    const attempts = operation.attempts + 1;
    const wait = WAITS_S[attempts - 1];
    if (wait === undefined) {
      await takeBack(tx, operation);
      return finishOperation(tx, operation, 'WENT_WRONG');
    }
    if (attempts === 1) await noteRun(tx, operation);
    if (attempts > 1 && batch) await recordProgress(tx, operation, batch, [FAILED_HERE]);
    await tx.db.query(
      'UPDATE bulk_operations SET attempts = ?, next_attempt_at = NOW(3) + INTERVAL ? SECOND WHERE id = ?',
      [attempts, wait, operation.id],
    );
  });
}

/** One failure after the other begins here: where that is, and how many had been passed over before. */
async function noteRun(tx: RequestContext, operation: BulkOperation): Promise<void> {
  const { lastKey: key, lastId: id, processed } = operation;
  const reasons = readReasons(operation);
  const { count = 0, run } = reasons.FAILED_HERE ?? {};
  const takenBack = run?.id === id && run.takenBack;
  reasons.FAILED_HERE = {
    reason: FAILED_HERE.reason ?? '',
    count,
    run: { key, id, processed, before: count, takenBack },
  };
  await writeReasons(tx, operation, reasons);
}

/**
 * Those who were passed over one after the other are not to blame for it, and nothing was done with them. Only once, though:
 * a few that fail every time would otherwise hold the operation up at the same place for ever.
 */
async function takeBack(tx: RequestContext, operation: BulkOperation): Promise<void> {
  const reasons = readReasons(operation);
  const { reason = '', run } = reasons.FAILED_HERE ?? {};
  if (!run || run.takenBack) return;
  await tx.db.query('UPDATE bulk_operations SET last_key = ?, last_id = ?, processed = ? WHERE id = ?', [
    run.key,
    run.id,
    run.processed,
    operation.id,
  ]);
  reasons.FAILED_HERE = { reason, count: run.before, run: { ...run, takenBack: true } };
  await writeReasons(tx, operation, reasons);
}

async function writeReasons(
  tx: RequestContext,
  { id }: BulkOperation,
  reasons: SkippedReasons,
): Promise<void> {
  await tx.db.query('UPDATE bulk_operations SET skipped_reasons = ? WHERE id = ?', [
    JSON.stringify(reasons),
    id,
  ]);
}
