import type { RequestContext } from '../context.js';
import { replaceAddress } from '../invitations/replace-address.js';

/**
 * The address of somebody who is invited to the staff and has not accepted was corrected: every link sent to the old one dies
 * at once, and the invitation is withdrawn until somebody sends it to the new address. Within the transaction that writes the
 * member's row, which has authorized it.
 * @returns whether there was a link to kill
 */
export function replaceStaffAddress(
  tx: RequestContext,
  change: {
    organizationId: string;
    /** Whose address it is. */
    staffMemberId: string;
    email: string;
    /** The staff member who corrected it. */
    correctedBy: string;
  },
): Promise<boolean> {
  return replaceAddress(tx, {
    organizationId: change.organizationId,
    staffMemberId: change.correctedBy,
    invitedStaffMemberId: change.staffMemberId,
    email: change.email,
  });
}
