import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Services } from '../../context.js';
import { inTransaction } from '../../database/transaction.js';
import { outlastOutage } from './outlast-outage.js';

export type Outbox = Pick<Services, 'dataSource' | 'log'>;

/** The right to send some mails, for as long as it is renewed; whoever claimed last holds the token that may record. */
export interface Lease {
  readonly token: string;
  readonly mailIds: readonly string[];
  /** By this process's monotonic clock, and earlier than the database's idea of it. */
  validUntil: number;
}

interface ClaimOptions {
  limit: number;
  leaseMs: number;
}

/** Mails that are due, marked as being sent. Workers that claim at the same time get different ones. */
export async function claimMails(outbox: Outbox, { limit, leaseMs }: ClaimOptions): Promise<Lease | null> {
  const token = uuidv7();
  const asked = performance.now();
  let mailIds: string[] = [];
  try {
    mailIds = await inTransaction(outbox, async (manager) => {
      mailIds = await claimDue(manager, token, { limit, leaseMs });
      return mailIds;
    });
  } catch (error) {
    // Perhaps only the answer to the commit was lost: then the mails are claimed under a token that nobody else knows.
    await releaseMails(outbox, token, mailIds);
    throw error;
  }
  return mailIds.length === 0 ? null : { token, mailIds, validUntil: asked + leaseMs };
}

async function claimDue(
  manager: EntityManager,
  token: string,
  { limit, leaseMs }: ClaimOptions,
): Promise<string[]> {
  const due = await manager.query<{ id: string }[]>(
    `SELECT id FROM mails WHERE state = 'QUEUED' AND next_attempt_at <= NOW(3)
      ORDER BY next_attempt_at, id LIMIT ? FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  const ids = due.map((row) => row.id);
  if (ids.length > 0)
    await manager.query(
      `UPDATE mails SET state = 'SENDING', attempts = attempts + 1, lease_token = ?,
              leased_until = NOW(3) + INTERVAL ? MICROSECOND, updated_at = NOW(3)
        WHERE id IN (?)`,
      [token, leaseMs * 1000, ids],
    );
  return ids;
}

/** A lease that has lapsed is not renewed: somebody else may already be sending. */
export async function renewLease({ dataSource }: Outbox, lease: Lease, leaseMs: number): Promise<void> {
  const asked = performance.now();
  const renewed = await dataSource.query<{ affectedRows: number }>(
    `UPDATE mails SET leased_until = NOW(3) + INTERVAL ? MICROSECOND
      WHERE id IN (?) AND lease_token = ? AND state = 'SENDING' AND leased_until > NOW(3)`,
    [leaseMs * 1000, lease.mailIds, lease.token],
  );
  if (renewed.affectedRows > 0) lease.validUntil = asked + leaseMs;
}

/**
 * Gives back mails whose sending has not begun, for anybody to take after the delay. Only the holder of the claim knows that of
 * them: of a claim that lapses nobody can say any more whether a mail has left.
 */
export async function releaseMails(
  outbox: Outbox,
  token: string,
  mailIds: readonly string[],
  { delayMs = 0, reasonCode = null }: { delayMs?: number; reasonCode?: string | null } = {},
): Promise<void> {
  if (mailIds.length === 0) return;
  await outlastOutage(outbox, () =>
    outbox.dataSource.query(
      `UPDATE mails SET state = 'QUEUED', attempts = attempts - 1, lease_token = NULL, leased_until = NULL,
              next_attempt_at = NOW(3) + INTERVAL ? MICROSECOND, reason_code = COALESCE(?, reason_code), updated_at = NOW(3)
        WHERE id IN (?) AND lease_token = ? AND state = 'SENDING'`,
      [delayMs * 1000, reasonCode, mailIds, token],
    ),
  );
}
