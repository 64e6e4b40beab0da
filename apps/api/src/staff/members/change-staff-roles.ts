import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { UserError, UserErrors } from '../../errors.js';
import type { Staff } from '../authorize.js';
import { readGrants, refuseBeyondOwn } from '../grants.js';
import { lastOwner, refuseUnless } from '../lock-staff.js';
import { writeGrants } from '../write-grants.js';
import { staffMemberFor } from './get-staff-member.js';
import { lockStaffMember } from './lock-staff-member.js';
import { canChangeRoles } from './possibilities.js';
import type { ChangeStaffRolesInput } from './staff-member.inputs.js';
import { ChangeStaffRolesPayload } from './staff-member.payloads.js';

/** What somebody holds, as a whole. It counts at their next request, also in sessions that are open. */
export async function changeStaffRoles(
  ctx: RequestContext,
  input: ChangeStaffRolesInput,
): Promise<ChangeStaffRolesPayload> {
  const { member: found } = await staffMemberFor(ctx, input.staffMemberId, 'staff.manage');
  return ctx.transaction(async (tx) => {
    const { staff, member, held, facts } = await lockStaffMember(tx, found);
    refuseUnless(canChangeRoles(staff, facts), ['staffMemberId']);
    const roleIds = [...new Set(input.roleIds)];
    const permissions = [...new Set(input.permissions ?? held.single)];
    await refuseGrants(tx, staff, roleIds, permissions);
    if (held.roleIds.includes('OWNER') && !roleIds.includes('OWNER')) {
      const last = await lastOwner(tx, member.organizationId, member.id);
      if (last) refuseUnless(last, ['roleIds']);
    }
    await writeGrants(tx, member.id, { roleIds, permissions });
    await recordAudit(tx, [
      {
        organizationId: member.organizationId,
        action: 'staff.roles_changed',
        staffMemberId: staff.id,
        subjectType: 'STAFF_MEMBER',
        subjectId: member.id,
        details: {
          before: { roles: held.roleIds, permissions: held.single },
          after: { roles: roleIds, permissions },
        },
      },
    ]);
    const payload = new ChangeStaffRolesPayload();
    payload.staffMember = await tx.loaders.staffMember.load(member.id);
    return payload;
  });
}

async function refuseGrants(
  tx: RequestContext,
  staff: Staff,
  roleIds: readonly string[],
  permissions: readonly string[],
): Promise<void> {
  if (roleIds.length === 0)
    throw new UserErrors(
      new UserError('REQUIRED', 'Choose at least one role. To keep somebody out, deactivate them.', [
        'roleIds',
      ]),
    );
  const { organizationId } = staff;
  refuseBeyondOwn(staff, await readGrants(tx, organizationId, { roleIds, permissions: [] }), ['roleIds']);
  refuseBeyondOwn(staff, await readGrants(tx, organizationId, { roleIds: [], permissions }), ['permissions']);
}
