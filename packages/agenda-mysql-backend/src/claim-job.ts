import type { JobParameters } from 'agenda';
import { type Claims, claimOf } from './claims.js';
import type { Clock } from './clock.js';
import type { Database, SqlValue } from './database.js';
import { fromSqlDate, JOB_COLUMNS, type JobRow, jobFromRow } from './job-row.js';

export interface ClaimContext {
  database: Database;
  table: string;
  clock: Clock;
  claims: Claims;
  lastModifiedBy: string | undefined;
}

interface ClaimedRow extends JobRow {
  database_now: string;
}

// A claim is asked for again at the next poll anyway, so an outage is not waited out for long.
const CLAIM_BUDGET = { outage: 1000 };

/** Locks the most urgent job that is due within `horizon` milliseconds. */
export function claimDue(
  context: ClaimContext,
  name: string,
  horizon: number,
  lifetime: number,
): Promise<JobParameters | undefined> {
  return claim(
    context,
    `name = ? AND queue_state = 1 AND queue_at <= UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND`,
    [name, Math.round(horizon * 1000)],
    lifetime,
  );
}

/**
 * Takes over a job whose lock ran out. A run that was begun and never ended is due again as it was, also when the job
 * repeats and its next time is far away.
 */
export function claimExpired(
  context: ClaimContext,
  name: string,
  horizon: number,
  lifetime: number,
): Promise<JobParameters | undefined> {
  return claim(
    context,
    `name = ? AND queue_state = 2 AND queue_at <= UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND
     AND (next_run_at IS NULL OR run_due_at IS NOT NULL
          OR next_run_at <= UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)`,
    [name, Math.round(lifetime * 1000), Math.round(horizon * 1000)],
    lifetime,
  );
}

/** Locks one job by its id if it waits at the given time. */
export function claimById(
  context: ClaimContext,
  id: string,
  name: string,
  nextRunAt: string | null,
): Promise<JobParameters | undefined> {
  return claim(
    context,
    'id = ? AND name = ? AND locked_at IS NULL AND next_run_at <=> ? AND disabled = 0',
    [id, name, nextRunAt],
    undefined,
  );
}

/**
 * One statement finds the job, passing over those that others are just taking, and locks it; it commits by itself, so
 * no lock of the database is ever held between two round trips. LAST_INSERT_ID() carries out which job it was.
 * The hints keep the optimizer from reading a small table whole, which would wait for the locks of every row.
 */
async function claim(
  context: ClaimContext,
  condition: string,
  values: SqlValue[],
  lifetime: number | undefined,
): Promise<JobParameters | undefined> {
  const { database, table, claims } = context;
  const token = claims.nextToken();
  const force = lifetime === undefined ? '' : 'FORCE INDEX (by_claim)';
  const order = lifetime === undefined ? '' : 'ORDER BY queue_at, urgency';
  const before = Date.now();
  const rowNo = await database.retrying(async (attempt) => {
    const lost = attempt > 0 ? await findLostClaim(context, token) : undefined;
    if (lost !== undefined) {
      return lost;
    }
    const result = await database.changeOnce(
      `UPDATE (SELECT row_no FROM ${table} ${force} WHERE ${condition} ${order} LIMIT 1 FOR UPDATE SKIP LOCKED) AS due
       STRAIGHT_JOIN ${table} AS j FORCE INDEX (PRIMARY) ON j.row_no = due.row_no
       SET j.locked_at = UTC_TIMESTAMP(3), j.lock_token = ?, j.last_modified_by = ?,
           j.next_run_at = COALESCE(j.run_due_at, j.next_run_at), j.row_no = LAST_INSERT_ID(j.row_no)`,
      [...values, token, context.lastModifiedBy || null],
    );
    // A pool may be set to give large numbers as text.
    return result.affectedRows ? Number(result.insertId) : undefined;
  }, CLAIM_BUDGET);
  return rowNo === undefined ? undefined : readClaimed(context, rowNo, token, lifetime, before);
}

/** The answer to a claim can be lost after the claim took effect; without this the job would wait for its lock. */
async function findLostClaim(context: ClaimContext, token: string): Promise<number | undefined> {
  const [row] = await context.database.selectOnce<{ row_no: number }>(
    `SELECT row_no FROM ${context.table}
     WHERE locked_at >= UTC_TIMESTAMP(3) - INTERVAL 60 SECOND AND lock_token = ? AND queue_state = 2`,
    [token],
  );
  return row && Number(row.row_no);
}

async function readClaimed(
  context: ClaimContext,
  rowNo: number,
  token: string,
  lifetime: number | undefined,
  lockedAtLeast: number,
): Promise<JobParameters | undefined> {
  const { database, table, clock, claims } = context;
  const before = Date.now();
  const [row] = await database.select<ClaimedRow>(
    `SELECT ${JOB_COLUMNS}, CAST(UTC_TIMESTAMP(3) AS CHAR) AS database_now
     FROM ${table} AS j WHERE j.row_no = ? AND j.lock_token = ?`,
    [rowNo, token],
  );
  if (!row) {
    return undefined;
  }
  clock.observe(before, fromSqlDate(row.database_now) as Date, Date.now());
  const job = jobFromRow(row);
  job.nextRunAt = job.nextRunAt && clock.toProcess(job.nextRunAt);
  // The moment before the claim was sent: by this process's clock the lock can only be younger.
  return claims.hold(job, token, lifetime, lockedAtLeast);
}

/** Unlocks a job that was not begun, if the lock is still the one this job was claimed with. */
export async function unlockUnbegun(
  { database, table, claims }: Pick<ClaimContext, 'database' | 'table' | 'claims'>,
  job: JobParameters,
): Promise<void> {
  const claim = claimOf(job);
  if (!claim) {
    return;
  }
  await database.change(
    `UPDATE ${table} SET locked_at = NULL WHERE id = ? AND lock_token = ? AND run_due_at IS NULL`,
    [claim.id, claim.token],
  );
  claims.ended(claim);
}
