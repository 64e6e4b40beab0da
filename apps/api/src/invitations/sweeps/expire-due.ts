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
/** The time goes into the indexes that move with the status, on one core of the server a lane. */
const LANES = 2;

interface DueRow {
  id: string;
  organization_id: string;
  client_id: string;
}

/**
 * R89: writes down that invitations have expired. They count as expired from the very millisecond on, swept or not: this makes
 * lists that filter by status cheap, and puts it on record. Several processes may sweep at once.
 * @returns how many
 */
export async function expireDue(
  services: Pick<Services, 'dataSource' | 'log'>,
  { signal, afterBatch }: SweepOptions = {},
): Promise<number> {
  const lane = async (): Promise<number> => {
    let expired = 0;
    while (!signal?.aborted) {
      const count = await expireBatch(services);
      expired += count;
      if (count < BATCH) break;
      await afterBatch?.();
    }
    return expired;
  };
  const counts = await Promise.all(Array.from({ length: LANES }, lane));
  return counts.reduce((sum, count) => sum + count, 0);
}

function expireBatch(services: Pick<Services, 'dataSource' | 'log'>): Promise<number> {
  return inTransaction(services, async (manager) => {
    const due = await manager.query<DueRow[]>(
      `SELECT id, organization_id, client_id FROM invitations
        WHERE status = 'PENDING' AND expires_at <= NOW(3) ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    );
    if (due.length === 0) return 0;
    const ids = due.map((row) => row.id);
    await manager.query(
      `UPDATE invitations SET status = 'EXPIRED', next_reminder_at = NULL, updated_at = NOW(3) WHERE id IN (?)`,
      [ids],
    );
    await manager.query(
      `UPDATE clients SET status = 'INVITE_EXPIRED', updated_at = NOW(3) WHERE id IN (?) AND status = 'INVITE_PENDING'`,
      [due.map((row) => row.client_id)],
    );
    await manager.query('INSERT INTO invitation_events (id, organization_id, invitation_id, type) VALUES ?', [
      due.map((row) => [uuidv7(), row.organization_id, row.id, 'EXPIRED']),
    ]);
    return due.length;
  });
}
