import type { RequestContext } from '../context.js';
import { isOfferGone } from '../invitations/acceptance/find-by-token.js';
import { recordEvents } from '../invitations/invitation-events.js';
import { cancelQueuedMails } from '../invitations/outbox.js';
import { IS_LIVE } from '../invitations/validity.js';

/**
 * Whether the client has an invitation to this very address that could be accepted now: whoever proves the mailbox by another
 * mail has as good a right to it. Keeps it as it is until the transaction ends.
 */
export async function hasLiveInvitation(
  tx: RequestContext,
  clientId: string,
  email: string,
): Promise<boolean> {
  const [invitation] = await tx.db.query<{ id: string }[]>(
    `SELECT i.id FROM invitations i WHERE i.client_id = ? AND i.email = ? AND ${IS_LIVE} FOR UPDATE`,
    [clientId, email],
  );
  return invitation !== undefined && !(await isOfferGone(tx, invitation.id));
}

/** The client is in by another way: what is open of their invitation is accepted, and no reminder follows. */
export async function settleInvitation(
  tx: RequestContext,
  { organizationId, clientId }: { organizationId: string; clientId: string },
): Promise<void> {
  const [invitation] = await tx.db.query<{ id: string }[]>(
    `SELECT id FROM invitations WHERE organization_id = ? AND client_id = ? AND status IN ('PENDING', 'EXPIRED') FOR UPDATE`,
    [organizationId, clientId],
  );
  if (!invitation) return;
  await tx.db.query(
    `UPDATE invitations SET status = 'ACCEPTED', accepted_at = NOW(3), next_reminder_at = NULL,
            renewal_requested_at = NULL, updated_at = NOW(3) WHERE id = ?`,
    [invitation.id],
  );
  await cancelQueuedMails(tx, [invitation.id], 'ACCEPTED');
  await recordEvents(tx, [{ organizationId, invitationId: invitation.id, type: 'ACCEPTED', actorId: null }]);
}
