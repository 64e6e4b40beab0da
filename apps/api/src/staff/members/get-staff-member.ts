import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import { authorize, type Staff } from '../authorize.js';
import type { Permission } from '../permissions.js';
import { staffMembersByIds } from '../read-staff.js';
import type { StaffMember } from '../staff-member.entity.js';

export async function getStaffMember(ctx: RequestContext, id: string): Promise<StaffMember> {
  return (await staffMemberFor(ctx, id, 'staff.read')).member;
}

/** A staff member to whom the caller may do this, and the caller. */
export async function staffMemberFor(
  ctx: RequestContext,
  id: string,
  permission: Permission,
): Promise<{ member: StaffMember; staff: Staff }> {
  const [member] = isId(id) ? await staffMembersByIds(ctx, [id]) : [];
  if (!member) throw notFound();
  return { member, staff: await authorize(ctx, member.organizationId, permission) };
}
