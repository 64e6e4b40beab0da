import type { Services } from '../context.js';
import { inTransaction } from '../database/transaction.js';

/** Further ahead than its interval and the longest wait after a failure no job is ever due. */
const PUT_OFF_MAX = 2 * 60_000;

/**
 * The next time is worked out by a process, whose clock may have been a day ahead for a moment: without this, nothing would
 * be swept until then, whatever is restarted.
 */
export async function bringForward(
  services: Pick<Services, 'dataSource' | 'log'>,
  intervals: ReadonlyMap<string, number>,
): Promise<void> {
  for (const [name, interval] of intervals) {
    const tooFar = (interval + PUT_OFF_MAX) * 1000;
    // Looked for without a lock and changed by primary key, as Agenda writes the state of a job that runs: found and locked by
    // its name, a job would meet that from the other side, and the deadlock would keep a process from starting.
    const putOff = await services.dataSource.query<{ row_no: number }[]>(
      `SELECT row_no FROM agenda_jobs WHERE name = ? AND ${PUT_OFF}`,
      [name, tooFar],
    );
    if (putOff.length === 0) continue;
    await inTransaction(services, (manager) =>
      manager.query(
        `UPDATE agenda_jobs FORCE INDEX (PRIMARY) SET next_run_at = NOW(3) WHERE row_no IN (?) AND ${PUT_OFF}`,
        [putOff.map(({ row_no }) => row_no), tooFar],
      ),
    );
  }
}

const PUT_OFF = 'locked_at IS NULL AND next_run_at > NOW(3) + INTERVAL ? MICROSECOND';
