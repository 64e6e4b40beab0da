import { recordAudit } from '../../audit/record-audit.js';
import { activateConnections } from '../../connections/activate-connections.js';
import type { RequestContext } from '../../context.js';
import { refuseUnless } from '../lock-staff.js';
import { staffMemberFor } from './get-staff-member.js';
import { lockStaffMember } from './lock-staff-member.js';
import { canReactivate } from './possibilities.js';
import type { ReactivateStaffMemberInput } from './staff-member.inputs.js';
import { ReactivateStaffMemberPayload } from './staff-member.payloads.js';

/** With the roles and connections they had; nobody brings back somebody who may do more than they may themselves. */
export async function reactivateStaffMember(
  ctx: RequestContext,
  input: ReactivateStaffMemberInput,
): Promise<ReactivateStaffMemberPayload> {
  const { member: found } = await staffMemberFor(ctx, input.id, 'staff.manage');
  return ctx.transaction(async (tx) => {
    const { staff, member, facts } = await lockStaffMember(tx, found);
    refuseUnless(canReactivate(staff, facts), ['id']);
    await tx.db.query('UPDATE staff_members SET deactivated_at = NULL WHERE organization_id = ? AND id = ?', [
      member.organizationId,
      member.id,
    ]);
    await recordAudit(tx, [
      {
        organizationId: member.organizationId,
        action: 'staff.reactivated',
        staffMemberId: staff.id,
        subjectType: 'STAFF_MEMBER',
        subjectId: member.id,
      },
    ]);
    // Clients who joined meanwhile found nobody at the other end.
    await activateConnections(tx, { staffMemberId: member.id });
    const payload = new ReactivateStaffMemberPayload();
    payload.staffMember = await tx.loaders.staffMember.load(member.id);
    return payload;
  });
}
