import type { JobId, JobParameters } from 'agenda';
import type { Row, SqlValue } from './database.js';

const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Every column is read as text or number, so that neither the zone of the session nor the type casts, date or JSON
 * options of a foreign pool can change what arrives.
 */
export const JOB_COLUMNS = [
  'j.row_no, j.id, j.name, j.type, j.priority, j.fail_count, j.fail_reason, j.repeat_interval, j.repeat_timezone',
  'j.repeat_at, j.skip_days, j.disabled, j.fork, j.progress, j.last_modified_by, j.lock_token',
  'CAST(j.version AS CHAR) AS version',
  'CAST(j.data AS CHAR) AS data',
  ...[
    'next_run_at',
    'locked_at',
    'last_run_at',
    'last_finished_at',
    'failed_at',
    'start_date',
    'end_date',
    'debounce_started_at',
  ].map((column) => `CAST(j.${column} AS CHAR) AS ${column}`),
].join(', ');

export interface JobRow extends Row {
  row_no: number;
  id: string;
  name: string;
  type: string;
  priority: number;
  next_run_at: string | null;
  locked_at: string | null;
  last_run_at: string | null;
  last_finished_at: string | null;
  failed_at: string | null;
  fail_count: number | null;
  fail_reason: string | null;
  repeat_interval: string | null;
  repeat_timezone: string | null;
  repeat_at: string | null;
  start_date: string | null;
  end_date: string | null;
  skip_days: string | null;
  data: string | null;
  disabled: number;
  fork: number;
  progress: number | null;
  debounce_started_at: string | null;
  last_modified_by: string | null;
  lock_token: string | null;
  version: string;
}

export function jobFromRow<DATA>(row: JobRow): JobParameters<DATA> & { _id: JobId } {
  return {
    _id: row.id as JobId,
    name: row.name,
    type: row.type === 'single' ? 'single' : 'normal',
    priority: row.priority,
    nextRunAt: fromSqlDate(row.next_run_at) ?? null,
    lockedAt: fromSqlDate(row.locked_at),
    lastRunAt: fromSqlDate(row.last_run_at),
    lastFinishedAt: fromSqlDate(row.last_finished_at),
    failedAt: fromSqlDate(row.failed_at),
    failCount: row.fail_count ?? undefined,
    failReason: row.fail_reason ?? undefined,
    repeatInterval: fromRepeatInterval(row.repeat_interval),
    repeatTimezone: row.repeat_timezone ?? undefined,
    repeatAt: row.repeat_at ?? undefined,
    startDate: fromSqlDate(row.start_date),
    endDate: fromSqlDate(row.end_date),
    skipDays: row.skip_days ? row.skip_days.split(',').map(Number) : undefined,
    data: (row.data === null ? undefined : JSON.parse(row.data)) as DATA,
    disabled: Boolean(row.disabled),
    fork: Boolean(row.fork),
    progress: row.progress ?? undefined,
    debounceStartedAt: fromSqlDate(row.debounce_started_at),
    lastModifiedBy: row.last_modified_by ?? undefined,
  };
}

/** The columns a user's save writes, in the order of `savedValues`. */
export const SAVED_COLUMNS = [
  'name',
  'type',
  'priority',
  'next_run_at',
  'repeat_interval',
  'repeat_timezone',
  'repeat_at',
  'start_date',
  'end_date',
  'skip_days',
  'data',
  'disabled',
  'fork',
  'debounce_started_at',
  'last_modified_by',
] as const;

export function savedValues(
  job: JobParameters<unknown>,
  nextRunAt: Date | null,
  debounceStartedAt: Date | null,
  lastModifiedBy: string | undefined,
): SqlValue[] {
  return [
    job.name,
    job.type === 'single' ? 'single' : 'normal',
    job.priority ?? 0,
    toSqlDate(nextRunAt),
    // 0 and '' are no interval, to Agenda as well.
    job.repeatInterval ? String(job.repeatInterval) : null,
    job.repeatTimezone || null,
    job.repeatAt || null,
    toSqlDate(job.startDate),
    toSqlDate(job.endDate),
    job.skipDays?.length ? job.skipDays.join(',') : null,
    toSqlJson(job.data),
    job.disabled ? 1 : 0,
    job.fork ? 1 : 0,
    toSqlDate(debounceStartedAt),
    lastModifiedBy || null,
  ];
}

/** What the job processor manages; written by a user's save only where the caller gives it, as an import does. */
export function processorValues(job: JobParameters<unknown>): [column: string, value: SqlValue][] {
  const given: [string, SqlValue][] = [];
  if ('lastRunAt' in job) given.push(['last_run_at', toSqlDate(job.lastRunAt)]);
  if ('lastFinishedAt' in job) given.push(['last_finished_at', toSqlDate(job.lastFinishedAt)]);
  if ('failedAt' in job) given.push(['failed_at', toSqlDate(job.failedAt)]);
  if ('failCount' in job) given.push(['fail_count', job.failCount ?? null]);
  if ('failReason' in job) given.push(['fail_reason', toSqlText(job.failReason)]);
  if ('progress' in job) given.push(['progress', job.progress ?? null]);
  return given;
}

export function toSqlDate(date: Date | string | number | null | undefined): string | null {
  if (date === null || date === undefined) {
    return null;
  }
  const instant = date instanceof Date ? date : new Date(date);
  // DATETIME ends with the year 9999; "never" is often written as a date beyond.
  const within = new Date(Math.min(Math.max(instant.getTime(), EARLIEST), LATEST));
  return within.toISOString().slice(0, 23).replace('T', ' ');
}

export function fromSqlDate(text: string | null): Date | undefined {
  return text === null ? undefined : new Date(`${text.replace(' ', 'T')}Z`);
}

export function toSqlJson(value: unknown): string | null {
  return JSON.stringify(value) ?? null;
}

/** A reason longer than its column would make the save itself fail. */
export function toSqlText(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : String(text).slice(0, 1_000_000);
}

/** Agenda takes milliseconds as a number and everything else as text; the column is text. */
function fromRepeatInterval(text: string | null): string | number | undefined {
  if (text === null) {
    return undefined;
  }
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
