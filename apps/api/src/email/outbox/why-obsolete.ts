import type { DeliveryReason } from '../delivery-reasons.js';
import type { MailKind } from '../mail.entity.js';
import { CONNECTION_KINDS, invites } from './load-connected.js';
import type { MailRow } from './mail-rows.js';

const HOUR_MS = 3_600_000;

/** How long their links work; a mail that leaves later only confuses. */
const LINK_LIFE_MS: Partial<Record<MailKind, number>> = {
  PASSWORD_RESET: HOUR_MS,
  REGISTRATION: 48 * HOUR_MS,
  REGISTRATION_SIGN_IN: 48 * HOUR_MS,
  ORGANIZATION_START: 48 * HOUR_MS,
  ORGANIZATION_START_SIGN_IN: 48 * HOUR_MS,
};

/** Why a mail should no longer leave, or null: whatever was decided since the mail was queued has the last word. */
export function whyObsolete(
  row: MailRow,
  { unreadable, connected, unwilling }: { unreadable: boolean; connected: boolean; unwilling: boolean },
): DeliveryReason | null {
  if (Number(row.age_ms) > (LINK_LIFE_MS[row.kind] ?? Number.POSITIVE_INFINITY)) return 'EXPIRED';
  if (unreadable) return null;
  if (CONNECTION_KINDS.has(row.kind)) return connected ? null : 'CONNECTION_REMOVED';
  if (!invites(row.kind)) return null;
  if (unwilling) return 'SUPPRESSED';
  if (row.status !== 'PENDING') return row.status ?? 'WITHDRAWN';
  if (row.invitation_email !== row.recipient) return 'WITHDRAWN';
  if (row.last_mail_id !== null && row.last_mail_id !== row.id) return 'SUPERSEDED';
  return null;
}
