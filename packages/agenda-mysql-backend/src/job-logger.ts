import type { JobLogEntry, JobLogEvent, JobLogger, JobLogQuery, JobLogQueryResult, LogLevel } from 'agenda';
import type { Database, Row, SqlValue } from './database.js';
import { fromSqlDate, toSqlDate, toSqlJson, toSqlText } from './job-row.js';

type NewEntry = Omit<JobLogEntry, '_id'>;

interface Pending {
  entry: NewEntry;
  resolve: () => void;
  reject: (error: unknown) => void;
}

interface LogRow extends Row {
  id: string;
  logged_at: string;
  level: string;
  event: string;
  job_id: string | null;
  job_name: string;
  message: string;
  duration: number | null;
  error: string | null;
  fail_count: number | null;
  retry_delay: number | null;
  retry_attempt: number | null;
  agenda_name: string | null;
  meta: string | null;
}

const COLUMNS = [
  'logged_at',
  'level',
  'event',
  'job_id',
  'job_name',
  'message',
  'duration',
  'error',
  'fail_count',
  'retry_delay',
  'retry_attempt',
  'agenda_name',
  'meta',
] as const;

const BATCH = 128;

/** Writes the events of jobs to a table. What is logged while a statement is under way goes into the next one. */
export class MysqlJobLogger implements JobLogger {
  private pending: Pending[] = [];
  private writing = false;
  private prepared: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly table: string,
    private readonly prepareTable: () => Promise<void>,
  ) {}

  log(entry: NewEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pending.push({ entry, resolve, reject });
      void this.write();
    });
  }

  async getLogs(query: JobLogQuery = {}): Promise<JobLogQueryResult> {
    await this.prepare();
    const { sql, values } = condition(query);
    const direction = query.sort === 'asc' ? 'ASC' : 'DESC';
    const limit = Math.max(0, Math.trunc(query.limit ?? 50));
    const offset = Math.max(0, Math.trunc(query.offset ?? 0));
    const rows = await this.database.select<LogRow>(
      `SELECT CAST(l.id AS CHAR) AS id, CAST(l.logged_at AS CHAR) AS logged_at, l.level, l.event, l.job_id, l.job_name,
         l.message, l.duration, l.error, l.fail_count, l.retry_delay, l.retry_attempt, l.agenda_name,
         CAST(l.meta AS CHAR) AS meta
       FROM ${this.table} AS l WHERE ${sql}
       ORDER BY l.logged_at ${direction}, l.id ${direction} LIMIT ${limit} OFFSET ${offset}`,
      values,
    );
    const [count] = await this.database.select<{ total: number }>(
      `SELECT COUNT(*) AS total FROM ${this.table} AS l WHERE ${sql}`,
      values,
    );
    return { entries: rows.map(entryFromRow), total: Number(count?.total ?? 0) };
  }

  async clearLogs(query?: JobLogQuery): Promise<number> {
    await this.prepare();
    const { sql, values } = condition(query ?? {});
    let removed = 0;
    // In pieces, so that clearing years of entries holds no lock for long.
    for (;;) {
      const { affectedRows } = await this.database.change(
        `DELETE FROM ${this.table} WHERE ${sql.replaceAll('l.', '')} ORDER BY id LIMIT 5000`,
        values,
      );
      removed += affectedRows;
      if (affectedRows < 5000) {
        return removed;
      }
    }
  }

  private async write(): Promise<void> {
    if (this.writing) {
      return;
    }
    this.writing = true;
    // Everything that is logged in the same turn of the event loop shares a statement.
    await Promise.resolve();
    while (this.pending.length > 0) {
      const size = Math.min(BATCH, 2 ** Math.floor(Math.log2(this.pending.length)));
      const batch = this.pending.splice(0, size);
      try {
        await this.prepare();
        await this.insert(batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.writing = false;
  }

  private async insert(batch: Pending[]): Promise<void> {
    const marks = `(${COLUMNS.map(() => '?').join(', ')})`;
    await this.database.change(
      `INSERT INTO ${this.table} (${COLUMNS.join(', ')}) VALUES ${batch.map(() => marks).join(', ')}`,
      batch.flatMap(({ entry }) => valuesOf(entry)),
    );
  }

  private prepare(): Promise<void> {
    this.prepared ??= this.prepareTable().catch((error) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }
}

function valuesOf(entry: NewEntry): SqlValue[] {
  return [
    toSqlDate(entry.timestamp),
    entry.level,
    entry.event,
    entry.jobId ?? null,
    entry.jobName,
    toSqlText(entry.message) ?? '',
    entry.duration ?? null,
    toSqlText(entry.error),
    entry.failCount ?? null,
    entry.retryDelay ?? null,
    entry.retryAttempt ?? null,
    entry.agendaName ?? null,
    toSqlJson(entry.meta),
  ];
}

function entryFromRow(row: LogRow): JobLogEntry {
  return {
    _id: row.id,
    timestamp: fromSqlDate(row.logged_at) as Date,
    level: row.level as LogLevel,
    event: row.event as JobLogEvent,
    jobId: row.job_id ?? undefined,
    jobName: row.job_name,
    message: row.message,
    duration: row.duration ?? undefined,
    error: row.error ?? undefined,
    failCount: row.fail_count ?? undefined,
    retryDelay: row.retry_delay ?? undefined,
    retryAttempt: row.retry_attempt ?? undefined,
    agendaName: row.agenda_name ?? undefined,
    meta: row.meta === null ? undefined : (JSON.parse(row.meta) as Record<string, unknown>),
  };
}

function condition(query: JobLogQuery): { sql: string; values: SqlValue[] } {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  const add = (sql: string, ...given: SqlValue[]) => {
    parts.push(sql);
    values.push(...given);
  };
  const oneOf = (column: string, given: string | string[] | undefined) => {
    if (given === undefined || given.length === 0) return;
    const list = Array.isArray(given) ? given : [given];
    add(`${column} IN (${list.map(() => '?').join(', ')})`, ...list);
  };
  oneOf('l.job_id', query.jobId);
  oneOf('l.job_name', query.jobName);
  oneOf('l.level', query.level);
  oneOf('l.event', query.event);
  if (query.from) add('l.logged_at >= ?', toSqlDate(query.from));
  if (query.to) add('l.logged_at <= ?', toSqlDate(query.to));
  return { sql: parts.length ? parts.join(' AND ') : 'TRUE', values };
}
