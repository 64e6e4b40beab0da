import type { RequestContext } from '../context.js';
import { reasonText } from '../email/delivery-reasons.js';
import { isOfferGone } from '../invitations/acceptance/find-by-token.js';
import { INVITATION_COLUMNS, toInvitation } from '../invitations/invitation-rows.js';
import { findingOf } from './finding.js';
import { SupportCase, type SupportFinding, SupportMail } from './support-case.types.js';

/** Of the newest; an invitation that is reminded for years has no more than a few a month. */
const MAILS_SHOWN = 50;

type Row = Record<string, unknown> & {
  clientId: string | null;
  recipientName: string | null;
  number: string | null;
};

/** Invitations of one organization as support sees them, the latest sent first. */
export async function readCases(
  ctx: RequestContext,
  organizationId: string,
  invitationIds: readonly string[],
): Promise<SupportCase[]> {
  if (invitationIds.length === 0) return [];
  const rows = await ctx.db.query<Row[]>(
    `SELECT ${INVITATION_COLUMNS}, COALESCE(c.number, s.number) AS number,
            NULLIF(TRIM(CONCAT(COALESCE(c.first_name, s.first_name, ''), ' ', COALESCE(c.last_name, s.last_name, ''))), '')
              AS recipientName
       FROM invitations i
       LEFT JOIN clients c ON c.id = i.client_id
       LEFT JOIN staff_members s ON s.id = i.staff_member_id
      WHERE i.organization_id = ? AND i.id IN (?) ORDER BY i.sent_at DESC, i.id DESC`,
    [organizationId, invitationIds],
  );
  return rows.map(({ recipientName, number, ...row }) => {
    const invitation = toInvitation(row);
    return Object.assign(new SupportCase(), {
      invitation,
      id: invitation.id,
      kind: invitation.clientId ? 'CLIENT' : 'STAFF',
      recipientName,
      number,
      email: invitation.email,
      supportCode: invitation.supportCode,
      sentAt: invitation.sentAt,
      expiresAt: invitation.expiresAt,
    });
  });
}

export function offerGoneOf(ctx: RequestContext, found: SupportCase): Promise<boolean> {
  found.offerGone ??= isOfferGone(ctx, found.id);
  return found.offerGone;
}

export async function findingOfCase(ctx: RequestContext, found: SupportCase): Promise<SupportFinding> {
  const { invitation, id } = found;
  const [delivery, events, offerGone] = await Promise.all([
    ctx.loaders.delivery.load(invitation),
    ctx.loaders.eventsOfInvitation.load(id),
    offerGoneOf(ctx, found),
  ]);
  return findingOf({ invitation, delivery, events, offerGone });
}

interface MailRow {
  id: string;
  kind: SupportMail['kind'];
  recipient: string;
  state: SupportMail['state'];
  mailing_id: string | null;
  created_at: Date;
  sent_at: Date | null;
  attempts: number;
  next_attempt_at: Date;
  reason_code: string | null;
  server_response: string | null;
}

/** Mails to the invited person, newest first; those that told the inviter something are not support's. */
export async function readMails(ctx: RequestContext, invitationId: string): Promise<SupportMail[]> {
  const rows = await ctx.db.query<MailRow[]>(
    `SELECT id, kind, recipient, state, mailing_id, created_at, sent_at, attempts, next_attempt_at, reason_code, server_response
       FROM mails WHERE invitation_id = ? AND kind IN ('INVITATION', 'REMINDER') ORDER BY id DESC LIMIT ${MAILS_SHOWN}`,
    [invitationId],
  );
  return rows.map((row) =>
    Object.assign(new SupportMail(), {
      id: row.id,
      kind: row.kind,
      email: row.recipient,
      state: row.state,
      automatic: row.mailing_id === null,
      queuedAt: row.created_at,
      sentAt: row.sent_at,
      attempts: row.attempts,
      nextAttemptAt: row.state === 'QUEUED' ? row.next_attempt_at : null,
      reasonCode: row.reason_code,
      reason: reasonText(row.reason_code),
      serverResponse: row.server_response,
    }),
  );
}
