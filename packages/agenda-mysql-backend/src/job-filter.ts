import type { JobState, JobsQueryOptions, JobsSort, RemoveJobsOptions } from 'agenda';
import type { SqlValue } from './database.js';
import { toSqlJson } from './job-row.js';

export interface Condition {
  sql: string;
  values: SqlValue[];
}

/** The state of a job as Agenda computes it, by the database's clock. */
export const STATE = `CASE
  WHEN j.locked_at IS NOT NULL THEN 'running'
  WHEN j.failed_at IS NOT NULL AND (j.last_finished_at IS NULL OR j.failed_at >= j.last_finished_at) THEN 'failed'
  WHEN j.repeat_interval IS NOT NULL THEN 'repeating'
  WHEN j.next_run_at > UTC_TIMESTAMP(3) THEN 'scheduled'
  WHEN j.next_run_at IS NOT NULL THEN 'queued'
  ELSE 'completed' END`;

const NOTHING: Condition = { sql: 'FALSE', values: [] };

/** What a query asks for, as a condition. */
export function queryCondition(options: JobsQueryOptions): Condition {
  const conditions: Condition[] = [];
  if (options.name) {
    conditions.push(equals('j.name', options.name));
  } else if (options.names?.length) {
    conditions.push(oneOf('j.name', options.names));
  }
  if (options.id) {
    conditions.push(equals('j.id', options.id));
  } else if (options.ids?.length) {
    conditions.push(oneOf('j.id', options.ids));
  }
  if (options.search) {
    conditions.push({
      // The column compares byte by byte; a search does not care for case.
      sql: "j.name COLLATE utf8mb4_general_ci LIKE ? ESCAPE '!'",
      values: [`%${options.search.replace(/[!%_]/g, '!$&')}%`],
    });
  }
  if (options.data !== undefined) {
    conditions.push(containing(options.data));
  }
  if (options.includeDisabled === false) {
    conditions.push({ sql: 'j.disabled = 0', values: [] });
  }
  if (options.state) {
    conditions.push(inState(options.state));
  }
  return all(conditions) ?? { sql: 'TRUE', values: [] };
}

/**
 * What is to be removed, disabled or enabled; `undefined` when nothing is named, and then nothing is done. An empty
 * list of ids or names names nothing: to fall back on the remaining selectors would remove more than was asked.
 */
export function selectionCondition(options: RemoveJobsOptions): Condition | undefined {
  const conditions: Condition[] = [];
  if (options.id) {
    conditions.push(equals('j.id', options.id));
  } else if (options.ids) {
    conditions.push(oneOf('j.id', options.ids));
  }
  if (options.name) {
    conditions.push(equals('j.name', options.name));
  } else if (options.names) {
    conditions.push(oneOf('j.name', options.names));
  } else if (options.notNames) {
    const { sql, values } = oneOf('j.name', options.notNames);
    conditions.push(options.notNames.length ? { sql: `NOT (${sql})`, values } : NOTHING);
  }
  if (options.data !== undefined) {
    conditions.push(containing(options.data));
  }
  return all(conditions);
}

const SORT_COLUMNS = {
  nextRunAt: 'j.next_run_at',
  lastRunAt: 'j.last_run_at',
  lastFinishedAt: 'j.last_finished_at',
  priority: 'j.priority',
  name: 'j.name',
  data: 'CAST(j.data AS CHAR)',
} as const satisfies Record<keyof JobsSort, string>;

/** Jobs without a value come last in either direction; the row number makes pages stable. */
export function orderBy(sort: JobsSort | undefined): string {
  const given = Object.keys(SORT_COLUMNS).filter(
    (key) => sort?.[key as keyof JobsSort] !== undefined,
  ) as (keyof JobsSort)[];
  const keys: JobsSort = given.length ? (sort as JobsSort) : { nextRunAt: 'desc', lastRunAt: 'desc' };
  // The order of the caller's keys is the order of the sort.
  const parts = (Object.keys(keys) as (keyof JobsSort)[])
    .filter((key) => SORT_COLUMNS[key] && keys[key] !== undefined)
    .map(
      (key) => `${SORT_COLUMNS[key]} IS NULL, ${SORT_COLUMNS[key]} ${keys[key] === 'asc' ? 'ASC' : 'DESC'}`,
    );
  return [...parts, 'j.row_no ASC'].join(', ');
}

