import { lockClients } from '../clients/read-clients.js';
import type { RequestContext } from '../context.js';
import type { InvitationRecipient } from './invitation.entity.js';

// Whoever locks people and their invitations takes the people first, so that no two wait for each other. Whom an invitation
// invites never changes.

/** The clients whom the invitations invite, before the invitations themselves. */
export async function lockClientsOf(
  tx: Pick<RequestContext, 'db'>,
  organizationId: string,
  invitationIds: readonly string[],
): Promise<void> {
  if (invitationIds.length === 0) return;
  const rows = await tx.db.query<{ clientId: string }[]>(
    `SELECT i.client_id AS clientId FROM invitations i
      WHERE i.organization_id = ? AND i.id IN (?) AND i.client_id IS NOT NULL`,
    [organizationId, invitationIds],
  );
  await lockClients(
    tx,
    organizationId,
    rows.map(({ clientId }) => clientId),
  );
}

/** Whom one invitation invites, before the invitation itself. */
export async function lockInvited(
  tx: Pick<RequestContext, 'db'>,
  { recipient, invitedId }: { recipient: InvitationRecipient; invitedId: string },
): Promise<void> {
  const table = recipient === 'CLIENT' ? 'clients' : 'staff_members';
  await tx.db.query(`SELECT id FROM ${table} WHERE id = ? FOR UPDATE`, [invitedId]);
}
