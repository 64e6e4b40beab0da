import type { RequestContext } from '../context.js';
import { markWithdrawn } from './change/withdraw-batch.js';
import { recordEvents } from './invitation-events.js';

interface AddressChange {
  organizationId: string;
  /** Who corrected it. */
  staffMemberId: string;
  /** Null when it was removed. */
  email: string | null;
}

/**
 * The address of a client, or of somebody invited to the staff, was corrected or removed: every link sent to the old one dies
 * at once, and a pending invitation is withdrawn until somebody sends it to the new address. Within the caller's transaction,
 * which has authorized it.
 * @returns whether there was a link to kill
 */
export async function replaceAddress(
  ctx: RequestContext,
  change: AddressChange & ({ clientId: string } | { invitedStaffMemberId: string }),
): Promise<boolean> {
  const [column, id] =
    'clientId' in change ? ['client_id', change.clientId] : ['staff_member_id', change.invitedStaffMemberId];
  const [invitation] = await ctx.db.query<{ id: string }[]>(
    `SELECT id FROM invitations WHERE organization_id = ? AND ${column} = ? AND status <> 'ACCEPTED' FOR UPDATE`,
    [change.organizationId, id],
  );
  if (!invitation) return false;
  await markWithdrawn(ctx, change.organizationId, [invitation.id]);
  await ctx.db.query(
    `UPDATE invitations SET generation = generation + 1, email = COALESCE(?, email), updated_at = NOW(3)
      WHERE organization_id = ? AND id = ?`,
    [change.email, change.organizationId, invitation.id],
  );
  await recordEvents(ctx, [
    {
      organizationId: change.organizationId,
      invitationId: invitation.id,
      type: 'ADDRESS_CHANGED',
      actorId: change.staffMemberId,
    },
  ]);
  return true;
}
