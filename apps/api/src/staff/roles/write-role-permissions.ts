import type { RequestContext } from '../../context.js';
import { insertRows } from '../../database/insert-rows.js';

/** Gives a role these permissions instead of those it holds. */
export async function writeRolePermissions(
  tx: RequestContext,
  roleId: string,
  permissions: readonly string[],
): Promise<void> {
  await tx.db.query('DELETE FROM role_permissions WHERE role_id = ?', [roleId]);
  await insertRows(
    tx,
    'role_permissions',
    ['role_id', 'permission'],
    permissions.map((permission) => [roleId, permission]),
  );
}
