import { activateConnections } from '../connections/activate-connections.js';
import type { RequestContext } from '../context.js';

/**
 * The client has a user from now on, and every connection to staff at work becomes active with them (R30). Within the caller's
 * transaction.
 * @returns false when somebody else has become this client, or it is deactivated
 */
export async function activateClient(
  tx: RequestContext,
  { organizationId, clientId, userId }: { organizationId: string; clientId: string; userId: string },
): Promise<boolean> {
  const { affectedRows } = await tx.db.query<{ affectedRows: number }>(
    `UPDATE clients SET user_id = ?, status = 'ACTIVE', activated_at = NOW(3), invitation_expires_at = NULL,
            last_seen_at = NOW(3), updated_at = NOW(3)
      WHERE id = ? AND organization_id = ? AND user_id IS NULL AND deactivated_at IS NULL`,
    [userId, clientId, organizationId],
  );
  if (affectedRows !== 1) return false;
  await activateConnections(tx, { clientId });
  return true;
}
