import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { type SentInvitation, stillOffered } from '../../staff/inviters.js';
import { recordEvents } from '../invitation-events.js';
import { aboutWhom } from '../list/about-whom.js';
import { queueMails } from '../outbox.js';
import { BEYOND_OWN_PERMISSIONS, canRemind, canResend } from '../possibilities.js';
import { freshValidity, markClientsPending } from '../send-invitations.js';
import {
  type Action,
  type ActionOutcome,
  actOnInvitations,
  type LockedInvitation,
} from './act-on-invitations.js';

/**
 * Starts validity and reminders afresh and mails the same link again; an expired invitation becomes pending. Whoever resends
 * makes the offer theirs, so it must be one that they could make.
 */
export async function resendBatch(
  ctx: RequestContext,
  action: Action,
  ids: readonly string[],
): Promise<ActionOutcome[]> {
  const beyond = await offersBeyond(ctx, action, ids);
  const rule = (row: LockedInvitation) => {
    const possibility = canResend(row);
    return possibility.allowed && beyond.has(row.id) ? BEYOND_OWN_PERMISSIONS : possibility;
  };
  return actOnInvitations(ctx, action, ids, rule, async (allowed) => {
    await mailAgain(ctx, action, allowed, 'INVITATION');
    await ctx.db.query(
      `UPDATE invitations i JOIN mails m ON m.invitation_id = i.id AND m.mailing_id = ?
          SET i.status = 'PENDING', i.sent_by = IF(?, i.sent_by, ?), ${freshValidity('m.id')}
        WHERE i.organization_id = ? AND i.id IN (?) AND i.status IN ('PENDING', 'EXPIRED')`,
      [
        action.mailingId,
        action.keepsInviter ?? false,
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

/** Those of the invitations to the staff that give more than whoever acts may give. */
async function offersBeyond(
  ctx: RequestContext,
  { organizationId, staffMemberId, reach, keepsInviter }: Action,
  ids: readonly string[],
): Promise<Set<string>> {
  if (keepsInviter || !reach.staff || ids.length === 0) return new Set();
  const offers = await ctx.db.query<SentInvitation[]>(
    `SELECT i.id, ? AS sentBy, i.staff_member_id AS staffMemberId FROM invitations i
      WHERE i.organization_id = ? AND i.id IN (?) AND i.staff_member_id IS NOT NULL`,
    [staffMemberId, organizationId, ids],
  );
  const standing = await stillOffered(ctx, offers);
  return new Set(offers.flatMap(({ id }) => (standing.has(id) ? [] : id)));
}

/** Mails the same link again; validity and the automatic reminders stay as they are. */
export function remindBatch(
  ctx: RequestContext,
  action: Action,
  ids: readonly string[],
): Promise<ActionOutcome[]> {
  return actOnInvitations(ctx, action, ids, canRemind, async (allowed) => {
    await mailAgain(ctx, action, allowed, 'REMINDER');
    await ctx.db.query(
      `UPDATE invitations i JOIN mails m ON m.invitation_id = i.id AND m.mailing_id = ?
          SET i.last_mail_id = m.id, i.delivery_state = 'QUEUED', i.updated_at = NOW(3)
        WHERE i.organization_id = ? AND i.id IN (?) AND i.status = 'PENDING'`,
      [action.mailingId, action.organizationId, allowed.map((row) => row.id)],
    );
    await record(ctx, action, allowed, 'REMINDED');
  });
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
