import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import type { SentInvitation } from '../../staff/inviters.js';
import { recordEvents } from '../invitation-events.js';
import { aboutWhom } from '../list/about-whom.js';
import { lockClientsOf } from '../lock-invited.js';
import { queueMails } from '../outbox.js';
import { canRemindOffer, canResendOffer } from '../possibilities.js';
import { FRESH_VALIDITY, markClientsPending } from '../send-invitations.js';
import { type OfferStanding, whoseOffersStand } from '../whose-offers.js';
import {
  type Action,
  type ActionOutcome,
  actOnInvitations,
  type LockedInvitation,
} from './act-on-invitations.js';

/**
 * Starts validity and reminders afresh and mails the same link again; an expired invitation becomes pending. Whoever resends
 * makes the offer theirs if they could make it; of a client it otherwise stays that of whoever made it.
 */
export async function resendBatch(
  ctx: RequestContext,
  action: Action,
  ids: readonly string[],
): Promise<ActionOutcome[]> {
  await lockClientsOf(ctx, action.organizationId, ids);
  const standingOf = await standings(ctx, action, ids);
  const rule = (row: LockedInvitation) => canResendOffer(row, standingOf(row), action.keepsInviter);
  return actOnInvitations(ctx, action, ids, rule, async (allowed) => {
    await mailAgain(ctx, action, allowed, 'INVITATION');
    await ctx.db.query(
      `UPDATE invitations i JOIN mails m ON m.invitation_id = i.id AND m.mailing_id = ?
          SET i.status = 'PENDING', i.sent_by = IF(i.id IN (?), ?, i.sent_by), ${FRESH_VALIDITY}
        WHERE i.organization_id = ? AND i.id IN (?) AND i.status IN ('PENDING', 'EXPIRED')`,
      [
        action.mailingId,
        ['', ...ids.filter((id) => standingOf({ id }).own)],
        action.staffMemberId,
        action.organizationId,
        allowed.map((row) => row.id),
      ],
    );
    await record(ctx, action, allowed, 'RESENT');
    await markClientsPending(
      ctx,
      action.organizationId,
      allowed.map((row) => row.id),
    );
  });
}

/**
 * Mails the same link again; validity and the automatic reminders stay as they are. An offer that has lapsed with the rights
 * of whoever made it becomes that of whoever reminds, if they could make it: its link would let nobody in.
 */
export async function remindBatch(
  ctx: RequestContext,
  action: Action,
  ids: readonly string[],
): Promise<ActionOutcome[]> {
  const standingOf = await standings(ctx, action, ids);
  const rule = (row: LockedInvitation) => canRemindOffer(row, standingOf(row));
  return actOnInvitations(ctx, action, ids, rule, async (allowed) => {
    await mailAgain(ctx, action, allowed, 'REMINDER');
    await ctx.db.query(
      `UPDATE invitations i JOIN mails m ON m.invitation_id = i.id AND m.mailing_id = ?
          SET i.last_mail_id = m.id, i.delivery_state = 'QUEUED', i.sent_by = IF(i.id IN (?), i.sent_by, ?),
              i.updated_at = NOW(3)
        WHERE i.organization_id = ? AND i.id IN (?) AND i.status = 'PENDING'`,
      [
        action.mailingId,
        ['', ...ids.filter((id) => standingOf({ id }).theirs)],
        action.staffMemberId,
        action.organizationId,
        allowed.map((row) => row.id),
      ],
    );
    await record(ctx, action, allowed, 'REMINDED');
  });
}

/** Whose each of the offers is and could be; of what is not there it is nobody's. */
async function standings(
  ctx: RequestContext,
  { organizationId, staffMemberId, keepsInviter }: Action,
  ids: readonly string[],
): Promise<(row: { id: string }) => OfferStanding> {
  const offers =
    ids.length === 0
      ? []
      : await ctx.db.query<SentInvitation[]>(
          `SELECT i.id, i.sent_by AS sentBy, i.client_id AS clientId, i.staff_member_id AS staffMemberId FROM invitations i
            WHERE i.organization_id = ? AND i.id IN (?)`,
          [organizationId, ids],
        );
  const standing = await whoseOffersStand(ctx, offers, keepsInviter ? null : staffMemberId);
  return ({ id }) => standing.get(id) ?? { theirs: false, own: false };
}

async function mailAgain(
  ctx: RequestContext,
  action: Action,
  invitations: LockedInvitation[],
  kind: 'INVITATION' | 'REMINDER',
): Promise<void> {
  await queueMails(
    ctx,
    invitations.map((invitation) => ({
      id: uuidv7(),
      organizationId: action.organizationId,
      invitationId: invitation.id,
      messageId: invitation.messageId,
      mailingId: action.mailingId,
      kind,
      sendKey: `${invitation.id}:again:${action.mailingId}`,
      recipient: invitation.email,
    })),
  );
}

async function record(
  ctx: RequestContext,
  action: Action,
  invitations: LockedInvitation[],
  type: 'RESENT' | 'REMINDED',
): Promise<void> {
  await recordEvents(
    ctx,
    invitations.map((invitation) => ({
      organizationId: action.organizationId,
      invitationId: invitation.id,
      type,
      actorId: action.staffMemberId,
    })),
  );
  await recordAudit(
    ctx,
    invitations.map((invitation) => ({
      organizationId: action.organizationId,
      action: type === 'RESENT' ? 'invitation.resent' : 'invitation.reminded',
      staffMemberId: action.staffMemberId,
      ...aboutWhom(invitation),
    })),
  );
}
