import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import type { MailKind } from '../../email/mail.entity.js';
import { sealPayload } from '../../email/mail-payload.js';
import { UserErrors } from '../../errors.js';
import type { InvitationEventType } from '../invitation-event.entity.js';
import { recordEvents } from '../invitation-events.js';
import { aboutInvited } from '../list/about-whom.js';
import { queueMails } from '../outbox.js';
import { findByToken, type TokenInvitation } from './find-by-token.js';
import { linkState } from './preview-invitation.js';
import { refuseLink } from './refuse-link.js';

/** The holder of an expired link asks for a new one. The inviter is told once per validity, the holder gets no mail. */
export async function requestNewInvitation(ctx: RequestContext, token: string): Promise<boolean> {
  const invitation = await findByToken(ctx, token);
  const state = linkState(invitation);
  if (!invitation || state !== 'EXPIRED') {
    if (state === 'OPEN') return false;
    throw new UserErrors(refuseLink(state === 'EXPIRED' ? 'UNKNOWN' : state));
  }
  await ctx.transaction(async (tx) => {
    const asked = await tx.db.query<{ affectedRows: number }>(
      `UPDATE invitations SET renewal_requested_at = NOW(3), updated_at = NOW(3)
        WHERE id = ? AND generation = ? AND renewal_requested_at IS NULL AND expires_at <= NOW(3)
          AND status IN ('PENDING', 'EXPIRED')`,
      [invitation.id, invitation.generation],
    );
    if (asked.affectedRows !== 1) return;
    await recordAudit(tx, [
      {
        organizationId: invitation.organizationId,
        action: 'invitation.renewalRequested',
        actorKind: 'RECIPIENT',
        ...aboutInvited(invitation),
      },
    ]);
    await tellInviter(tx, invitation, 'RENEWAL_REQUESTED', 'RENEWAL_REQUESTED');
  });
  return true;
}

/** Writes the event and, when the inviter still works here, a mail to them. */
export async function tellInviter(
  tx: RequestContext,
  invitation: TokenInvitation,
  type: InvitationEventType,
  kind: MailKind,
): Promise<void> {
  await recordEvents(tx, [
    { organizationId: invitation.organizationId, invitationId: invitation.id, type, actorId: null },
  ]);
  const [inviter] = await tx.db.query<{ email: string; sent_at: Date }[]>(
    `SELECT u.email, i.sent_at FROM invitations i
       JOIN staff_members s ON s.id = i.sent_by AND s.deactivated_at IS NULL
       JOIN users u ON u.id = s.user_id
      WHERE i.id = ?`,
    [invitation.id],
  );
  if (!inviter) return;
  await queueMails(tx, [
    {
      id: uuidv7(),
      organizationId: invitation.organizationId,
      invitationId: invitation.id,
      messageId: null,
      mailingId: null,
      kind,
      sendKey: `${invitation.id}:${kind.toLowerCase()}:${inviter.sent_at.getTime()}`,
      recipient: inviter.email,
      // The address may be corrected before this leaves, and what came to pass was with the one that was written to.
      payload: sealPayload(tx.config, { address: invitation.email }),
    },
  ]);
}
