import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../../audit/record-audit.js';
import { createContext, type RequestContext, type Services } from '../../context.js';
import { refuseReminders } from '../../email/limits/refuse-mails.js';
import { SUPPRESSED } from '../../email/limits/suppressions.js';
import type { DeliveryState } from '../../email/mail.entity.js';
import { createLoaders } from '../../loaders.js';
import type { Possibility } from '../../possibility.js';
import { stillOffered } from '../../staff/inviters.js';
import { recordEvents } from '../invitation-events.js';
import { aboutWhom } from '../list/about-whom.js';
import { queueMails } from '../outbox.js';
import { IS_LIVE, REMINDER_DAYS } from '../validity.js';
import type { SweepOptions } from './expire-due.js';

const BATCH = 500;

interface DueInvitation {
  id: string;
  organization_id: string;
  client_id: string | null;
  message_id: string;
  email: string;
  delivery_state: DeliveryState;
  reminders_sent: number;
  sent_at: Date;
  sent_by: string | null;
  staff_member_id: string | null;
}

/**
 * R41: mails the same link again 3 and 7 days after sending. When the sweep was down for long, one reminder leaves, not two
 * at once; never one after acceptance, withdrawal, expiry or a bounce.
 * @returns how many reminders were queued
 */
export async function remindDue(
  services: Services,
  { signal, afterBatch }: SweepOptions = {},
): Promise<number> {
  let reminded = 0;
  while (!signal?.aborted) {
    const batch = await createContext(services, null, createLoaders).transaction(remindBatch);
    reminded += batch.reminded;
    if (batch.seen < BATCH) break;
    await afterBatch?.();
  }
  return reminded;
}

async function remindBatch(tx: RequestContext): Promise<{ seen: number; reminded: number }> {
  const due = await tx.db.query<DueInvitation[]>(
    `SELECT i.id, i.organization_id, i.message_id, i.email, i.delivery_state, i.reminders_sent, i.sent_at, i.sent_by,
            i.client_id, i.staff_member_id
       FROM invitations i WHERE ${IS_LIVE} AND i.next_reminder_at <= NOW(3)
      ORDER BY i.next_reminder_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
  );
  if (due.length === 0) return { seen: 0, reminded: 0 };
  const suspended = await suspendedAmong(tx, due);
  // A mailbox that has had enough for today gets its reminder later; one that asked for no more gets none.
  const unmailable = await refuseReminders(
    tx,
    due.map(({ id, email, organization_id }) => ({ id, email, organizationId: organization_id })),
  );
  const standing = await stillOffered(
    tx,
    due.map(({ id, sent_by, client_id, staff_member_id }) => ({
      id,
      sentBy: sent_by,
      clientId: client_id,
      staffMemberId: staff_member_id,
    })),
  );
  const fates = Map.groupBy(due, (invitation) =>
    // Its link lets nobody in: a reminder of it would only lead to a closed door.
    standing.has(invitation.id)
      ? fateOf(invitation, suspended, unmailable.get(invitation.id) ?? null)
      : 'never',
  );
  await setNextReminder(tx, fates.get('never') ?? [], 'NULL');
  // The mail before has not left yet, or nothing of this organization leaves: look again later.
  await setNextReminder(tx, fates.get('later') ?? [], 'NOW(3) + INTERVAL 1 HOUR');
  const ready = fates.get('now') ?? [];
  await remind(tx, ready);
  return { seen: due.length, reminded: ready.length };
}

function fateOf(
  invitation: DueInvitation,
  suspended: ReadonlySet<string>,
  unmailable: Possibility | null,
): 'now' | 'later' | 'never' {
  if (unmailable === SUPPRESSED) return 'never';
  switch (invitation.delivery_state) {
    case 'BOUNCED':
    case 'FAILED':
      return 'never';
    case 'QUEUED':
    case 'SENDING':
      return 'later';
    default:
      return unmailable || suspended.has(invitation.organization_id) ? 'later' : 'now';
  }
}

async function suspendedAmong(tx: RequestContext, due: DueInvitation[]): Promise<Set<string>> {
  const rows = await tx.db.query<{ id: string }[]>(
    'SELECT id FROM organizations WHERE id IN (?) AND suspended_at IS NOT NULL',
    [[...new Set(due.map((invitation) => invitation.organization_id))]],
  );
  return new Set(rows.map((row) => row.id));
}

async function setNextReminder(
  tx: RequestContext,
  invitations: DueInvitation[],
  moment: string,
): Promise<void> {
  if (invitations.length === 0) return;
  await tx.db.query(
    `UPDATE invitations SET next_reminder_at = ${moment}, updated_at = NOW(3) WHERE id IN (?)`,
    [invitations.map(({ id }) => id)],
  );
}

async function remind(tx: RequestContext, invitations: DueInvitation[]): Promise<void> {
  if (invitations.length === 0) return;
  const mails = invitations.map((invitation) => ({
    id: uuidv7(),
    organizationId: invitation.organization_id,
    invitationId: invitation.id,
    messageId: invitation.message_id,
    mailingId: null,
    kind: 'REMINDER' as const,
    sendKey: `${invitation.id}:reminder:${invitation.reminders_sent + 1}:${invitation.sent_at.getTime()}`,
    recipient: invitation.email,
  }));
  await queueMails(tx, mails);
  await tx.db.query(
    `UPDATE invitations i JOIN mails m ON m.invitation_id = i.id AND m.id IN (?)
        SET i.reminders_sent = i.reminders_sent + 1, i.next_reminder_at = ${NEXT_REMINDER},
            i.last_mail_id = m.id, i.delivery_state = 'QUEUED', i.updated_at = NOW(3)
      WHERE i.id IN (?)`,
    [mails.map(({ id }) => id), invitations.map(({ id }) => id)],
  );
  await recordEvents(
    tx,
    invitations.map((invitation) => ({
      organizationId: invitation.organization_id,
      invitationId: invitation.id,
      type: 'REMINDED' as const,
      actorId: null,
    })),
  );
  await recordAudit(
    tx,
    invitations.map((invitation) => ({
      organizationId: invitation.organization_id,
      action: 'invitation.reminded',
      ...aboutWhom({
        id: invitation.id,
        clientId: invitation.client_id,
        staffMemberId: invitation.staff_member_id,
      }),
    })),
  );
}

/** SQL: the first reminder day that lies ahead, and far enough ahead not to follow on the heels of this one. */
const NEXT_REMINDER = `CASE ${REMINDER_DAYS.map(
  (days) =>
    `WHEN i.sent_at + INTERVAL ${days} DAY > NOW(3) + INTERVAL 1 DAY THEN i.sent_at + INTERVAL ${days} DAY`,
).join(' ')} ELSE NULL END`;
