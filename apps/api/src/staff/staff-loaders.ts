import DataLoader from 'dataloader';
import type { RequestContext } from '../context.js';
import type { Invitation } from '../invitations/invitation.entity.js';
import { INVITATION_COLUMNS, toInvitation } from '../invitations/invitation-rows.js';
import { type Staff, staffOf } from './authorize.js';
import { grantsHeldBy, type HeldGrants, NOTHING_HELD } from './read-permissions.js';
import { rolesByIds } from './read-roles.js';
import { staffMembersByIds } from './read-staff.js';
import type { Role } from './role.entity.js';
import type { StaffMember } from './staff-member.entity.js';

/** A role as one organization has it: the built-in ones are there in all. */
interface RoleOfOrganization {
  organizationId: string;
  roleId: string;
}

/** The caller answers for the organization: ids come from rows it was allowed to read, or it authorizes what it finds. */
export interface StaffLoaders {
  /** People only. */
  readonly staffMember: DataLoader<string, StaffMember | null>;
  /** What a staff member holds, whatever their status. */
  readonly grantsOfStaffMember: DataLoader<string, HeldGrants>;
  readonly invitationOfStaffMember: DataLoader<string, Invitation | null>;
  readonly role: DataLoader<string, Role | null>;
  /** How many hold a role: people and keys, whatever their status. */
  readonly holdersOfRole: DataLoader<RoleOfOrganization, number, string>;
  /** The caller as staff of an organization; null for whoever is none. */
  readonly callerIn: DataLoader<string, Staff | null>;
}

export function staffLoaders(ctx: RequestContext): StaffLoaders {
  return {
    staffMember: new DataLoader(async (ids) => {
      const byId = new Map((await staffMembersByIds(ctx, ids)).map((member) => [member.id, member]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    grantsOfStaffMember: new DataLoader(async (ids) => {
      const byMember = await grantsHeldBy(ctx, ids);
      return ids.map((id) => byMember.get(id) ?? NOTHING_HELD);
    }),
    invitationOfStaffMember: new DataLoader(async (ids) => {
      const rows = await ctx.db.query<Record<string, unknown>[]>(
        `SELECT ${INVITATION_COLUMNS} FROM invitations i WHERE i.staff_member_id IN (?)`,
        [ids],
      );
      const byMember = new Map(rows.map((row) => [row.staffMemberId, toInvitation(row)]));
      return ids.map((id) => byMember.get(id) ?? null);
    }),
    role: new DataLoader(async (ids) => {
      const byId = await rolesByIds(ctx, ids);
      return ids.map((id) => byId.get(id) ?? null);
    }),
    holdersOfRole: new DataLoader(countHolders(ctx), { cacheKeyFn: keyOf }),
    callerIn: new DataLoader((organizationIds) =>
      Promise.all(organizationIds.map((id) => (ctx.viewer || ctx.apiKey ? staffOf(ctx, id) : null))),
    ),
  };
}

const keyOf = ({ organizationId, roleId }: RoleOfOrganization) => `${organizationId} ${roleId}`;

function countHolders(ctx: RequestContext) {
  return async (roles: readonly RoleOfOrganization[]): Promise<number[]> => {
    const rows = await ctx.db.query<{ organizationId: string; roleId: string; holders: number }[]>(
      `SELECT m.organization_id AS organizationId, r.role AS roleId, COUNT(*) AS holders
         FROM staff_members m JOIN staff_member_roles r ON r.staff_member_id = m.id
        WHERE m.organization_id IN (?) AND r.role IN (?) GROUP BY m.organization_id, r.role`,
      [roles.map(({ organizationId }) => organizationId), roles.map(({ roleId }) => roleId)],
    );
    const counted = new Map(rows.map((row) => [keyOf(row), Number(row.holders)]));
    return roles.map((role) => counted.get(keyOf(role)) ?? 0);
  };
}
