import { createHash } from 'node:crypto';
import type { DebounceOptions, JobParameters } from 'agenda';
import type { Clock } from './clock.js';
import type { Executor, SqlValue } from './database.js';
import { isDuplicateKey } from './errors.js';
import { uniqueCondition } from './job-filter.js';
import {
  fromSqlDate,
  JOB_COLUMNS,
  type JobRow,
  jobFromRow,
  processorValues,
  SAVED_COLUMNS,
  savedValues,
} from './job-row.js';
import { uuidv7 } from './uuid.js';

export interface SaveContext {
  on: Executor;
  table: string;
  clock: Clock;
  lastModifiedBy: string | undefined;
}

const UNIQUE_ATTEMPTS = 20;

export async function saveJob<DATA>(
  context: SaveContext,
  job: JobParameters<DATA>,
): Promise<JobParameters<DATA>> {
  if (job._id) {
    return updateJob(context, job);
  }
  if (job.type === 'single') {
    return upsertSingle(context, job);
  }
  if (job.unique) {
    return upsertUnique(context, job, job.unique);
  }
  return insertJob(context, job);
}

/** Many new jobs in few statements. */
export async function insertJobs<DATA>(
  context: SaveContext,
  jobs: JobParameters<DATA>[],
): Promise<JobParameters<DATA>[]> {
  const saved = jobs.map((job) => ({ ...job, _id: uuidv7() as JobParameters['_id'] }));
  for (let start = 0; start < saved.length; ) {
    // Powers of two, so that any number of jobs needs only a handful of prepared statements.
    const size = Math.min(256, 2 ** Math.floor(Math.log2(saved.length - start)));
    const batch = saved.slice(start, start + size);
    const columns = ['id', 'created_at', ...SAVED_COLUMNS];
    const placeholders = `(?, UTC_TIMESTAMP(3), ${SAVED_COLUMNS.map(() => '?').join(', ')})`;
    await insertOnce(
      context,
      `INSERT INTO ${context.table} (${columns.join(', ')}) VALUES ${batch.map(() => placeholders).join(', ')}`,
      batch.flatMap((job) => [String(job._id), ...newValues(context, job)]),
    );
    start += size;
  }
  return saved;
}

async function insertJob<DATA>(context: SaveContext, job: JobParameters<DATA>): Promise<JobParameters<DATA>> {
  const id = uuidv7();
  const extra = processorValues(job);
  const columns = ['id', 'created_at', ...SAVED_COLUMNS, ...extra.map(([column]) => column)];
  const nextRunAt = dueAt(context, job.nextRunAt);
  await insertOnce(
    context,
    `INSERT INTO ${context.table} (${columns.join(', ')})
     VALUES (?, UTC_TIMESTAMP(3), ${columns
       .slice(2)
       .map(() => '?')
       .join(', ')})`,
    [id, ...newValues(context, job), ...extra.map(([, value]) => value)],
  );
  const { unique: _unique, uniqueOpts: _uniqueOpts, ...rest } = job;
  return {
    ...rest,
    _id: id as JobParameters['_id'],
    nextRunAt,
    disabled: Boolean(job.disabled),
    lastModifiedBy: context.lastModifiedBy,
  };
}

/** The id is ours: when it is already there, an earlier try got through and only its answer was lost. */
async function insertOnce(context: SaveContext, sql: string, values: SqlValue[]): Promise<void> {
  try {
    await context.on.change(sql, values);
  } catch (error) {
    if (!isDuplicateKey(error)) {
      throw error;
    }
  }
}

async function updateJob<DATA>(context: SaveContext, job: JobParameters<DATA>): Promise<JobParameters<DATA>> {
  const id = String(job._id);
  const values = savedValues(
    job,
    dueAt(context, job.nextRunAt),
    asDate(job.debounceStartedAt),
    context.lastModifiedBy,
  );
  const extra = processorValues(job);
  const columns = [...SAVED_COLUMNS, ...extra.map(([column]) => column)];
  const { affectedRows } = await context.on.change(
    `UPDATE ${context.table} SET ${columns.map((column) => `${column} = ?`).join(', ')}, version = version + 1
     WHERE id = ? AND name = ?`,
    [...values, ...extra.map(([, value]) => value), id, job.name],
  );
  const row = affectedRows ? await readById(context, id) : undefined;
  // A job that was removed meanwhile is not brought back.
  return row ? jobFromRow<DATA>(row) : job;
}

