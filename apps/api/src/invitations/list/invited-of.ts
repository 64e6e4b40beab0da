import type { Client } from '../../clients/client.entity.js';
import type { RequestContext } from '../../context.js';
import type { StaffMember } from '../../staff/staff-member.entity.js';
import type { Invitation } from '../invitation.entity.js';

/** Whom an invitation invites. */
export async function invitedOf(
  ctx: RequestContext,
  { clientId, staffMemberId }: Invitation,
): Promise<Client | StaffMember | null> {
  if (clientId) return ctx.loaders.client.load(clientId);
  return staffMemberId ? ctx.loaders.staffMember.load(staffMemberId) : null;
}
