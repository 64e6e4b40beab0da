import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import type { RequestContext } from '../../context.js';
import { withRefusals } from '../../errors.js';
import { OrganizationPage } from '../../organizations/public-organization.js';
import { readOrganizationPage } from '../../organizations/read-organization-page.js';
import { clientMembership } from '../../users/client-memberships.js';
import { ClientMembership } from '../../users/viewer.types.js';
import { CompleteRegistrationInput, RequestRegistrationInput } from '../registration.inputs.js';
import { CompleteRegistrationPayload, RequestRegistrationPayload } from '../registration.payloads.js';
import { completeRegistration } from './complete-registration.js';
import { previewRegistration } from './preview-registration.js';
import { RegistrationPreview } from './registration-preview.js';
import { requestRegistration } from './request-registration.js';

/** What anybody can do to become a client. */
@Resolver()
class RegisterResolver {
  @Rule('public')
  @Query(() => OrganizationPage, {
    nullable: true,
    description: 'What an organization shows to everybody; null if there is none.',
  })
  publicOrganization(
    @Ctx() ctx: RequestContext,
    @Arg('slug', () => String) slug: string,
  ): Promise<OrganizationPage | null> {
    return readOrganizationPage(ctx, slug);
  }

  @Rule('public')
  @Mutation(() => RequestRegistrationPayload, {
    description:
      'Sends a mail to the address, in which its owner reads how to go on. The same answer for every address, known or not. ' +
      'Errors: BAD_ADDRESS at `email`, NOT_FOUND and REGISTRATION_CLOSED at `slug`.',
  })
  requestRegistration(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RequestRegistrationInput) input: RequestRegistrationInput,
  ): Promise<RequestRegistrationPayload> {
    return withRefusals(new RequestRegistrationPayload(), async () =>
      Object.assign(new RequestRegistrationPayload(), { requested: await requestRegistration(ctx, input) }),
    );
  }

  @Rule('public')
  @Query(() => RegistrationPreview, {
    description: 'What the holder of a link may know. Changes nothing, however often it is asked.',
  })
  registrationPreview(
    @Ctx() ctx: RequestContext,
    @Arg('token', () => String) token: string,
  ): Promise<RegistrationPreview> {
    return previewRegistration(ctx, token);
  }

  @Rule('public')
  @Mutation(() => CompleteRegistrationPayload, {
    description:
      'Makes the holder an active client, or hands their request to the organization. A new user is signed in by it ' +
      '(Set-Cookie). Errors at `token`: LINK_UNKNOWN, LINK_EXPIRED, LINK_SUSPENDED, LINK_USED, REGISTRATION_CLOSED, ' +
      'WRONG_USER, SIGN_IN_REQUIRED, EMAIL_NOT_VERIFIED.',
  })
  completeRegistration(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CompleteRegistrationInput) input: CompleteRegistrationInput,
  ): Promise<CompleteRegistrationPayload> {
    return withRefusals(new CompleteRegistrationPayload(), async () =>
      Object.assign(new CompleteRegistrationPayload(), await completeRegistration(ctx, input)),
    );
  }
}

@Resolver(() => CompleteRegistrationPayload)
class CompleteRegistrationPayloadResolver {
  @FieldResolver(() => ClientMembership, { nullable: true, description: 'Null while the request waits.' })
  membership(
    @Root() { clientId }: CompleteRegistrationPayload,
    @Ctx() ctx: RequestContext,
  ): Promise<ClientMembership | null> | null {
    return clientId ? clientMembership(ctx, clientId) : null;
  }
}

export const registerResolvers = [RegisterResolver, CompleteRegistrationPayloadResolver];
