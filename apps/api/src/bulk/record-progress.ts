import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import type { Possibility } from '../possibility.js';
import type { BulkFailure, BulkOperation } from './bulk-operation.entity.js';
import type { Batch } from './selection.js';

/** Writes down what became of the next rows and where the operation now stands; failures before them no longer count. */
export async function recordProgress(
  tx: RequestContext,
  operation: BulkOperation,
  { rows, last }: Pick<Batch, 'rows' | 'last'>,
  outcomes: readonly Possibility[],
): Promise<void> {
  await tx.db.query(
    `UPDATE bulk_operations SET last_key = ?, last_id = ?, processed = processed + ?, done = done + ?, skipped_reasons = ?,
            attempts = 0, next_attempt_at = NULL
      WHERE id = ? AND state = 'RUNNING'`,
    [
      last?.key ?? operation.lastKey,
      last?.id ?? operation.lastId,
      rows.length,
      outcomes.filter(({ allowed }) => allowed).length,
      JSON.stringify(addReasons(operation, outcomes)),
      operation.id,
    ],
  );
}

/** Ends the operation: as done, or as failed for the given reason. */
export async function finishOperation(
  tx: RequestContext,
  { id, organizationId, createdBy, kind }: BulkOperation,
  failure: BulkFailure | null = null,
): Promise<void> {
  const state = failure ? 'FAILED' : 'DONE';
  await tx.db.query(
    'UPDATE bulk_operations SET state = ?, reason_code = ?, next_attempt_at = NULL, finished_at = NOW(3) WHERE id = ?',
    [state, failure, id],
  );
  await recordAudit(tx, [
    {
      organizationId,
      action: 'bulkOperation.finished',
      onBehalfOf: createdBy,
      subjectType: 'BULK_OPERATION',
      subjectId: id,
      details: { kind, state, reasonCode: failure ?? undefined },
    },
  ]);
}

/** How often each reason occurred, with its words as they were then. */
export type SkippedReasons = Record<string, { reason: string; count: number; run?: FailedRun }>;

/** Rows that failed one after the other, up to the next that did not. */
interface FailedRun {
  /** Behind which row it begins; null for the very first. */
  key: string | null;
  id: string | null;
  /** How many had been handled before it, and had failed. */
  processed: number;
  before: number;
  /** They have had another turn. */
  takenBack?: boolean | undefined;
}

export function readReasons({ skippedReasons }: Pick<BulkOperation, 'skippedReasons'>): SkippedReasons {
  return JSON.parse(skippedReasons) as SkippedReasons;
}

function addReasons(operation: BulkOperation, outcomes: readonly Possibility[]): SkippedReasons {
  const reasons = readReasons(operation);
  for (const { allowed, code, reason } of outcomes) {
    if (allowed || code === null) continue;
    const counted = reasons[code] ?? { reason: reason ?? '', count: 0 };
    reasons[code] = { ...counted, count: counted.count + 1 };
  }
  return reasons;
}
