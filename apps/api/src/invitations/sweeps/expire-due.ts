import { uuidv7 } from 'uuidv7';
import type { Services } from '../../context.js';
import { inTransaction } from '../../database/transaction.js';

export interface SweepOptions {
  signal?: AbortSignal;
  /** Called between batches, by a job that has to say that it is still alive. */
  afterBatch?: () => Promise<void>;
}

/** Few enough to hold their locks for some tens of milliseconds only. */
const BATCH = 1000;
/** One core of the server a lane. */
const LANES = 2;

interface DueRow {
  id: string;
  organization_id: string;
  expires_at: Date;
}

/**
 * Puts on record that invitations have expired. They and their clients count as expired from the very millisecond on, by
 * the clock alone, so nothing that lists are made of has to move here. Several processes may sweep at once.
 * @returns how many
 */
export async function expireDue(
  services: Pick<Services, 'dataSource' | 'log'>,
  { signal, afterBatch }: SweepOptions = {},
): Promise<number> {
  const lane = async (): Promise<number> => {
    let expired = 0;
    for (let from = new Date(0); !signal?.aborted; ) {
      const due = await expireBatch(services, from);
      expired += due.length;
      if (due.length < BATCH) break;
      from = due.at(-1)?.expires_at ?? from;
      await afterBatch?.();
    }
    return expired;
  };
  const counts = await Promise.all(Array.from({ length: LANES }, lane));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** @param from where the batch before ended: what it moved lies in the index as rubbish that each batch would read through again */
function expireBatch(services: Pick<Services, 'dataSource' | 'log'>, from: Date): Promise<DueRow[]> {
  return inTransaction(services, async (manager) => {
    const due = await manager.query<DueRow[]>(
      `SELECT id, organization_id, expires_at FROM invitations FORCE INDEX (ix_invitations_due_expiry)
        WHERE status = 'PENDING' AND expiry_recorded = 0 AND expires_at >= ? AND expires_at <= NOW(3)
        ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [from],
    );
    if (due.length === 0) return due;
    await manager.query(
      'UPDATE invitations SET expiry_recorded = 1, next_reminder_at = NULL, updated_at = NOW(3) WHERE id IN (?)',
      [due.map((row) => row.id)],
    );
    await manager.query('INSERT INTO invitation_events (id, organization_id, invitation_id, type) VALUES ?', [
      due.map((row) => [uuidv7(), row.organization_id, row.id, 'EXPIRED']),
    ]);
    return due;
  });
}
