import { setTimeout as pause } from 'node:timers/promises';
import type { Services } from '../../context.js';
import { isLockConflict } from '../../database/transaction.js';
import { isUnavailable } from '../../database/unavailable.js';

const RETRY_MAX_MS = 2_000;

/** For what this process alone knows, and must not forget: it is written however long the database stays away. */
export async function outlastOutage<T>({ log }: Pick<Services, 'log'>, write: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isUnavailable(error) && !isLockConflict(error)) throw error;
      if (attempt === 0) log.error({ error }, 'what became of mails waits for the database');
      await pause(Math.min(50 * 2 ** attempt, RETRY_MAX_MS));
    }
  }
}
