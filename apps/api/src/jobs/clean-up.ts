import type { Services } from '../context.js';
import { inTransaction } from '../database/transaction.js';
import type { SweepOptions } from '../invitations/sweeps/expire-due.js';

const BATCH = 1000;

/**
 * What nobody needs any more, in the order in which it may go: table, key and condition, and by which index it is removed. Mails
 * hold addresses, and what became of them stays with the invitation.
 */
const OUTLIVED: readonly [table: string, key: string, condition: string, index?: string][] = [
  [
    'mails',
    'id',
    `state IN ('SENT', 'BOUNCED', 'FAILED', 'UNKNOWN') AND next_attempt_at < NOW(3) - INTERVAL 180 DAY`,
  ],
  ['sessions', 'id', 'expires_at < NOW(3) - INTERVAL 1 DAY'],
  ['registrations', 'id', `status = 'MAILED' AND expires_at < NOW(3) - INTERVAL 7 DAY`],
  ['registrations', 'id', `status = 'DECLINED' AND expires_at < NOW(3) - INTERVAL 180 DAY`],
  ['organization_starts', 'id', 'expires_at < NOW(3) - INTERVAL 7 DAY'],
  ['idempotency_keys', 'id', 'created_at < NOW(3) - INTERVAL 2 DAY'],
  ['mail_turns', 'whose', 'used_on < CURRENT_DATE - INTERVAL 1 DAY'],
  ['api_key_secrets', 'hash', 'valid_until < NOW(3) - INTERVAL 1 DAY'],
  ['verifications', 'id', 'expires_at < NOW(3) - INTERVAL 1 DAY'],
  // Milliseconds, by the clock of whoever counted; no limit looks back so far.
  // Removed by the key by which they are counted: whoever counts locks that first, and then the row.
  ['rate_limits', '`key`', 'last_request < (UNIX_TIMESTAMP() - 2 * 86400) * 1000', 'uq_rate_limits_key'],
];

/** @returns how many rows went */
export async function cleanUp(
  services: Pick<Services, 'dataSource' | 'log'>,
  { signal, afterBatch }: SweepOptions = {},
): Promise<number> {
  let gone = 0;
  for (const [table, key, condition, index = 'PRIMARY'] of OUTLIVED)
    while (!signal?.aborted) {
      // Looked for without a lock: a statement that looks and removes waits for every row on its way, and deadlocks with a
      // sign-in that has just written one and waits for its old one to go.
      const rows = await services.dataSource.query<{ id: string }[]>(
        `SELECT ${key} AS id FROM ${table} WHERE ${condition} LIMIT ${BATCH}`,
      );
      if (rows.length === 0) break;
      const { affectedRows } = await inTransaction(services, (manager) =>
        manager.query<{ affectedRows: number }>(
          `DELETE o FROM ${table} AS o FORCE INDEX (${index}) WHERE o.${key} IN (?) AND ${condition}`,
          [rows.map(({ id }) => id)],
        ),
      );
      gone += affectedRows;
      if (rows.length < BATCH) break;
      await afterBatch?.();
    }
  return gone;
}
