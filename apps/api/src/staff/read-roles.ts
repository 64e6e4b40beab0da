import type { RequestContext } from '../context.js';
import { BUILT_IN_ROLES, type BuiltInRole, isBuiltInRole, permissionsOf } from './permissions.js';
import type { Role } from './role.entity.js';

export function builtInRole(id: BuiltInRole): Role {
  const { name } = BUILT_IN_ROLES[id];
  return { id, name, builtIn: true, permissions: [...permissionsOf([id])] };
}

const RANK = Object.keys(BUILT_IN_ROLES);

/** The built-in roles in their order, then the others by name. */
export function inOrder(roles: readonly Role[]): Role[] {
  const rank = ({ id, builtIn }: Role) => (builtIn ? RANK.indexOf(id) : RANK.length);
  return [...roles].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Built-in roles and roles of organizations, by id; what exists no more is left out. In no order. */
export async function rolesByIds(
  ctx: Pick<RequestContext, 'db'>,
  ids: readonly string[],
): Promise<Map<string, Role>> {
  const roles = new Map<string, Role>();
  for (const id of ids) if (isBuiltInRole(id)) roles.set(id, builtInRole(id));
  const others = [...new Set(ids.filter((id) => !isBuiltInRole(id)))];
  if (others.length === 0) return roles;
  const rows = await ctx.db.query<{ id: string; name: string; permission: string | null }[]>(
    `SELECT r.id, r.name, p.permission FROM roles r LEFT JOIN role_permissions p ON p.role_id = r.id
      WHERE r.id IN (?)`,
    [others],
  );
  for (const [id, grants] of Map.groupBy(rows, (row) => row.id))
    roles.set(id, {
      id,
      name: grants[0]?.name ?? '',
      builtIn: false,
      permissions: [...permissionsOf(grants.flatMap(({ permission }) => permission ?? []))],
    });
  return roles;
}
