import { UserError } from '../../errors.js';
import type { InvitationLinkState } from './invitation-preview.js';

const REFUSALS: Record<Exclude<InvitationLinkState, 'OPEN'>, [code: string, message: string]> = {
  UNKNOWN: ['LINK_UNKNOWN', 'This link does not lead to an invitation. Use the link of the latest mail.'],
  EXPIRED: ['LINK_EXPIRED', 'This invitation has expired. Ask the organization for a new one.'],
  WITHDRAWN: [
    'LINK_WITHDRAWN',
    'This invitation has been withdrawn. Contact the organization if this surprises you.',
  ],
  SUSPENDED: [
    'LINK_SUSPENDED',
    'The invitations of this organization rest at the moment. The link works again when that is over, as long as it is valid.',
  ],
  USED: ['LINK_USED', 'This invitation has already been accepted. Sign in instead.'],
};

/** Why a link cannot be accepted, addressed to the token in the input. */
export function refuseLink(state: Exclude<InvitationLinkState, 'OPEN'>): UserError {
  const [code, message] = REFUSALS[state];
  return new UserError(code, message, ['token']);
}
