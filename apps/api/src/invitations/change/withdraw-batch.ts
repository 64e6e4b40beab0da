import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { recordEvents } from '../invitation-events.js';
import { aboutWhom } from '../list/about-whom.js';
import { lockClientsOf } from '../lock-invited.js';
import { cancelQueuedMails } from '../outbox.js';
import { canWithdraw } from '../possibilities.js';
import { type Action, type ActionOutcome, actOnInvitations } from './act-on-invitations.js';

/** The link is dead from this moment; mails that have not left yet do not leave. */
export async function withdrawBatch(
  ctx: RequestContext,
  action: Action,
  ids: readonly string[],
): Promise<ActionOutcome[]> {
  await lockClientsOf(ctx, action.organizationId, ids);
  return actOnInvitations(ctx, action, ids, canWithdraw, async (allowed) => {
    const allowedIds = allowed.map((row) => row.id);
    await markWithdrawn(ctx, action.organizationId, allowedIds);
    await recordEvents(
      ctx,
      allowedIds.map((invitationId) => ({
        organizationId: action.organizationId,
        invitationId,
        type: 'WITHDRAWN',
        actorId: action.staffMemberId,
      })),
    );
    await recordAudit(
      ctx,
      allowed.map((invitation) => ({
        organizationId: action.organizationId,
        action: 'invitation.withdrawn',
        staffMemberId: action.staffMemberId,
        ...aboutWhom(invitation),
      })),
    );
  });
}

/** The state of withdrawal, whoever decided on it: staff, the wrong recipient, or a corrected address. */
export async function markWithdrawn(
  ctx: RequestContext,
  organizationId: string,
  invitationIds: string[],
): Promise<void> {
  await ctx.db.query(
    `UPDATE invitations i LEFT JOIN clients c ON c.id = i.client_id
        SET i.status = 'WITHDRAWN', i.withdrawn_at = NOW(3), i.next_reminder_at = NULL, i.updated_at = NOW(3),
            c.status = 'INVITE_WITHDRAWN', c.invitation_expires_at = NULL, c.updated_at = NOW(3)
      WHERE i.organization_id = ? AND i.id IN (?) AND i.status IN ('PENDING', 'EXPIRED')`,
    [organizationId, invitationIds],
  );
  await cancelQueuedMails(ctx, invitationIds, 'WITHDRAWN');
}
