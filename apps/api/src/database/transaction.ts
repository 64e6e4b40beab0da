import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';

const ATTEMPTS = 6;
const DEADLOCK = 1213;
const LOCK_WAIT_TIMEOUT = 1205;
/** MariaDB from 11.6 on: a row has changed since this transaction's snapshot of it. */
const CHANGED_SINCE_READ = 1020;

export function isLockConflict(error: unknown): boolean {
  const errno =
    (error as { errno?: number }).errno ?? (error as { driverError?: { errno?: number } }).driverError?.errno;
  return errno === DEADLOCK || errno === LOCK_WAIT_TIMEOUT || errno === CHANGED_SINCE_READ;
}

/** The name of the unique key that refused a row, or null. */
export function duplicateKey(error: unknown): string | null {
  const driverError = (error as { driverError?: { errno?: number; sqlMessage?: string } }).driverError;
  if (driverError?.errno !== 1062) return null;
  return /for key '(?:[^'.]+\.)?([^']+)'/.exec(driverError.sqlMessage ?? '')?.[1] ?? '';
}

/**
 * Runs the work in a transaction of its own. The server has already rolled back the victim of a deadlock, so the only
 * sound retry is the whole work from BEGIN; the jitter keeps two victims from meeting again.
 */
export async function inTransaction<T>(
  { dataSource, log }: { dataSource: DataSource; log: Logger },
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.transaction('READ COMMITTED', work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isLockConflict(error)) throw error;
      log.debug({ attempt }, 'lock conflict, starting the transaction again');
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}
