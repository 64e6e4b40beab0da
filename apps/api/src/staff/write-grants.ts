import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { Grants } from './grants.js';

/** What a staff member holds from now on, in place of all before; the caller has checked that it may be given. */
export async function writeGrants(
  tx: RequestContext,
  staffMemberId: string,
  { roleIds, permissions }: Grants,
): Promise<void> {
  await tx.db.query('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [staffMemberId]);
  await tx.db.query('DELETE FROM staff_member_permissions WHERE staff_member_id = ?', [staffMemberId]);
  await insertRows(
    tx,
    'staff_member_roles',
    ['staff_member_id', 'role'],
    roleIds.map((role) => [staffMemberId, role]),
  );
  await insertRows(
    tx,
    'staff_member_permissions',
    ['staff_member_id', 'permission'],
    permissions.map((permission) => [staffMemberId, permission]),
  );
}
