import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { MessageText } from '../email/message/default-message.js';
import { insertInvitations } from '../invitations/insert-invitations.js';
import type { DemoInvitation } from './timeline.js';

interface Sender {
  organizationId: string;
  staff: [fenna: string, ruth: string];
  message: MessageText;
}

/** Either a client or somebody who is to work here. */
export interface DemoInvited {
  clientId: string | null;
  staffMemberId: string | null;
  email: string | null;
  story: DemoInvitation;
}

interface Offer extends DemoInvited {
  id: string;
  sentBy: string;
  mailingId: string;
}

/** Everything about them lies in the past: no mail of the demo is left to be sent. */
export async function writeDemoInvitations(
  ctx: RequestContext,
  sender: Sender,
  invited: readonly DemoInvited[],
): Promise<void> {
  const messageId = uuidv7();
  const { subject, body, buttonText } = sender.message;
  await ctx.db.query(
    'INSERT INTO messages (id, organization_id, subject, body, button_text) VALUES (?, ?, ?, ?, ?)',
    [messageId, sender.organizationId, subject, body, buttonText],
  );
  const offers = await writeMailings(ctx, sender, invited);
  await writeInvitations(ctx, sender.organizationId, messageId, offers);
  await writeMails(ctx, sender.organizationId, messageId, offers);
  await writeEvents(ctx, sender.organizationId, offers);
}

/** Those who were invited on the same day were invited together. */
async function writeMailings(
  ctx: RequestContext,
  { organizationId, staff }: Sender,
  invited: readonly DemoInvited[],
): Promise<Offer[]> {
  const days = Map.groupBy(invited, ({ story }) => story.sentAt.toISOString().slice(0, 10));
  const offers: Offer[] = [];
  for (const [index, together] of [...days.values()].entries()) {
    const mailingId = uuidv7();
    const sentBy = index % 3 === 1 ? staff[1] : staff[0];
    const [first] = together;
    await ctx.db.query(
      'INSERT INTO mailings (id, organization_id, created_by, created_at) VALUES (?, ?, ?, ?)',
      [mailingId, organizationId, sentBy, first?.story.sentAt],
    );
    for (const one of together) offers.push({ ...one, id: uuidv7(), sentBy, mailingId });
  }
  return offers;
}

async function writeInvitations(
  ctx: RequestContext,
  organizationId: string,
  messageId: string,
  offers: Offer[],
): Promise<void> {
  await insertInvitations(
    ctx,
    [
      'id',
      'organization_id',
      'client_id',
      'staff_member_id',
      'message_id',
      'email',
      'status',
      'sent_at',
      'sent_by',
      'expires_at',
      'expiry_recorded',
      'reminders_sent',
      'next_reminder_at',
      'accepted_at',
      'withdrawn_at',
      'renewal_requested_at',
      'last_mail_id',
      'delivery_state',
      'created_at',
    ],
    offers.map(({ id, clientId, staffMemberId, email, story, sentBy }) => [
      id,
      organizationId,
      clientId,
      staffMemberId,
      messageId,
      email,
      story.status,
      story.sentAt,
      sentBy,
      story.expiresAt,
      story.expiryRecorded,
      story.remindersSent,
      story.nextReminderAt,
      story.acceptedAt,
      story.withdrawnAt,
      story.renewalRequestedAt,
      story.mails.at(-1)?.id ?? null,
      story.mails.at(-1)?.state ?? 'SENT',
      story.sentAt,
    ]),
  );
}

async function writeMails(
  ctx: RequestContext,
  organizationId: string,
  messageId: string,
  offers: Offer[],
): Promise<void> {
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
      'state',
      'attempts',
      'next_attempt_at',
      'sent_at',
      'reason_code',
      'server_response',
      'created_at',
      'updated_at',
    ],
    offers.flatMap(({ id, email, story, mailingId }) =>
      story.mails.map((mail, index) => [
        mail.id,
        organizationId,
        id,
        messageId,
        mail.kind === 'INVITATION' ? mailingId : null,
        mail.kind,
        `${id}:demo:${index}`,
        email,
        mail.state,
        1,
        mail.at,
        mail.state === 'SENT' ? mail.at : null,
        mail.reasonCode,
        mail.serverResponse,
        mail.at,
        mail.at,
      ]),
    ),
  );
}

async function writeEvents(ctx: RequestContext, organizationId: string, offers: Offer[]): Promise<void> {
  await insertRows(
    ctx,
    'invitation_events',
    ['id', 'organization_id', 'invitation_id', 'type', 'actor_id', 'detail', 'at'],
    offers.flatMap(({ id, story, sentBy }) =>
      story.events.map((event) => [
        uuidv7(),
        organizationId,
        id,
        event.type,
        event.byStaff ? sentBy : null,
        event.detail ?? null,
        event.at,
      ]),
    ),
  );
}
