import { randomBytes } from 'node:crypto';
import { Agenda, type AgendaOptions, type JobParameters } from 'agenda';
import { createPool, type Pool, type PoolOptions, type RowDataPacket } from 'mysql2/promise';
import { inject, onTestFinished } from 'vitest';
import { MysqlBackend, type MysqlBackendOptions } from '../src/index.js';

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `check` gives something, or says what it waited for. */
export async function until<T>(
  what: string,
  check: () => Promise<T | undefined | false> | T | undefined | false,
  patience = 30_000,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = await check();
    if (found) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`waited ${patience} ms for ${what}`);
    }
    await sleep(10);
  }
}

export function makePool(options: PoolOptions = {}): Pool {
  const pool = createPool({ uri: inject('databaseUrl'), ...options });
  onTestFinished(() => pool.end());
  return pool;
}

export function freshTableName(): string {
  return `jobs_${randomBytes(6).toString('hex')}`;
}

export interface Bench {
  pool: Pool;
  tableName: string;
  backend: MysqlBackend;
  /** One more backend on the same table, as another process would have. */
  another(options?: Partial<MysqlBackendOptions>): Promise<MysqlBackend>;
  agenda(options?: Partial<AgendaOptions>, backend?: MysqlBackend): Promise<Agenda>;
  sql<R = Record<string, unknown>>(statement: string, values?: (string | number | null)[]): Promise<R[]>;
}

/** A table of the test's own, with a backend on it. */
export async function bench(options: Partial<MysqlBackendOptions> = {}): Promise<Bench> {
  const pool = makePool();
  const tableName = freshTableName();
  const make = async (more: Partial<MysqlBackendOptions> = {}) => {
    const backend = new MysqlBackend({
      ...(more.uri || more.options ? {} : { pool }),
      tableName,
      logTableName: `${tableName}_logs`,
      ...options,
      ...more,
    });
    await backend.connect();
    onTestFinished(() => backend.disconnect());
    return backend;
  };
  const backend = await make();
  return {
    pool,
    tableName,
    backend,
    another: make,
    async agenda(more = {}, on = backend) {
      const agenda = new Agenda({ backend: on, processEvery: 100, ...more });
      await agenda.ready;
      onTestFinished(() => agenda.stop());
      return agenda;
    },
    async sql<R>(statement: string, values: (string | number | null)[] = []) {
      const [rows] = await pool.query<RowDataPacket[]>(statement.replaceAll('$jobs', tableName), values);
      return rows as R[];
    },
  };
}

export function jobNamed(name: string, more: Partial<JobParameters<unknown>> = {}): JobParameters<unknown> {
  return { name, type: 'normal', priority: 0, nextRunAt: new Date(), data: undefined, ...more };
}

/** Asks for the next job as Agenda does. */
export function claim(
  backend: MysqlBackend,
  name: string,
  { horizon = 0, lifetime = 600_000 }: { horizon?: number; lifetime?: number } = {},
): Promise<JobParameters | undefined> {
  const now = Date.now();
  return backend.repository.getNextJobToRun(name, new Date(now + horizon), new Date(now - lifetime));
}
