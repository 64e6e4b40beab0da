import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../../audit/record-audit.js';
import { createContext, type RequestContext, type Services } from '../../context.js';
import { isUnavailable } from '../../database/unavailable.js';
import type { DeliveryState } from '../../email/delivery-state.js';
import { refuseReminders } from '../../email/limits/refuse-mails.js';
import { SUPPRESSED } from '../../email/limits/suppressions.js';
import { BatchSize } from '../../jobs/batch-size.js';
import { createLoaders } from '../../loaders.js';
import type { Possibility } from '../../possibility.js';
import { stillOffered } from '../../staff/inviters.js';
import { recordEvents } from '../invitation-events.js';
import { aboutWhom } from '../list/about-whom.js';
import { queueMails } from '../outbox.js';
import { IS_LIVE, REMINDER_DAYS } from '../validity.js';
import type { SweepOptions } from './expire-due.js';

const BATCH = 500;
/** When so many in one sweep cannot be written by themselves, the fault lies not with them. */
const MOST_FAILURES = 10;
/** SQL: when those are looked at again that cannot leave now. */
const LATER = 'NOW(3) + INTERVAL 1 HOUR';

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
 * Mails the same link again 3 and 7 days after sending. When the sweep was down for long, one reminder leaves, not two
 * at once; never one after acceptance, withdrawal, expiry or a bounce.
 * @returns how many reminders were queued
 */
export async function remindDue(
  services: Services,
  { signal, afterBatch }: SweepOptions = {},
): Promise<number> {
  const ctx = createContext(services, null, createLoaders);
  const size = new BatchSize(BATCH);
  let reminded = 0;
  let failures = 0;
  while (!signal?.aborted) {
    const { rows } = size;
    const batch: Batch = { due: [] };
    try {
      reminded += await ctx.transaction((tx) => remindBatch(tx, rows, batch));
      if (batch.due.length < rows) break;
      size.succeeded();
    } catch (error) {
      const [first] = batch.due;
      if (!first || isUnavailable(error)) throw error;
      const alone = size.failed();
      services.log[alone ? 'error' : 'warn'](
        { error, invitation: first.id, rows: batch.due.length },
        'reminders cannot be queued',
      );
      if (alone) {
        // Later by itself, so that it keeps none of those behind it waiting.
        await ctx.transaction((tx) => setNextReminder(tx, [first], LATER));
        failures += 1;
        if (failures >= MOST_FAILURES) throw error;
      }
    }
    await afterBatch?.();
  }
  return reminded;
}

/** What a transaction has taken up, also when it fails. */
interface Batch {
  due: DueInvitation[];
}

/** @returns how many reminders were queued */
async function remindBatch(tx: RequestContext, rows: number, batch: Batch): Promise<number> {
  const due = await tx.db.query<DueInvitation[]>(
    `SELECT i.id, i.organization_id, i.message_id, i.email, i.delivery_state, i.reminders_sent, i.sent_at, i.sent_by,
            i.client_id, i.staff_member_id
       FROM invitations i WHERE ${IS_LIVE} AND i.next_reminder_at <= NOW(3)
      ORDER BY i.next_reminder_at LIMIT ${rows} FOR UPDATE SKIP LOCKED`,
  );
  batch.due = due;
  if (due.length === 0) return 0;
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
  await setNextReminder(tx, fates.get('later') ?? [], LATER);
  const ready = fates.get('now') ?? [];
  await remind(tx, ready);
  return ready.length;
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
    `UPDATE invitations SET next_reminder_at = ${moment}, updated_at = NOW(3)
      WHERE id IN (?) AND next_reminder_at <= NOW(3)`,
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