/** Matches the fields of `unique`: `data.…` by path, everything else by column. */
export function uniqueCondition(name: string, unique: Record<string, unknown>): Condition {
  const conditions = [equals('j.name', name)];
  for (const [key, value] of Object.entries(unique)) {
    conditions.push(uniqueField(key, value));
  }
  return all(conditions) as Condition;
}

const UNIQUE_COLUMNS: Record<string, string> = {
  _id: 'j.id',
  name: 'j.name',
  type: 'j.type',
  priority: 'j.priority',
  repeatInterval: 'j.repeat_interval',
  repeatTimezone: 'j.repeat_timezone',
  repeatAt: 'j.repeat_at',
  disabled: 'j.disabled',
  fork: 'j.fork',
  nextRunAt: 'j.next_run_at',
  lastRunAt: 'j.last_run_at',
  lastFinishedAt: 'j.last_finished_at',
  lockedAt: 'j.locked_at',
  failedAt: 'j.failed_at',
  startDate: 'j.start_date',
  endDate: 'j.end_date',
  failCount: 'j.fail_count',
  failReason: 'j.fail_reason',
  progress: 'j.progress',
  lastModifiedBy: 'j.last_modified_by',
};

function uniqueField(key: string, value: unknown): Condition {
  if (key === 'data' || key.startsWith('data.')) {
    return sameJson(jsonPath(key), value);
  }
  const column = UNIQUE_COLUMNS[key];
  if (!column) {
    throw new TypeError(`unique: "${key}" is neither data, a path in data nor a field of a job`);
  }
  return { sql: `${column} <=> ?`, values: [toSqlScalar(value)] };
}

function toSqlScalar(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 23).replace('T', ' ');
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : String(value);
}

/** `data.items.0.id` as `$."items"[0]."id"`: every name quoted, so that none can end the path early. */
function jsonPath(key: string): string {
  const [, ...names] = key.split('.');
  return `$${names
    .map((name) => (/^\d+$/.test(name) ? `[${name}]` : `."${name.replace(/[\\"]/g, '\\$&')}"`))
    .join('')}`;
}

/** Neither server can compare JSON the way the other can; that each contains the other, both can say. */
function sameJson(path: string, value: unknown): Condition {
  if (value === null || value === undefined) {
    return {
      sql: "COALESCE(JSON_TYPE(JSON_EXTRACT(j.data, ?)), 'NULL') = 'NULL'",
      values: [path],
    };
  }
  const json = toSqlJson(value);
  return {
    sql: 'JSON_CONTAINS(JSON_EXTRACT(j.data, ?), ?) AND JSON_CONTAINS(?, JSON_EXTRACT(j.data, ?))',
    values: [path, json, json, path],
  };
}

function containing(data: unknown): Condition {
  return { sql: 'JSON_CONTAINS(j.data, ?)', values: [toSqlJson(data)] };
}

function equals(column: string, value: unknown): Condition {
  // As text: a number would match every name that does not begin with a digit.
  return { sql: `${column} = ?`, values: [String(value)] };
}

function oneOf(column: string, list: readonly unknown[]): Condition {
  if (list.length === 0) {
    return NOTHING;
  }
  // Filled up to a power of two, so that lists of any length share few prepared statements.
  const size = 2 ** Math.ceil(Math.log2(list.length));
  const values = Array.from({ length: size }, (_, index) => String(list[Math.min(index, list.length - 1)]));
  return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, values };
}

function inState(state: JobState): Condition {
  return state === 'paused'
    ? { sql: 'j.disabled = 1', values: [] }
    : { sql: `${STATE} = ?`, values: [state] };
}

function all(conditions: Condition[]): Condition | undefined {
  if (conditions.length === 0) {
    return undefined;
  }
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}
