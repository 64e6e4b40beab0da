import { activateClient } from '../../clients/activate-client.js';
import { adoptName } from '../../clients/adopt-name.js';
import { activateConnections } from '../../connections/activate-connections.js';
import type { RequestContext } from '../../context.js';
import { duplicateKey } from '../../database/transaction.js';
import { UserError, UserErrors } from '../../errors.js';
import type { TokenInvitation } from './find-by-token.js';
import { membershipOf } from './membership-of.js';
import { refuseLink } from './refuse-link.js';

interface Name {
  firstName: string | null;
  lastName: string | null;
}

/** Makes the user what the invitation invites to. Within the transaction that has claimed it. */
export function activateMember(
  tx: RequestContext,
  invitation: TokenInvitation,
  userId: string,
  name: Name,
): Promise<void> {
  return invitation.recipient === 'CLIENT'
    ? activateInvitedClient(tx, invitation, userId, name)
    : activateStaffMember(tx, invitation, userId);
}

async function activateInvitedClient(
  tx: RequestContext,
  { invitedId, organizationId }: TokenInvitation,
  userId: string,
  name: Name,
): Promise<void> {
  const activated = await activateClient(tx, { organizationId, clientId: invitedId, userId });
  if (!activated) throw new UserErrors(refuseLink('WITHDRAWN'));
  await adoptName(tx, { organizationId, clientId: invitedId }, name);
}

/** The roles and grants that stand ready count from now on. */
async function activateStaffMember(
  tx: RequestContext,
  { invitedId, organizationId }: TokenInvitation,
  userId: string,
): Promise<void> {
  const activation = await tx.db
    .query<{ affectedRows: number }>(
      `UPDATE staff_members SET user_id = ?, activated_at = NOW(3)
        WHERE id = ? AND organization_id = ? AND user_id IS NULL AND deactivated_at IS NULL`,
      [userId, invitedId, organizationId],
    )
    .catch(async (error: unknown) => {
      if (duplicateKey(error) !== 'uq_staff_members_user') throw error;
      const membership = await membershipOf(tx, organizationId, userId);
      throw new UserErrors(membership === 'DEACTIVATED' ? formerStaff() : alreadyStaff());
    });
  if (activation.affectedRows !== 1) throw new UserErrors(refuseLink('WITHDRAWN'));
  await activateConnections(tx, { staffMemberId: invitedId });
}

function alreadyStaff(): UserError {
  return new UserError(
    'ALREADY_STAFF',
    'Your user is on the staff of this organization already. There is nothing to accept.',
    ['token'],
  );
}

function formerStaff(): UserError {
  return new UserError(
    'FORMER_STAFF',
    'You have worked in this organization before and were deactivated. Ask an owner or an administrator of it to ' +
      'reactivate you.',
    ['token'],
  );
}
