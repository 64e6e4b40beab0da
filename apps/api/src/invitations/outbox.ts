import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { MailKind } from '../email/mail.entity.js';

interface MailToQueue {
  id: string;
  organizationId: string;
  invitationId: string | null;
  messageId: string | null;
  mailingId: string | null;
  kind: MailKind;
  /** What this mail is for: a second decision to send the same is refused by the unique key. */
  sendKey: string;
  recipient: string;
  /** Sealed: what is not to be looked up when the mail leaves. */
  payload?: string;
}

/** Writes mails into the outbox within the caller's transaction, and tells the worker after commit. */
export async function queueMails(ctx: RequestContext, mails: MailToQueue[]): Promise<void> {
  await insertRows(
    ctx,
    'mails',
    [
      'id',
      'organization_id',
      'invitation_id',
      'message_id',
      'mailing_id',
      'kind',
      'send_key',
      'recipient',
      'payload',
      'state',
    ],
    mails.map((mail) => [
      mail.id,
      mail.organizationId,
      mail.invitationId,
      mail.messageId,
      mail.mailingId,
      mail.kind,
      mail.sendKey,
      mail.recipient,
      mail.payload ?? null,
      'QUEUED',
    ]),
    { next_attempt_at: 'NOW(3)' },
  );
  ctx.afterCommit(() => ctx.services.wake.delivery());
}

/** A mail that has not left yet and no longer should: withdrawn, accepted, or the address was corrected. */
export async function cancelQueuedMails(
  ctx: RequestContext,
  invitationIds: string[],
  reasonCode: string,
): Promise<void> {
  await ctx.db.query(
    `UPDATE mails SET state = 'FAILED', reason_code = ?, payload = NULL, updated_at = NOW(3)
      WHERE invitation_id IN (?) AND state = 'QUEUED' AND kind IN ('INVITATION', 'REMINDER')`,
    [reasonCode, invitationIds],
  );
}
