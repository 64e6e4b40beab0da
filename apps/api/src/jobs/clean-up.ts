import type { Services } from '../context.js';
import type { SweepOptions } from '../invitations/sweeps/expire-due.js';

const BATCH = 1000;

/**
 * What nobody needs any more, in the order in which it may go. Mails hold addresses, and what became of them stays with the
 * invitation.
 */
const OUTLIVED = [
  `DELETE FROM mails WHERE state IN ('SENT', 'BOUNCED', 'FAILED', 'UNKNOWN') AND next_attempt_at < NOW(3) - INTERVAL 180 DAY LIMIT ${BATCH}`,
  `DELETE FROM sessions WHERE expires_at < NOW(3) - INTERVAL 1 DAY LIMIT ${BATCH}`,
  `DELETE FROM registrations WHERE status = 'MAILED' AND expires_at < NOW(3) - INTERVAL 7 DAY LIMIT ${BATCH}`,
  `DELETE FROM registrations WHERE status = 'DECLINED' AND expires_at < NOW(3) - INTERVAL 180 DAY LIMIT ${BATCH}`,
  `DELETE FROM organization_starts WHERE expires_at < NOW(3) - INTERVAL 7 DAY LIMIT ${BATCH}`,
  `DELETE FROM idempotency_keys WHERE created_at < NOW(3) - INTERVAL 2 DAY LIMIT ${BATCH}`,
  `DELETE FROM mail_turns WHERE used_on < CURRENT_DATE - INTERVAL 1 DAY LIMIT ${BATCH}`,
  `DELETE FROM api_key_secrets WHERE valid_until < NOW(3) - INTERVAL 1 DAY LIMIT ${BATCH}`,
  `DELETE FROM verifications WHERE expires_at < NOW(3) - INTERVAL 1 DAY LIMIT ${BATCH}`,
  // Milliseconds, by the clock of whoever counted; no limit looks back so far.
  `DELETE FROM rate_limits WHERE last_request < (UNIX_TIMESTAMP() - 2 * 86400) * 1000 LIMIT ${BATCH}`,
];

/** @returns how many rows went */
export async function cleanUp(
  { dataSource }: Pick<Services, 'dataSource'>,
  { signal, afterBatch }: SweepOptions = {},
): Promise<number> {
  let gone = 0;
  for (const statement of OUTLIVED)
    while (!signal?.aborted) {
      const { affectedRows } = await dataSource.query<{ affectedRows: number }>(statement);
      gone += affectedRows;
      if (affectedRows < BATCH) break;
      await afterBatch?.();
    }
  return gone;
}
