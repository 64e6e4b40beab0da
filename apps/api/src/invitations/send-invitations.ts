import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { recordSuppressed } from '../email/limits/record-suppressed.js';
import { refuseMails } from '../email/limits/refuse-mails.js';
import type { Possibility } from '../possibility.js';
import { insertInvitations } from './insert-invitations.js';
import type { InvitationRecipient } from './invitation.entity.js';
import { recordEvents } from './invitation-events.js';
import { aboutWhom } from './list/about-whom.js';
import { queueMails } from './outbox.js';
import { firstReminderAt, REMINDER_DAYS, VALID_DAYS, validUntil } from './validity.js';

/** A client or a staff member. */
export interface PersonToInvite {
  id: string;
  /** The address on file; the caller has made sure that there is one. */
  email: string;
  /** Written in this transaction, as pending since `Sending.since`: nobody can have invited them yet. */
  isNew?: boolean;
}

export interface Sending {
  organizationId: string;
  /** Left out: clients. */
  recipient?: InvitationRecipient;
  staffMemberId: string;
  messageId: string;
  mailingId: string;
  /** The moment of sending, by the database's clock; left out, it is asked for. */
  since?: Date;
}

interface KnownInvitation {
  id: string;
  invited: string;
}

interface Offer {
  person: PersonToInvite;
  invitationId: string;
  /** Nobody has invited them before. */
  isNew: boolean;
  mailId: string;
}

/** Where the invited stand. */
const INVITED: Record<InvitationRecipient, { table: string; column: string }> = {
  CLIENT: { table: 'clients', column: 'client_id' },
  STAFF: { table: 'staff_members', column: 'staff_member_id' },
};

/**
 * Offers membership to clients or staff none of whom has an open invitation, within the caller's transaction: writes the
 * invitations (a withdrawn or lapsed one is offered anew), their events, one queued mail each, and the clients' status. The
 * number of statements does not depend on the number of clients.
 * @returns why somebody could not be mailed, by id; they are left without an invitation
 */
export async function sendInvitations(
  ctx: RequestContext,
  sending: Sending,
  wanted: PersonToInvite[],
): Promise<ReadonlyMap<string, Possibility>> {
  // Locked before mails are counted, as by everybody: clients, then invitations, then whose turn it is to mail.
  const existing = await lockInvitationsOf(
    ctx,
    sending,
    wanted.filter((person) => !person.isNew),
  );
  const refusals = await refuseMails(ctx, sending, wanted);
  if (refusals.size > 0) await passOver(ctx, sending, wanted, refusals);
  const people = wanted.filter(({ id }) => !refusals.has(id));
  if (people.length === 0) return refusals;
  const since = sending.since ?? (await databaseNow(ctx));
  const known = existing.filter(({ invited }) => !refusals.has(invited));
  const knownIds = new Map(known.map((row) => [row.invited, row.id]));
  const offers = people.map(
    (person): Offer => ({
      person,
      invitationId: knownIds.get(person.id) ?? uuidv7(),
      isNew: !knownIds.has(person.id),
      mailId: uuidv7(),
    }),
  );

  await writeInvitations(
    ctx,
    sending,
    since,
    offers.filter((offer) => offer.isNew),
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
      recipient: offer.person.email,
    })),
  );
  if (known.length > 0)
    await offerAnew(
      ctx,
      sending,
      known.map((row) => row.id),
    );
  await recordOffers(ctx, sending, offers);
  await markClientsPending(
    ctx,
    sending.organizationId,
    offers.filter(({ person }) => !person.isNew).map((offer) => offer.invitationId),
  );
  return refusals;
}

