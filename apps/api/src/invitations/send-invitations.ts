import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import { aboutWhom } from './about-whom.js';
import { recordEvents } from './invitation-events.js';
import { queueMails } from './outbox.js';
import { firstReminderAt, REMINDER_DAYS, VALID_DAYS, validUntil } from './validity.js';

export interface ClientToInvite {
  id: string;
  /** The address on file; the caller has made sure that there is one. */
  email: string;
  /** Written in this transaction, as pending since `Sending.since`: nobody can have invited them yet. */
  isNew?: boolean;
}

export interface Sending {
  organizationId: string;
  staffMemberId: string;
  messageId: string;
  mailingId: string;
  /** The moment of sending, by the database's clock; left out, it is asked for. */
  since?: Date;
}

interface KnownInvitation {
  id: string;
  client_id: string;
}

/**
 * Offers membership to clients none of whom has an open invitation, within the caller's transaction: writes the
 * invitations (a withdrawn or lapsed one is offered anew), their events, one queued mail each, and the clients' status. The
 * number of statements does not depend on the number of clients.
 */
export async function sendInvitations(
  ctx: RequestContext,
  sending: Sending,
  clients: ClientToInvite[],
): Promise<void> {
  if (clients.length === 0) return;
  const since = sending.since ?? (await databaseNow(ctx));
  const known = await lockInvitationsOf(
    ctx,
    sending.organizationId,
    clients.filter((client) => !client.isNew),
  );
  const knownIds = new Map(known.map((row) => [row.client_id, row.id]));
  const offers = clients.map((client) => ({
    client,
    invitationId: knownIds.get(client.id) ?? uuidv7(),
    isNew: !knownIds.has(client.id),
    mailId: uuidv7(),
  }));

  await insertRows(
    ctx,
    'invitations',
    [
      'id',
      'organization_id',
      'client_id',
      'message_id',
      'email',
      'status',
      'sent_by',
      'sent_at',
      'expires_at',
      'next_reminder_at',
      'last_mail_id',
      'delivery_state',
    ],
    offers
      .filter((offer) => offer.isNew)
      .map((offer) => [
        offer.invitationId,
        sending.organizationId,
        offer.client.id,
        sending.messageId,
        offer.client.email,
        'PENDING',
        sending.staffMemberId,
        since,
        validUntil(since),
        firstReminderAt(since),
        offer.mailId,
        'QUEUED',
      ]),
  );
  await queueMails(
    ctx,
    offers.map((offer) => ({
      id: offer.mailId,
      organizationId: sending.organizationId,
      invitationId: offer.invitationId,
      messageId: sending.messageId,
      mailingId: sending.mailingId,
      kind: 'INVITATION',
      sendKey: `${offer.invitationId}:send:${sending.mailingId}`,
      recipient: offer.client.email,
    })),
  );
  if (known.length > 0)
    await offerAnew(
      ctx,
      sending,
      known.map((row) => row.id),
    );
  await recordEvents(
    ctx,
    offers.map((offer) => ({
      organizationId: sending.organizationId,
      invitationId: offer.invitationId,
      type: offer.isNew ? 'SENT' : 'RESENT',
      actorId: sending.staffMemberId,
    })),
  );
  await recordAudit(
    ctx,
    offers.map((offer) => ({
      organizationId: sending.organizationId,
      action: 'client.invited',
      staffMemberId: sending.staffMemberId,
      ...aboutWhom({ id: offer.invitationId, clientId: offer.client.id }),
    })),
  );
  await markClientsPending(
    ctx,
    sending.organizationId,
    offers.filter(({ client }) => !client.isNew).map((offer) => offer.invitationId),
  );
}

async function databaseNow(ctx: RequestContext): Promise<Date> {
  const [row] = await ctx.db.query<[{ now: Date }]>('SELECT NOW(3) AS now');
  return row.now;
}

async function lockInvitationsOf(
  ctx: RequestContext,
  organizationId: string,
  clients: ClientToInvite[],
): Promise<KnownInvitation[]> {
  if (clients.length === 0) return [];
  return ctx.db.query<KnownInvitation[]>(
    'SELECT id, client_id FROM invitations WHERE organization_id = ? AND client_id IN (?) FOR UPDATE',
    [organizationId, clients.map((client) => client.id)],
  );
}

/** After a withdrawal the old link must stay dead, so offering anew moves the generation. */
async function offerAnew(ctx: RequestContext, sending: Sending, invitationIds: string[]): Promise<void> {
  await ctx.db.query(
    `UPDATE invitations i
       JOIN clients c ON c.id = i.client_id
       JOIN mails m ON m.invitation_id = i.id AND m.mailing_id = ?
        SET i.generation = i.generation + IF(i.status = 'WITHDRAWN' OR i.email <> c.email, 1, 0),
            i.email = c.email, i.message_id = ?, i.sent_by = ?, i.status = 'PENDING',
            i.withdrawn_at = NULL, ${freshValidity('m.id')}
      WHERE i.organization_id = ? AND i.id IN (?) AND i.status <> 'ACCEPTED'`,
    [sending.mailingId, sending.messageId, sending.staffMemberId, sending.organizationId, invitationIds],
  );
}

/** SQL assignments that start validity and reminders of invitation `i` afresh. */
export function freshValidity(mailIdSql: string): string {
  return `i.sent_at = NOW(3),
          i.expires_at = NOW(3) + INTERVAL ${VALID_DAYS} DAY,
          i.reminders_sent = 0,
          i.next_reminder_at = NOW(3) + INTERVAL ${REMINDER_DAYS[0]} DAY,
          i.renewal_requested_at = NULL,
          i.last_mail_id = ${mailIdSql},
          i.delivery_state = 'QUEUED',
          i.updated_at = NOW(3)`;
}

export async function markClientsPending(
  ctx: RequestContext,
  organizationId: string,
  invitationIds: string[],
): Promise<void> {
  if (invitationIds.length === 0) return;
  await ctx.db.query(
    `UPDATE clients c JOIN invitations i ON i.client_id = c.id
        SET c.status = 'INVITE_PENDING', c.invitation_expires_at = i.expires_at, c.updated_at = NOW(3)
      WHERE i.organization_id = ? AND i.id IN (?)`,
    [organizationId, invitationIds],
  );
}
