import type { EntityManager } from 'typeorm';
import type { RegistrationMailKind } from '../registration-words.js';

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
 * whomever they were asked for. Locks the range that is counted: of two who count at once, one starts again after the other.
 */
export async function hasHadEnough(db: EntityManager, recipient: string): Promise<boolean> {
  const [row] = await db.query<{ count: number | string }[]>(
    `SELECT COUNT(*) AS count FROM mails FORCE INDEX (ix_mails_recipient)
      WHERE recipient = ? AND created_at > NOW(3) - INTERVAL 1 DAY AND kind IN (?) FOR UPDATE`,
    [recipient, KINDS],
  );
  return Number(row?.count ?? 0) >= A_DAY;
}
