import type { JobParameters, JobsOverview, JobsQueryOptions, JobsResult, JobWithState } from 'agenda';
import type { Executor, Row, SqlValue } from './database.js';
import { orderBy, queryCondition, STATE } from './job-filter.js';
import { JOB_COLUMNS, type JobRow } from './job-row.js';

export async function queryJobs(
  on: Executor,
  table: string,
  options: JobsQueryOptions,
  toJob: (row: JobRow) => JobParameters,
): Promise<JobsResult> {
  const { sql, values } = queryCondition(options);
  const limit = Math.max(0, Math.trunc(options.limit ?? 0));
  const skip = Math.max(0, Math.trunc(options.skip ?? 0));
  // The largest number there is, because an OFFSET needs a LIMIT before it.
  const page = limit || skip ? `LIMIT ${limit || '18446744073709551615'} OFFSET ${skip}` : '';
  const rows = await on.select<JobRow & { state: string }>(
    `SELECT ${JOB_COLUMNS}, ${STATE} AS state FROM ${table} AS j
       WHERE ${sql} ORDER BY ${orderBy(options.sort)} ${page}`,
    values,
  );
  const jobs = rows.map((row) => ({ ...toJob(row), state: row.state }) as JobWithState);
  return { jobs, total: page ? await countJobs(on, table, sql, values) : jobs.length };
}

export async function jobsOverview(on: Executor, table: string): Promise<JobsOverview[]> {
  const states = ['running', 'scheduled', 'queued', 'completed', 'failed', 'repeating'] as const;
  const rows = await on.select<Row & { name: string }>(
    `SELECT name, COUNT(*) AS total, COUNT(IF(disabled = 1, 1, NULL)) AS paused,
         ${states.map((state) => `COUNT(IF(state = '${state}', 1, NULL)) AS ${state}`).join(', ')}
       FROM (SELECT j.name, j.disabled, ${STATE} AS state FROM ${table} AS j) AS counted
       GROUP BY name ORDER BY name`,
  );
  return rows.map((row) => ({
    name: row.name,
    total: Number(row.total),
    paused: Number(row.paused),
    running: Number(row.running),
    scheduled: Number(row.scheduled),
    queued: Number(row.queued),
    completed: Number(row.completed),
    failed: Number(row.failed),
    repeating: Number(row.repeating),
  }));
}

export async function distinctJobNames(on: Executor, table: string): Promise<string[]> {
  const rows = await on.select<{ name: string }>(`SELECT DISTINCT name FROM ${table} ORDER BY name`);
  return rows.map((row) => row.name);
}

export async function countJobs(
  on: Executor,
  table: string,
  condition: string,
  values: SqlValue[],
): Promise<number> {
  const [row] = await on.select<{ total: number }>(
    `SELECT COUNT(*) AS total FROM ${table} AS j WHERE ${condition}`,
    values,
  );
  return Number(row?.total ?? 0);
}