async function upsertSingle<DATA>(
  context: SaveContext,
  job: JobParameters<DATA>,
): Promise<JobParameters<DATA>> {
  const values = newValues(context, job);
  // every() is called at each start of an application: a time that has come must not push away the one planned.
  const keepsPlannedTime = job.nextRunAt && asDate(job.nextRunAt) <= new Date();
  const assignments = SAVED_COLUMNS.map((column) =>
    column === 'next_run_at' && keepsPlannedTime ? 'next_run_at = COALESCE(next_run_at, ?)' : `${column} = ?`,
  );
  await context.on.change(
    `INSERT INTO ${context.table} (id, created_at, ${SAVED_COLUMNS.join(', ')})
     VALUES (?, UTC_TIMESTAMP(3), ${SAVED_COLUMNS.map(() => '?').join(', ')})
     ON DUPLICATE KEY UPDATE ${assignments.join(', ')}, version = version + 1`,
    [uuidv7(), ...values, ...values],
  );
  const [row] = await context.on.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM ${context.table} AS j WHERE j.single_name = ?`,
    [job.name],
  );
  return row ? jobFromRow<DATA>(row) : job;
}

/**
 * Finds the job that `unique` describes and updates it, or inserts one. The hash of the question is a unique key, so
 * that of two who find nothing at the same time only one inserts.
 */
async function upsertUnique<DATA>(
  context: SaveContext,
  job: JobParameters<DATA>,
  unique: Record<string, unknown>,
): Promise<JobParameters<DATA>> {
  const condition = uniqueCondition(job.name, unique);
  const hash = uniqueHash(job.name, unique);
  const id = uuidv7();
  for (let attempt = 0; attempt < UNIQUE_ATTEMPTS; attempt += 1) {
    const existing = await findUnique(context, condition, hash);
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
  throw new Error(
    `unique job "${job.name}" changed under every one of ${UNIQUE_ATTEMPTS} attempts to save it`,
  );
}

async function findUnique(
  context: SaveContext,
  condition: { sql: string; values: SqlValue[] },
  hash: string,
): Promise<JobRow | undefined> {
  const { on, table } = context;
  // Locking reads see what is committed even in a transaction that began earlier.
  const [byHash] = await on.select<JobRow & { matches: number }>(
    `SELECT ${JOB_COLUMNS}, (${condition.sql}) AS matches FROM ${table} AS j WHERE j.unique_hash = ? FOR UPDATE`,
    [...condition.values, hash],
  );
  if (byHash?.matches) {
    return byHash;
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
  if (!found) {
    return undefined;
  }
  const [locked] = await on.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM ${table} AS j WHERE j.id = ? FOR UPDATE`,
    [found.id],
  );
  return locked;
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

async function readById(context: SaveContext, id: string): Promise<JobRow | undefined> {
  const [row] = await context.on.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM ${context.table} AS j WHERE j.id = ?`,
    [id],
  );
  return row;
}

function newValues(context: SaveContext, job: JobParameters<unknown>): SqlValue[] {
  return savedValues(
    job,
    dueAt(context, job.nextRunAt),
    asDate(job.debounceStartedAt),
    context.lastModifiedBy,
  );
}

function dueAt(context: SaveContext, nextRunAt: Date | null | undefined): Date | null {
  const date = asDate(nextRunAt);
  return date && context.clock.dueToDatabase(date);
}

function asDate(date: Date): Date;
function asDate(date: Date | null | undefined): Date | null;
function asDate(date: Date | null | undefined): Date | null {
  return date ? new Date(date) : null;
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
