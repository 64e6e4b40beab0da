import { createHash } from 'node:crypto';
import type { DebounceOptions, JobParameters } from 'agenda';
import type { SqlValue } from './database.js';
import { isDuplicateKey } from './errors.js';
import { uniqueCondition } from './job-filter.js';
import { fromSqlDate, JOB_COLUMNS, type JobRow, jobFromRow, SAVED_COLUMNS, savedValues } from './job-row.js';
import { asDate, dueAt, readById, type SaveContext } from './save-context.js';
import { uuidv7 } from './uuid.js';

const ATTEMPTS = 20;

/**
 * Finds the job that `unique` describes and updates it, or inserts one. The hash of the question is a unique key, so
 * that of two who find nothing at the same time only one inserts.
 */
export async function upsertUnique<DATA>(
  context: SaveContext,
  job: JobParameters<DATA>,
  unique: Record<string, unknown>,
): Promise<JobParameters<DATA>> {
  const condition = uniqueCondition(job.name, unique);
  const hash = uniqueHash(job.name, unique);
  const id = uuidv7();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const existing = await findUnique(context, condition, hash, attempt > 0);
    if (!existing) {
      const inserted = await insertUnique(context, job, id, hash);
      if (inserted) {
        return inserted;
      }
    } else if (job.uniqueOpts?.insertOnly && !job.uniqueOpts.debounce) {
      return jobFromRow<DATA>(existing);
    } else {
      const updated = await updateUnique(context, job, existing);
      if (updated) {
        return updated;
      }
    }
  }
  throw new Error(`unique job "${job.name}" changed under every one of ${ATTEMPTS} attempts to save it`);
}

/**
 * At first without locks: a locking read of a hash that is not there would lock the gap around it until the caller
 * commits, and two of those make a deadlock. `certain`, after somebody else's insert, sees what is committed even in
 * a transaction that began earlier.
 */
async function findUnique(
  context: SaveContext,
  condition: { sql: string; values: SqlValue[] },
  hash: string,
  certain: boolean,
): Promise<JobRow | undefined> {
  const { on, table } = context;
  const [byHash] = await on.select<JobRow & { matches: number }>(
    `SELECT ${JOB_COLUMNS}, (${condition.sql}) AS matches FROM ${table} AS j WHERE j.unique_hash = ?
     ${certain ? 'FOR UPDATE' : ''}`,
    [...condition.values, hash],
  );
  if (byHash?.matches) {
    return certain ? byHash : lockById(context, byHash.id);
  }
  if (byHash) {
    // Its data was changed since: it no longer answers to this question.
    await on.change(`UPDATE ${table} SET unique_hash = NULL WHERE id = ? AND unique_hash = ?`, [
      byHash.id,
      hash,
    ]);
  }
  // Jobs that were saved without this question may answer it as well. Looked for without locks, because the scan
  // would lock every job of the name.
  const [found] = await on.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM ${table} AS j WHERE ${condition.sql} ORDER BY j.row_no LIMIT 1`,
    condition.values,
  );
  return found && lockById(context, found.id);
}

async function lockById({ on, table }: SaveContext, id: string): Promise<JobRow | undefined> {
  const [row] = await on.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM ${table} AS j WHERE j.id = ? FOR UPDATE`,
    [id],
  );
  return row;
}

async function insertUnique<DATA>(
  context: SaveContext,
  job: JobParameters<DATA>,
  id: string,
  hash: string,
): Promise<JobParameters<DATA> | undefined> {
  const now = new Date();
  const { debounce } = job.uniqueOpts ?? {};
  const nextRunAt =
    debounce && debounce.strategy !== 'leading' ? new Date(now.getTime() + debounce.delay) : job.nextRunAt;
  try {
    await context.on.change(
      `INSERT INTO ${context.table} (id, unique_hash, created_at, ${SAVED_COLUMNS.join(', ')})
       VALUES (?, ?, UTC_TIMESTAMP(3), ${SAVED_COLUMNS.map(() => '?').join(', ')})`,
      [
        id,
        hash,
        ...savedValues(
          job,
          dueAt(context, nextRunAt),
          debounce ? now : asDate(job.debounceStartedAt),
          context.lastModifiedBy,
        ),
      ],
    );
  } catch (error) {
    if (!isDuplicateKey(error)) {
      throw error;
    }
  }
  const row = await readById(context, id);
  return row && jobFromRow<DATA>(row);
}

/** Only the version that was read is changed; `undefined` when somebody else was quicker. */
async function updateUnique<DATA>(
  context: SaveContext,
  job: JobParameters<DATA>,
  existing: JobRow,
): Promise<JobParameters<DATA> | undefined> {
  const { debounce } = job.uniqueOpts ?? {};
  const timing = debounce
    ? debounced(debounce, existing, asDate(job.nextRunAt), new Date())
    : { nextRunAt: asDate(job.nextRunAt), debounceStartedAt: null };
  const { affectedRows } = await context.on.change(
    `UPDATE ${context.table} SET ${SAVED_COLUMNS.map((column) => `${column} = ?`).join(', ')}, version = version + 1
     WHERE id = ? AND version = ?`,
    [
      ...savedValues(job, dueAt(context, timing.nextRunAt), timing.debounceStartedAt, context.lastModifiedBy),
      existing.id,
      existing.version,
    ],
  );
  const row = affectedRows ? await readById(context, existing.id) : undefined;
  return row && jobFromRow<DATA>(row);
}

/** When a job that exists runs next, and since when it is being put off. */
function debounced(
  debounce: DebounceOptions,
  existing: JobRow,
  wanted: Date | null,
  now: Date,
): { nextRunAt: Date | null; debounceStartedAt: Date | null } {
  const planned = fromSqlDate(existing.next_run_at) ?? null;
  const lastRun = fromSqlDate(existing.last_run_at);
  const noted = fromSqlDate(existing.debounce_started_at);
  // A window ends when the job has run in it and nothing is planned any more.
  const started = noted && !(planned === null && lastRun && lastRun >= noted) ? noted : undefined;
  if (debounce.strategy === 'leading') {
    const windowIsOver = planned === null && (!noted || noted.getTime() + debounce.delay <= now.getTime());
    return windowIsOver
      ? { nextRunAt: wanted, debounceStartedAt: now }
      : { nextRunAt: planned, debounceStartedAt: noted ?? now };
  }
  const since = started ?? now;
  if (debounce.maxWait && now.getTime() - since.getTime() >= debounce.maxWait) {
    return { nextRunAt: now, debounceStartedAt: null };
  }
  return { nextRunAt: new Date(now.getTime() + debounce.delay), debounceStartedAt: since };
}

/** The same question in any order of its keys has the same hash. */
function uniqueHash(name: string, unique: Record<string, unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify([name, canonical(unique)]))
    .digest('hex');
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (value && typeof value === 'object' && !(value instanceof Date)) {
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]);
  }
  return value;
}
