import type { RequestContext } from '../../context.js';

/** Under the lock of the organization's staff. */
export async function endMembership(
  tx: RequestContext,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<void> {
  await tx.db.query(
    `UPDATE staff_members SET deactivated_at = NOW(3)
      WHERE organization_id = ? AND id = ? AND user_id IS NOT NULL AND deactivated_at IS NULL`,
    [organizationId, id],
  );
}
