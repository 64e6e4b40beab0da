import { In } from 'typeorm';
import type { RequestContext } from '../context.js';
import { Organization } from '../organizations/organization.entity.js';
import { permissionsOf, StaffRole } from '../staff/permissions.js';
import type { StaffMembership } from './viewer.types.js';

interface Row {
  id: string;
  organization_id: string;
  first_name: string;
  last_name: string;
  role: string;
}

/** Where the viewer is staff with at least one role that counts. */
export async function staffMemberships(ctx: RequestContext): Promise<StaffMembership[]> {
  if (!ctx.viewer) return [];
  const rows = await ctx.db.query<Row[]>(
    `SELECT m.id, m.organization_id, m.first_name, m.last_name, r.role
       FROM staff_members m JOIN staff_member_roles r ON r.staff_member_id = m.id
      WHERE m.user_id = ? AND m.deactivated_at IS NULL`,
    [ctx.viewer.userId],
  );
  const rolesOf = Map.groupBy(rows, (row) => row.id);
  const organizations = await ctx.db.getRepository(Organization).find({
    where: { id: In(rows.map((row) => row.organization_id)) },
    order: { name: 'ASC', id: 'ASC' },
  });
  return organizations.flatMap((organization) =>
    [...rolesOf.values()].flatMap((memberships) => {
      const [first] = memberships;
      const roles = memberships.map((row) => row.role);
      if (first?.organization_id !== organization.id || permissionsOf(roles).size === 0) return [];
      return {
        id: first.id,
        organization,
        firstName: first.first_name,
        lastName: first.last_name,
        roles: Object.values(StaffRole).filter((role) => roles.includes(role)),
      };
    }),
  );
}
