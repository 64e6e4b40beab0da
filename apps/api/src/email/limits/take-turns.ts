import type { EntityManager } from 'typeorm';
import { addressHash } from './suppressions.js';

/** Whose mails are to be counted. */
export interface Counted {
  organizationId?: string | undefined;
  emails: readonly string[];
}

/**
 * Makes every other transaction that mails one of them wait until this one has committed: what is counted after it are all
 * mails there are, and what is queued nobody else counts without. One statement, and in one order for all, so that two who
 * share several mailboxes do not wait for each other.
 */
export async function takeTurns(db: EntityManager, { organizationId, emails }: Counted): Promise<void> {
  const whose = [...new Set(emails.map(addressHash)), ...(organizationId ? [organizationId] : [])].sort();
  if (whose.length === 0) return;
  await db.query(
    `INSERT INTO mail_turns (whose, used_on) VALUES ${whose.map(() => '(?, CURRENT_DATE)').join(', ')}
     ON DUPLICATE KEY UPDATE used_on = CURRENT_DATE`,
    whose,
  );
}
