import type { EntityManager } from 'typeorm';
import type { RegistrationMailKind } from '../words/registration-words.js';
import { takeTurns } from './take-turns.js';

const A_DAY = 10;

const KINDS: readonly RegistrationMailKind[] = [
  'REGISTRATION',
  'REGISTRATION_SIGN_IN',
  'REGISTRATION_KNOWN',
  'REGISTRATION_WAITING',
  'REGISTRATION_BY_PHONE',
  'ORGANIZATION_START',
  'ORGANIZATION_START_SIGN_IN',
];

/**
 * Whether a mailbox has had its fill of mails that anybody can ask for who knows the address: so many a day, wherever and by
 * whomever they were asked for. Within the transaction that queues the mail: of two who count at once, one waits for the other.
 */
export async function hasHadEnough(db: EntityManager, recipient: string): Promise<boolean> {
  await takeTurns(db, { emails: [recipient] });
  const [row] = await db.query<{ count: number | string }[]>(
    `SELECT COUNT(*) AS count FROM mails FORCE INDEX (ix_mails_recipient)
      WHERE recipient = ? AND created_at > NOW(3) - INTERVAL 1 DAY AND kind IN (?)`,
    [recipient, KINDS],
  );
  return Number(row?.count ?? 0) >= A_DAY;
}
