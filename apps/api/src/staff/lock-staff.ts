import type { RequestContext } from '../context.js';
import { notFound, UserError, UserErrors } from '../errors.js';
import { impossible, type Possibility } from '../possibility.js';
import { authorize, type Staff } from './authorize.js';
import type { Permission } from './permissions.js';

/**
 * Whoever changes who may do what in an organization holds its row until the commit, so that what was looked at is still so
 * when it is written: of two owners who demote each other one finds themself demoted. What the caller may do is read anew
 * under the lock.
 */
export async function lockStaff(
  tx: RequestContext,
  organizationId: string,
  permission: Permission,
): Promise<Staff> {
  const rows = await tx.db.query<{ id: string }[]>('SELECT id FROM organizations WHERE id = ? FOR UPDATE', [
    organizationId,
  ]);
  if (rows.length === 0) throw notFound();
  return authorize(tx, organizationId, permission);
}

const LAST_OWNER = impossible(
  'LAST_OWNER',
  'An organization always has an active owner, and there is no other. Make somebody else an owner first.',
);

/** Null unless the member is the only person who is an active owner. A key can hold the role, but cannot answer for anything. */
export async function lastOwner(
  { db }: Pick<RequestContext, 'db'>,
  organizationId: string,
  staffMemberId: string,
): Promise<Possibility | null> {
  const owners = await db.query<{ id: string }[]>(
    `SELECT m.id FROM staff_members m JOIN staff_member_roles r ON r.staff_member_id = m.id AND r.role = 'OWNER'
      WHERE m.organization_id = ? AND m.kind = 'PERSON' AND m.user_id IS NOT NULL AND m.deactivated_at IS NULL`,
    [organizationId],
  );
  return owners.length === 1 && owners[0]?.id === staffMemberId ? LAST_OWNER : null;
}

/** Refuses the whole input when something is not possible. */
export function refuseUnless({ allowed, code, reason }: Possibility, path: string[]): void {
  if (!allowed) throw new UserErrors(new UserError(code ?? '', reason ?? '', path));
}
