import type { RequestContext } from '../context.js';
import { IS_LIVE } from '../invitations/validity.js';
import { StaffMember } from './staff-member.entity.js';

/** SQL: the status of staff member `m` with invitation `i`, by the clock of the database. */
export const STAFF_STATUS_NOW = `CASE
  WHEN m.deactivated_at IS NOT NULL THEN 'DEACTIVATED'
  WHEN m.user_id IS NOT NULL THEN 'ACTIVE'
  WHEN i.id IS NULL OR i.status = 'WITHDRAWN' THEN 'INVITE_WITHDRAWN'
  WHEN ${IS_LIVE} THEN 'INVITED'
  ELSE 'INVITE_EXPIRED' END`;

/** SQL: what `STAFF_STATUS_NOW` and the columns need beside staff member `m`. */
export const STAFF_INVITATION = 'LEFT JOIN invitations i ON i.staff_member_id = m.id';

/** SQL: the columns of staff member `m` with invitation `i`. */
export const STAFF_COLUMNS = `
  m.id, m.organization_id AS organizationId, m.user_id AS userId, m.kind, m.number, m.email, m.first_name AS firstName,
  m.last_name AS lastName, m.activated_at AS activatedAt, m.deactivated_at AS deactivatedAt, m.last_seen_at AS lastSeenAt,
  m.created_at AS createdAt, ${STAFF_STATUS_NOW} AS status`;

/** SQL: a person, and no key of a partner app. */
export const IS_PERSON = `m.kind = 'PERSON'`;

export function toStaffMember(row: Record<string, unknown>): StaffMember {
  return Object.assign(new StaffMember(), row);
}

/** The people among them, of whatever organization: the caller authorizes what it finds. */
export async function staffMembersByIds(
  ctx: Pick<RequestContext, 'db'>,
  ids: readonly string[],
): Promise<StaffMember[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.query<Record<string, unknown>[]>(
    `SELECT ${STAFF_COLUMNS} FROM staff_members m ${STAFF_INVITATION} WHERE m.id IN (?) AND ${IS_PERSON}`,
    [ids],
  );
  return rows.map(toStaffMember);
}
