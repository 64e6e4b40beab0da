import type { ResultSetHeader, RowDataPacket } from 'mysql2';
import type { Connection as PromiseConnection, Pool as PromisePool } from 'mysql2/promise';
import { createPool, type PoolOptions } from 'mysql2/promise';
import { isConflict, isOutage } from './errors.js';
import type { MysqlBackendOptions, MysqlConnection, MysqlPool } from './options.js';

export type SqlValue = string | number | null;
export type Row = Record<string, string | number | null>;

/** What runs statements: the pool, with retries, or a connection of the caller, without. */
export interface Executor {
  select<R extends Row>(sql: string, values?: SqlValue[]): Promise<R[]>;
  change(sql: string, values?: SqlValue[]): Promise<ResultSetHeader>;
}

interface RetryBudget {
  /** Milliseconds during which an outage is waited out. */
  outage: number;
}

const CONFLICT_ATTEMPTS = 20;

export class Database implements Executor {
  readonly ownsPool: boolean;
  private pool: PromisePool;
  private ended = false;
  private readonly retryFor: number;
  private readonly poolOptions: PoolOptions | undefined;

  constructor(options: MysqlBackendOptions) {
    this.retryFor = options.retryFor ?? 15_000;
    this.ownsPool = !options.pool;
    if (options.pool) {
      this.pool = asPromisePool(options.pool);
    } else if (options.uri || options.options) {
      this.poolOptions = { ...options.options, ...(options.uri ? { uri: options.uri } : {}) };
      this.pool = createPool(this.poolOptions);
    } else {
      throw new TypeError('MysqlBackend needs a pool, a uri or options');
    }
  }

  /** A pool of our own that was ended is made anew, so that a stopped Agenda can be started again. */
  reopen(): void {
    if (this.ended && this.poolOptions) {
      this.pool = createPool(this.poolOptions);
      this.ended = false;
    }
  }

  async end(): Promise<void> {
    if (this.ownsPool && !this.ended) {
      this.ended = true;
      await this.pool.end();
    }
  }

  get isEnded(): boolean {
    return this.ended;
  }

  select<R extends Row>(sql: string, values: SqlValue[] = []): Promise<R[]> {
    return this.retrying(() => select<R>(this.pool, sql, values));
  }

  change(sql: string, values: SqlValue[] = []): Promise<ResultSetHeader> {
    return this.retrying(() => change(this.pool, sql, values));
  }

  /** Without a retry of its own, for use within `retrying`. */
  selectOnce<R extends Row>(sql: string, values: SqlValue[] = []): Promise<R[]> {
    return select<R>(this.pool, sql, values);
  }

  changeOnce(sql: string, values: SqlValue[] = []): Promise<ResultSetHeader> {
    return change(this.pool, sql, values);
  }

  /** DDL has no parameters and not every server version prepares it. */
  async define(sql: string): Promise<void> {
    await this.retrying(() => this.pool.query(sql));
  }

  /** Runs `work` again, from its start, after a conflict, or after an outage while the budget lasts. */
  async retrying<T>(
    work: (attempt: number) => Promise<T>,
    budget: RetryBudget = { outage: this.retryFor },
  ): Promise<T> {
    const deadline = Date.now() + budget.outage;
    for (let attempt = 0, conflicts = 0; ; attempt += 1) {
      try {
        return await work(attempt);
      } catch (error) {
        if (isConflict(error)) {
          conflicts += 1;
          if (conflicts >= CONFLICT_ATTEMPTS) {
            throw error;
          }
        } else if (!isOutage(error) || this.ended || Date.now() >= deadline) {
          throw error;
        }
        await pause(attempt);
      }
    }
  }
}

/** A connection of the caller: its transaction is the caller's to restart, so every error goes straight back. */
export function boundTo(connection: MysqlConnection): Executor {
  const promised = asPromiseConnection(connection);
  return {
    select: (sql, values = []) => select(promised, sql, values),
    change: (sql, values = []) => change(promised, sql, values),
  };
}

type Target = PromisePool | PromiseConnection;

// Prepared statements, because client-side escaping is not safe under NO_BACKSLASH_ESCAPES, and the shape of the
// rows is stated, because the pool may have been made with options of its own.
const SHAPE = { rowsAsArray: false, nestTables: false, namedPlaceholders: false } as const;

async function select<R extends Row>(target: Target, sql: string, values: SqlValue[]): Promise<R[]> {
  const [rows] = await target.execute<RowDataPacket[]>({ sql, values, ...SHAPE, ...plainCast(target) });
  return rows as unknown as R[];
}

async function change(target: Target, sql: string, values: SqlValue[]): Promise<ResultSetHeader> {
  const [result] = await target.execute<ResultSetHeader>({ sql, values, ...SHAPE });
  return result;
}

interface Configured {
  pool?: { config?: { connectionConfig?: { typeCast?: unknown } } };
  connection?: { config?: { typeCast?: unknown } };
}

/** Only another function overrules a pool's own cast of types; without one the driver is quicker by itself. */
function plainCast(target: Target): { typeCast?: (field: unknown, next: () => unknown) => unknown } {
  const { pool, connection } = target as Configured;
  const custom = pool?.config?.connectionConfig?.typeCast ?? connection?.config?.typeCast;
  return typeof custom === 'function' ? { typeCast: (_field, next) => next() } : {};
}

/** Full jitter, so that workers that met do not meet again. */
function pause(attempt: number): Promise<void> {
  const ceiling = Math.min(1000, 20 * 2 ** Math.min(attempt, 10));
  return new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * ceiling));
}

function asPromisePool(pool: MysqlPool): PromisePool {
  // Only the callback kind has promise().
  return 'promise' in pool && typeof pool.promise === 'function' ? pool.promise() : (pool as PromisePool);
}

function asPromiseConnection(connection: MysqlConnection): PromiseConnection {
  return 'promise' in connection && typeof connection.promise === 'function'
    ? connection.promise()
    : (connection as PromiseConnection);
}
