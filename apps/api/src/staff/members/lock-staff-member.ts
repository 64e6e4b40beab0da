import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import type { Staff } from '../authorize.js';
import { lockStaff } from '../lock-staff.js';
import { grantsHeldBy, type HeldGrants, NOTHING_HELD } from '../read-permissions.js';
import { staffMembersByIds } from '../read-staff.js';
import type { StaffMember } from '../staff-member.entity.js';
import type { StaffFacts } from './possibilities.js';

interface LockedStaffMember {
  /** The caller. */
  staff: Staff;
  member: StaffMember;
  held: HeldGrants;
  facts: StaffFacts;
}

/** A staff member as they are, and stay until the transaction ends, with the caller, who manages the staff, as they are too. */
export async function lockStaffMember(
  tx: RequestContext,
  { organizationId, id }: Pick<StaffMember, 'organizationId' | 'id'>,
): Promise<LockedStaffMember> {
  const staff = await lockStaff(tx, organizationId, 'staff.manage');
  const locked = await tx.db.query<{ id: string }[]>(
    'SELECT id FROM staff_members WHERE organization_id = ? AND id = ? FOR UPDATE',
    [organizationId, id],
  );
  const [member] = await staffMembersByIds(
    tx,
    locked.map((row) => row.id),
  );
  if (!member) throw notFound();
  const held = (await grantsHeldBy(tx, [id])).get(id) ?? NOTHING_HELD;
  return { staff, member, held, facts: { id, status: member.status, permissions: held.permissions } };
}
