import type { Connection, Pool, PoolOptions } from 'mysql2';
import type { Connection as PromiseConnection, Pool as PromisePool } from 'mysql2/promise';

/** A `mysql2` pool, of the callback or of the promise kind. */
export type MysqlPool = Pool | PromisePool;

/** A `mysql2` connection, of the callback or of the promise kind, plain or taken from a pool. */
export type MysqlConnection = Connection | PromiseConnection;

export interface MysqlBackendOptions {
  /** A pool of yours. The backend never ends it. */
  pool?: MysqlPool;
  /** `mysql://user:password@host:port/database`; the backend makes and ends its own pool. */
  uri?: string;
  /** `mysql2` pool options; the backend makes and ends its own pool. */
  options?: PoolOptions;
  /** The table of the jobs. Default `agenda_jobs`. */
  tableName?: string;
  /** The table of the log, written only when Agenda's `logging` is on. Default `agenda_logs`. */
  logTableName?: string;
  /** Create missing tables when connecting. Default `true`; with `false` run `schemaStatements()` yourself. */
  ensureSchema?: boolean;
  /** Wake workers when a job is saved. Default `true`; `false` leaves everything to Agenda's `processEvery`. */
  notifications?: boolean;
  /**
   * How often, in milliseconds, to look for jobs that other processes have made due, in one cheap statement.
   * Default 1000. `0` leaves that to Agenda's own `processEvery`.
   */
  pollInterval?: number;
  /**
   * Keep renewing the lock of a job that waits in this process's queue until it starts, so that a queue longer than
   * the lock's life does not make a job run twice. Default `true`.
   */
  keepQueuedLocks?: boolean;
  /** How long, in milliseconds, a statement is tried again while the database is away. Default 15000. */
  retryFor?: number;
}
