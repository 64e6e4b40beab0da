import type { JobParameters } from 'agenda';
import type { SqlValue } from './database.js';
import { isDuplicateKey } from './errors.js';
import {
  JOB_COLUMNS,
  type JobRow,
  jobFromRow,
  processorValues,
  SAVED_COLUMNS,
  savedValues,
} from './job-row.js';
import { asDate, dueAt, readById, type SaveContext } from './save-context.js';
import { upsertUnique } from './upsert-unique.js';
import { uuidv7 } from './uuid.js';

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

function newValues(context: SaveContext, job: JobParameters<unknown>): SqlValue[] {
  return savedValues(
    job,
    dueAt(context, job.nextRunAt),
    asDate(job.debounceStartedAt),
    context.lastModifiedBy,
  );
}
