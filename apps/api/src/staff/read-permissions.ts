import type { EntityManager } from 'typeorm';
import { isKeyPermission, type Permission, permissionsOf } from './permissions.js';
import type { StaffMemberKind } from './staff-member.entity.js';

/** A member with a user, or the member that a key of a partner app acts as; somebody invited is none yet. */
export const IS_ACTIVE_MEMBER = `(m.deactivated_at IS NULL AND (m.user_id IS NOT NULL OR m.kind = 'KEY'))`;

export interface MemberWithPermissions {
  id: string;
  organizationId: string;
  firstName: string;
  lastName: string;
  /** Ids of their roles, built-in and of the organization. */
  roleIds: string[];
  permissions: ReadonlySet<Permission>;
}

interface Row {
  id: string;
  organization_id: string;
  first_name: string;
  last_name: string;
  kind: StaffMemberKind;
  role: string | null;
  permission: string | null;
}

/**
 * The active staff members `m` that meet a condition, with what they may do: the one place that knows that permissions come
 * from built-in roles, from roles of the organization and from grants to one person.
 */
export async function readMembers(
  { db }: { db: EntityManager },
  condition: string,
  params: readonly unknown[],
): Promise<MemberWithPermissions[]> {
  const member = 'm.id, m.organization_id, m.first_name, m.last_name, m.kind';
  const where = `WHERE ${condition} AND ${IS_ACTIVE_MEMBER}`;
  const rows = await db.query<Row[]>(
    `SELECT ${member}, r.role AS role, NULL AS permission
       FROM staff_members m LEFT JOIN staff_member_roles r ON r.staff_member_id = m.id ${where}
      UNION ALL
     SELECT ${member}, NULL, p.permission FROM staff_members m
       JOIN staff_member_roles r ON r.staff_member_id = m.id JOIN role_permissions p ON p.role_id = r.role ${where}
      UNION ALL
     SELECT ${member}, NULL, g.permission FROM staff_members m
       JOIN staff_member_permissions g ON g.staff_member_id = m.id ${where}`,
    [...params, ...params, ...params],
  );
  return [...Map.groupBy(rows, (row) => row.id).entries()].map(([id, grants]) => {
    const [first] = grants as [Row];
    return {
      id,
      organizationId: first.organization_id,
      firstName: first.first_name,
      lastName: first.last_name,
      roleIds: grants.flatMap(({ role }) => role ?? []),
      permissions: permissionsOf(grantsThatCount(first.kind, grants)),
    };
  });
}

/** Whatever has been written beside it, a key holds no role and nothing that is kept for people. */
function grantsThatCount(kind: StaffMemberKind, grants: readonly Row[]): string[] {
  if (kind === 'KEY')
    return grants.flatMap(({ permission }) => (permission && isKeyPermission(permission) ? permission : []));
  return grants.flatMap(({ role, permission }) => permission ?? role ?? []);
}

/** Those of the staff members who may do something now, wherever they belong. */
export async function membersWhoMay(
  ctx: { db: EntityManager },
  staffMemberIds: readonly string[],
  permission: Permission,
): Promise<Set<string>> {
  if (staffMemberIds.length === 0) return new Set();
  const members = await readMembers(ctx, 'm.id IN (?)', [staffMemberIds]);
  return new Set(members.filter(({ permissions }) => permissions.has(permission)).map(({ id }) => id));
}
