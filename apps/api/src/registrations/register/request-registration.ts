import { describeProblem, normalizeAddress } from '@anteroom/address-list';
import { normalizeIP } from '../../auth/client-address.js';
import { tooManyRequests } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import { UserError, UserErrors } from '../../errors.js';
import { readOrganizationPage } from '../../organizations/read-organization-page.js';
import type { RequestRegistrationInput } from '../registration.inputs.js';
import { mailRegistrant } from './mail-registrant.js';

/**
 * Asks for a mail with which the holder of a mailbox goes on. The answer is given before anything about the address is looked
 * up: neither its words nor the time it takes can tell whether the address is known here.
 */
export async function requestRegistration(
  ctx: RequestContext,
  input: RequestRegistrationInput,
): Promise<boolean> {
  const { address, problem } = normalizeAddress(input.email);
  if (address === null)
    throw new UserErrors(new UserError('BAD_ADDRESS', problem ? describeProblem(problem) : '', ['email']));
  const { limits } = ctx.services;
  const fromHere = limits.registrations.take(`from:${normalizeIP(ctx.http.address)}`);
  if (fromHere > 0) throw tooManyRequests(fromHere);

  const organization = await readOrganizationPage(ctx, input.slug);
  if (!organization)
    throw new UserErrors(new UserError('NOT_FOUND', 'There is no such organization.', ['slug']));
  if (organization.registrationMode === 'INVITATION_ONLY')
    throw new UserErrors(
      new UserError('REGISTRATION_CLOSED', 'This organization takes on clients by invitation only.', [
        'slug',
      ]),
    );
  const ofOrganization = limits.registrationsOfOrganization.take(organization.id);
  if (ofOrganization > 0) throw tooManyRequests(ofOrganization);
  // A mailbox that gets enough of them gets no more, wherever they come from, and nobody is told.
  if (limits.registrations.take(`to:${address}`) === 0)
    ctx.services.later.do('the mail for a registration could not be prepared', () =>
      mailRegistrant(ctx, organization, address),
    );
  return true;
}
