import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { lastOwner, refuseUnless } from '../lock-staff.js';
import { endMembership } from './end-membership.js';
import { staffMemberFor } from './get-staff-member.js';
import { lockStaffMember } from './lock-staff-member.js';
import { canDeactivate } from './possibilities.js';
import type { DeactivateStaffMemberInput } from './staff-member.inputs.js';
import { DeactivateStaffMemberPayload } from './staff-member.payloads.js';

/**
 * Ends what somebody may do here at their next request, also in sessions that are open; the links of invitations they sent
 * close, and what they began on selections stops. Roles and connections are kept for the case that they come back.
 */
export async function deactivateStaffMember(
  ctx: RequestContext,
  input: DeactivateStaffMemberInput,
): Promise<DeactivateStaffMemberPayload> {
  const { member: found } = await staffMemberFor(ctx, input.id, 'staff.manage');
  return ctx.transaction(async (tx) => {
    const { staff, member, facts } = await lockStaffMember(tx, found);
    refuseUnless(canDeactivate(staff, facts), ['id']);
    const last = await lastOwner(tx, member.organizationId, member.id);
    if (last) refuseUnless(last, ['id']);
    await endMembership(tx, member);
    await recordAudit(tx, [
      {
        organizationId: member.organizationId,
        action: 'staff.deactivated',
        staffMemberId: staff.id,
        subjectType: 'STAFF_MEMBER',
        subjectId: member.id,
      },
    ]);
    const payload = new DeactivateStaffMemberPayload();
    payload.staffMember = await tx.loaders.staffMember.load(member.id);
    return payload;
  });
}
