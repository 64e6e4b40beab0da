import type { RequestContext } from '../../context.js';

/**
 * What a user is on the staff of an organization already, perhaps under another address on file; null when nothing. Somebody
 * deactivated does not come back by an invitation: that takes the right to manage staff, and less is enough to invite.
 */
export async function membershipOf(
  { db }: Pick<RequestContext, 'db'>,
  organizationId: string,
  userId: string,
): Promise<'ACTIVE' | 'DEACTIVATED' | null> {
  const [member] = await db.query<{ deactivated: 0 | 1 }[]>(
    `SELECT deactivated_at IS NOT NULL AS deactivated FROM staff_members WHERE organization_id = ? AND user_id = ?`,
    [organizationId, userId],
  );
  if (!member) return null;
  return member.deactivated ? 'DEACTIVATED' : 'ACTIVE';
}