async function writeInvitations(
  ctx: RequestContext,
  sending: Sending,
  since: Date,
  offers: readonly Offer[],
): Promise<void> {
  await insertInvitations(
    ctx,
    [
      'id',
      'organization_id',
      INVITED[sending.recipient ?? 'CLIENT'].column,
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
    offers.map((offer) => [
      offer.invitationId,
      sending.organizationId,
      offer.person.id,
      sending.messageId,
      offer.person.email,
      'PENDING',
      sending.staffMemberId,
      since,
      validUntil(since),
      firstReminderAt(since),
      offer.mailId,
      'QUEUED',
    ]),
  );
}

async function recordOffers(ctx: RequestContext, sending: Sending, offers: readonly Offer[]): Promise<void> {
  await recordEvents(
    ctx,
    offers.map((offer) => ({
      organizationId: sending.organizationId,
      invitationId: offer.invitationId,
      type: offer.isNew ? 'SENT' : 'RESENT',
      actorId: sending.staffMemberId,
    })),
  );
  // Staff are invited as the members that they become, which is an entry of its own.
  if (sending.recipient === 'STAFF') return;
  await recordAudit(
    ctx,
    offers.map((offer) => ({
      organizationId: sending.organizationId,
      action: 'client.invited',
      staffMemberId: sending.staffMemberId,
      ...aboutWhom({ id: offer.invitationId, clientId: offer.person.id }),
    })),
  );
}

/** Of somebody written as pending in this transaction, that is taken back; that an unwilling address was tried is kept. */
async function passOver(
  ctx: RequestContext,
  sending: Sending,
  wanted: readonly PersonToInvite[],
  refusals: ReadonlyMap<string, Possibility>,
): Promise<void> {
  const toStaff = sending.recipient === 'STAFF';
  const isNew = wanted.filter((person) => person.isNew && refusals.has(person.id)).map(({ id }) => id);
  if (isNew.length > 0 && !toStaff)
    await ctx.db.query(
      `UPDATE clients SET status = 'NOT_INVITED', invitation_expires_at = NULL WHERE organization_id = ? AND id IN (?)`,
      [sending.organizationId, isNew],
    );
  await recordSuppressed(ctx, sending, toStaff ? 'STAFF_MEMBER' : 'CLIENT', refusals);
}

async function databaseNow(ctx: RequestContext): Promise<Date> {
  const [row] = await ctx.db.query<[{ now: Date }]>('SELECT NOW(3) AS now');
  return row.now;
}

async function lockInvitationsOf(
  ctx: RequestContext,
  { organizationId, recipient = 'CLIENT' }: Sending,
  people: PersonToInvite[],
): Promise<KnownInvitation[]> {
  if (people.length === 0) return [];
  const { column } = INVITED[recipient];
  return ctx.db.query<KnownInvitation[]>(
    `SELECT id, ${column} AS invited FROM invitations WHERE organization_id = ? AND ${column} IN (?) FOR UPDATE`,
    [organizationId, people.map((person) => person.id)],
  );
}

/** After a withdrawal the old link must stay dead, so offering anew moves the generation. */
async function offerAnew(ctx: RequestContext, sending: Sending, invitationIds: string[]): Promise<void> {
  const { table, column } = INVITED[sending.recipient ?? 'CLIENT'];
  await ctx.db.query(
    `UPDATE invitations i
       JOIN ${table} p ON p.id = i.${column}
       JOIN mails m ON m.invitation_id = i.id AND m.mailing_id = ?
        SET i.generation = i.generation + IF(i.status = 'WITHDRAWN' OR i.email <> p.email, 1, 0),
            i.email = p.email, i.message_id = ?, i.sent_by = ?, i.status = 'PENDING',
            i.withdrawn_at = NULL, ${FRESH_VALIDITY}
      WHERE i.organization_id = ? AND i.id IN (?) AND i.status <> 'ACCEPTED'`,
    [sending.mailingId, sending.messageId, sending.staffMemberId, sending.organizationId, invitationIds],
  );
}

/** SQL assignments that start validity and reminders of invitation `i` afresh, with mail `m`. */
export const FRESH_VALIDITY = `i.sent_at = NOW(3),
          i.expires_at = NOW(3) + INTERVAL ${VALID_DAYS} DAY,
          i.expiry_recorded = 0,
          i.reminders_sent = 0,
          i.next_reminder_at = NOW(3) + INTERVAL ${REMINDER_DAYS[0]} DAY,
          i.renewal_requested_at = NULL,
          i.last_mail_id = m.id,
          i.delivery_state = 'QUEUED',
          i.updated_at = NOW(3)`;

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
