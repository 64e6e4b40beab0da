import { tooManyRequests } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import { UserError, UserErrors, unauthenticated } from '../../errors.js';
import { insertOrganization, PRACTICE_OF_ONE } from '../insert-organization.js';
import type { CreateOrganizationInput } from '../organization.inputs.js';
import { refuseClosed } from './refuse-closed.js';
import { readNewOrganization, refusingTakenSlug } from './start-organization.js';

/**
 * Somebody who is signed in starts another practice. Their mailbox has been proven, or this is no way around proving it.
 * @returns the id of the organization
 */
export async function addOrganization(ctx: RequestContext, input: CreateOrganizationInput): Promise<string> {
  const { viewer } = ctx;
  if (!viewer) throw unauthenticated();
  refuseClosed(ctx);
  if (!viewer.emailVerified)
    throw new UserErrors(
      new UserError(
        'EMAIL_NOT_VERIFIED',
        'Prove first that this mailbox is yours: ask for a new password, and set it with the link in the mail.',
      ),
    );
  const organization = readNewOrganization(input);
  const [firstName = '', ...rest] = viewer.name.split(' ');
  const { organizationId } = await refusingTakenSlug(
    ctx.transaction(async (tx) => {
      const made = await insertOrganization(tx, organization, {
        userId: viewer.userId,
        email: viewer.email,
        firstName: firstName.slice(0, 100),
        lastName: rest.join(' ').slice(0, 100),
        roles: PRACTICE_OF_ONE,
      });
      // Only what is made counts: looking for an address that is free is not making organizations.
      const wait = ctx.services.limits.organizations.take(viewer.userId);
      if (wait > 0) throw tooManyRequests(wait);
      return made;
    }),
  );
  return organizationId;
}
