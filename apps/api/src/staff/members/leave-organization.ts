import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { ORGANIZATION_SUSPENDED } from '../../errors.js';
import { impossible, type Possibility, possible } from '../../possibility.js';
import { authorize } from '../authorize.js';
import { lastOwner, lockStaff, refuseUnless } from '../lock-staff.js';
import { endMembership } from './end-membership.js';
import type { LeaveOrganizationInput } from './staff-member.inputs.js';
import { LeaveOrganizationPayload } from './staff-member.payloads.js';

const SUSPENDED = impossible(
  ORGANIZATION_SUSPENDED,
  'The organization is suspended. You can leave once that is lifted; until then nobody sees or does anything in it.',
);

/** What one does oneself: the last owner cannot. Whoever has left is deactivated, and can be brought back like anybody. */
export async function leaveOrganization(
  ctx: RequestContext,
  { organizationId }: LeaveOrganizationInput,
): Promise<LeaveOrganizationPayload> {
  await authorize(ctx, organizationId, 'organization.read');
  return ctx.transaction(async (tx) => {
    const staff = await lockStaff(tx, organizationId, 'organization.read');
    refuseUnless(await canLeave(tx, staff), ['organizationId']);
    await endMembership(tx, staff);
    await recordAudit(tx, [
      {
        organizationId,
        action: 'staff.left',
        staffMemberId: staff.id,
        subjectType: 'STAFF_MEMBER',
        subjectId: staff.id,
      },
    ]);
    const payload = new LeaveOrganizationPayload();
    payload.leftOrganizationId = organizationId;
    return payload;
  });
}

export async function canLeave(
  ctx: Pick<RequestContext, 'db'>,
  member: { organizationId: string; id: string; suspended: boolean },
): Promise<Possibility> {
  if (member.suspended) return SUSPENDED;
  return (await lastOwner(ctx, member.organizationId, member.id)) ?? possible;
}
