import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import type { Staff } from './authorize.js';
import { isBuiltInRole, isPermission, type Permission, permissionsOf } from './permissions.js';

/** What is to be given to somebody: roles by id and single permissions. */
export interface Grants {
  roleIds: readonly string[];
  permissions: readonly string[];
}

/**
 * What grants come to together, in one organization. A role that is not built in and not of this organization is unknown.
 * Within a transaction, the roles stay as they are until its end: one that is just being given cannot be deleted.
 * @param path of the input, to which the name of the field at fault is added
 */
export async function readGrants(
  ctx: Pick<RequestContext, 'db'>,
  organizationId: string,
  { roleIds, permissions }: Grants,
  path: string[] = [],
): Promise<ReadonlySet<Permission>> {
  for (const permission of permissions)
    if (!isPermission(permission))
      throw new UserErrors(
        new UserError('INVALID', `There is no permission ${permission.slice(0, 60)}.`, [
          ...path,
          'permissions',
        ]),
      );
  const custom = [...new Set(roleIds.filter((id) => !isBuiltInRole(id)))];
  const rows =
    custom.length === 0
      ? []
      : await ctx.db.query<{ id: string; permission: string | null }[]>(
          `SELECT r.id, p.permission FROM roles r LEFT JOIN role_permissions p ON p.role_id = r.id
            WHERE r.organization_id = ? AND r.id IN (?) LOCK IN SHARE MODE`,
          [organizationId, custom.filter(isId).length > 0 ? custom.filter(isId) : ['']],
        );
  const known = new Set(rows.map(({ id }) => id));
  if (custom.some((id) => !known.has(id)))
    throw new UserErrors(
      new UserError('NOT_FOUND', 'There is no such role in this organization.', [...path, 'roleIds']),
    );
  return permissionsOf([
    ...permissions,
    ...roleIds.filter(isBuiltInRole),
    ...rows.flatMap(({ permission }) => permission ?? []),
  ]);
}

/** Nobody gives more than they hold, whatever it is called: permissions are compared, never the names of roles. */
export function beyondOwn(
  holder: Pick<Staff, 'permissions'>,
  granted: ReadonlySet<Permission>,
): Permission[] {
  return [...granted].filter((permission) => !holder.permissions.has(permission));
}

export function refuseBeyondOwn(
  holder: Pick<Staff, 'permissions'>,
  granted: ReadonlySet<Permission>,
  path: string[],
): void {
  const missing = beyondOwn(holder, granted);
  if (missing.length > 0)
    throw new UserErrors(
      new UserError(
        'BEYOND_OWN_PERMISSIONS',
        `You can give only what you may do yourself. This would also give: ${missing.join(', ')}.`,
        path,
      ),
    );
}
