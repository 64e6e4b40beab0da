import type { JobParameters } from 'agenda';
import { type Claim, type Claims, claimOf } from './claims.js';
import type { Clock } from './clock.js';
import type { Database, SqlValue } from './database.js';
import { JobLockLostError } from './errors.js';
import { toSqlDate, toSqlText } from './job-row.js';

interface StateContext {
  database: Database;
  table: string;
  claims: Claims;
  clock: Clock;
  lastModifiedBy: string | undefined;
  onRefused: (id: string) => void;
}

type Moment = 'start' | 'touch' | 'finish';

/**
 * Agenda saves the state of a job when it starts it (before the handler), when it is touched and when it ends. Each
 * is written only under the claim the job was taken with. Refused at the start, the handler does not run: this is
 * what keeps a job that waited longer than its lock lives from running twice.
 */
export async function saveJobState(context: StateContext, job: JobParameters): Promise<void> {
  if (!job._id) {
    throw new Error('a job without an id has no state to save');
  }
  const id = String(job._id);
  const claim = claimOf(job);
  if (claim?.state === 'released') {
    throw new JobLockLostError(id, job.name);
  }
  const moment: Moment = !job.lockedAt ? 'finish' : claim?.state === 'waiting' ? 'start' : 'touch';
  const before = Date.now();
  const write = () => writeState(context, job, moment, claim);
  const affectedRows = await (moment === 'finish' ? asHeld(job, write) : write());
  if (affectedRows === 0) {
    if (claim) context.claims.ended(claim);
    await explainRefusal(context, id, job.name);
  }
  if (claim) {
    advance(context.claims, claim, moment, job, before);
  }
}

async function writeState(
  context: StateContext,
  job: JobParameters,
  moment: Moment,
  claim: Claim | undefined,
): Promise<number> {
  const { affectedRows } = await context.database.change(
    `UPDATE ${context.table} SET
       run_due_at = ${RUN_DUE_AT[moment]},
       next_run_at = ?, last_run_at = ?, progress = ?, fail_reason = ?, fail_count = ?, failed_at = ?,
       last_finished_at = ?, last_modified_by = ?,
       locked_at = ${moment === 'finish' ? 'NULL' : 'UTC_TIMESTAMP(3)'},
       version = version + 1
     WHERE id = ? AND name = ? AND ${HELD[claim ? moment : 'unclaimed']}`,
    [...stateValues(context, job), String(job._id), job.name, ...(claim ? [claim.token] : [])],
  );
  return affectedRows;
}

/** A time at which no lock looks expired. */
const END_OF_TIME = 8.64e15;

/**
 * Agenda takes the time of the lock away before it has a result written, and its watch over locks, which goes on until that
 * is done, takes a job without one for lost: "canceled, no lockedAt date found". On a busy database this made an error of a
 * run that had ended well, and let drain() return before it was written. Nothing was lost or done twice by it: the row stays
 * locked until the result is in it, or until the lock runs out as that of any worker that has ended.
 */
async function asHeld<T>(job: JobParameters, write: () => Promise<T>): Promise<T> {
  job.lockedAt = new Date(END_OF_TIME);
  try {
    return await write();
  } finally {
    job.lockedAt = undefined;
  }
}

/** What the run was due for is kept while it runs, so that it can be due again if its worker dies. */
const RUN_DUE_AT: Record<Moment, string> = {
  start: 'IFNULL(run_due_at, next_run_at)',
  touch: 'run_due_at',
  finish: 'NULL',
};

const HELD: Record<Moment | 'unclaimed', string> = {
  start: 'lock_token = ? AND locked_at IS NOT NULL',
  touch: 'lock_token = ?',
  // A lock that was given back by stop() and that nobody has taken since still vouches for the result.
  finish: 'lock_token = ?',
  // job.run() called by hand, outside a worker: only while no worker holds the job.
  unclaimed: '(lock_token IS NULL OR locked_at IS NULL)',
};

function stateValues(context: StateContext, job: JobParameters): SqlValue[] {
  return [
    toSqlDate(nextRun(context.clock, job)),
    toSqlDate(job.lastRunAt),
    job.progress ?? null,
    toSqlText(job.failReason),
    job.failCount ?? null,
    toSqlDate(job.failedAt),
    toSqlDate(job.lastFinishedAt),
    context.lastModifiedBy || null,
  ];
}

/** In words; a cron expression has none of these, but for `@monthly` and its like. */
const UNIT = /^[^@]*(?:second|minute|hour|day|week|month|year)/i;

/** What repeats after an interval is due so long from now by whatever clock; what goes by the calendar is due at its hour. */
function nextRun(clock: Clock, { nextRunAt, repeatInterval }: JobParameters): Date | null {
  if (!nextRunAt) return null;
  const interval = String(repeatInterval ?? '').trim();
  const isInterval = interval !== '' && (Number.isFinite(Number(interval)) || UNIT.test(interval));
  return isInterval ? clock.toDatabase(new Date(nextRunAt)) : clock.dueToDatabase(new Date(nextRunAt));
}

function advance(claims: Claims, claim: Claim, moment: Moment, job: JobParameters, before: number): void {
  if (moment === 'finish') {
    claims.ended(claim);
    return;
  }
  claim.renewedAt = before;
  if (moment === 'start') {
    claims.started(claim);
    // The lock was renewed with the start, so the handler has its whole life.
    job.lockedAt?.setTime(before);
  }
}

async function explainRefusal(context: StateContext, id: string, name: string): Promise<never> {
  const [row] = await context.database.select<{ id: string }>(
    `SELECT id FROM ${context.table} WHERE id = ? AND name = ?`,
    [id, name],
  );
  if (row) {
    context.onRefused(id);
    throw new JobLockLostError(id, name);
  }
  throw new Error(`job ${id} (name: ${name}) cannot be updated: it is not in the database any more`);
}
