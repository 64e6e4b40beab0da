import type { EntityManager } from 'typeorm';
import {
  FOR_CONNECTED,
  isKeyPermission,
  isPermission,
  type Permission,
  permissionsOf,
} from './permissions.js';
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
  /** Of their organization: nothing can be done in it until that is lifted. */
  suspended: boolean;
}

interface Row {
  id: string;
  organization_id: string;
  first_name: string;
  last_name: string;
  kind: StaffMemberKind;
  role: string | null;
  permission: string | null;
  suspended: 0 | 1;
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
  const member = `m.id, m.organization_id, m.first_name, m.last_name, m.kind,
    (SELECT o.suspended_at IS NOT NULL FROM organizations o WHERE o.id = m.organization_id) AS suspended`;
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
      suspended: Boolean(first.suspended),
    };
  });
}

/** Whatever has been written beside it, a key holds no role and nothing that is kept for people. */
function grantsThatCount(kind: StaffMemberKind, grants: readonly Row[]): string[] {
  if (kind === 'KEY')
    return grants.flatMap(({ permission }) => (permission && isKeyPermission(permission) ? permission : []));
  return grants.flatMap(({ role, permission }) => permission ?? role ?? []);
}

/** Whether somebody may do something: to any client, or to their own at least. */
export function mayDo(
  { permissions }: Pick<MemberWithPermissions, 'permissions'>,
  permission: Permission,
  toWhom: 'any' | 'own',
): boolean {
  if (permissions.has(permission)) return true;
  const narrower = FOR_CONNECTED[permission];
  return toWhom === 'own' && narrower !== undefined && permissions.has(narrower);
}

/** What somebody holds, whether or not they are active. */
export interface HeldGrants {
  roleIds: string[];
  /** Those given to this person alone. */
  single: Permission[];
  /** What all of it comes to together. */
  permissions: ReadonlySet<Permission>;
}

export const NOTHING_HELD: HeldGrants = { roleIds: [], single: [], permissions: new Set() };

/** By staff member; whoever holds nothing is left out. */
export async function grantsHeldBy(
  { db }: { db: EntityManager },
  staffMemberIds: readonly string[],
): Promise<Map<string, HeldGrants>> {
  if (staffMemberIds.length === 0) return new Map();
  const rows = await db.query<{ id: string; role: string | null; permission: string | null; own: 0 | 1 }[]>(
    `SELECT r.staff_member_id AS id, r.role AS role, NULL AS permission, 0 AS own
       FROM staff_member_roles r WHERE r.staff_member_id IN (?)
      UNION ALL
     SELECT r.staff_member_id, NULL, p.permission, 0 FROM staff_member_roles r
       JOIN role_permissions p ON p.role_id = r.role WHERE r.staff_member_id IN (?)
      UNION ALL
     SELECT g.staff_member_id, NULL, g.permission, 1 FROM staff_member_permissions g WHERE g.staff_member_id IN (?)`,
    [staffMemberIds, staffMemberIds, staffMemberIds],
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.id)].map(([id, grants]) => [
      id,
      {
        roleIds: grants.flatMap(({ role }) => role ?? []),
        single: grants.flatMap(({ own, permission }) =>
          own && permission && isPermission(permission) ? permission : [],
        ),
        permissions: permissionsOf(grants.flatMap(({ role, permission }) => permission ?? role ?? [])),
      },
    ]),
  );
}
