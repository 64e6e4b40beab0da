import { UserError, UserErrors } from '../../errors.js';
import type { RegistrationLinkState } from './registration-preview.js';

const REFUSALS: Record<Exclude<RegistrationLinkState, 'OPEN'>, [code: string, message: string]> = {
  UNKNOWN: ['LINK_UNKNOWN', 'This link does not lead to a registration. Use the link of the latest mail.'],
  EXPIRED: ['LINK_EXPIRED', 'This link has expired. Register once more, and a new one comes by mail.'],
  CLOSED: ['REGISTRATION_CLOSED', 'This organization does not take you on online. Contact it.'],
  SUSPENDED: [
    'LINK_SUSPENDED',
    'The registrations of this organization rest at the moment. The link works again when that is over, as long as it is valid.',
  ],
  USED: ['LINK_USED', 'This link has served already. Sign in instead.'],
};

/** Why a link cannot be used, addressed to the token in the input. */
export function refuseRegistration(state: RegistrationLinkState): UserErrors {
  const [code, message] = REFUSALS[state === 'OPEN' ? 'UNKNOWN' : state];
  return new UserErrors(new UserError(code, message, ['token']));
}
