import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import type { RequestContext } from '../../context.js';
import { withRefusals } from '../../errors.js';
import { Organization } from '../organization.entity.js';
import { CreateOrganizationInput } from '../organization.inputs.js';
import { addOrganization } from './add-organization.js';
import { madeOrganization } from './made-organization.js';
import { previewStart } from './preview-start.js';
import { requestOrganization } from './request-organization.js';
import {
  CreateOrganizationPayload,
  OrganizationStartPreview,
  PublicSettings,
  RequestOrganizationInput,
  RequestOrganizationPayload,
  StartOrganizationInput,
} from './start.inputs.js';
import { startOrganization } from './start-organization.js';

/** How organizations come to be. */
@Resolver()
class StartResolver {
  @Rule('public')
  @Query(() => PublicSettings, { description: 'How this system is run, as far as it concerns everybody.' })
  publicSettings(@Ctx() { config }: RequestContext): PublicSettings {
    return { organizationSignUp: config.organizationSignUp === 'open' };
  }

  @Rule('public')
  @Mutation(() => RequestOrganizationPayload, {
    description:
      'Sends a mail with which the owner of the mailbox starts an organization. The same answer for every address. Fails with ' +
      'SIGN_UP_CLOSED where whoever runs the system keeps this to themselves.',
  })
  requestOrganization(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RequestOrganizationInput) input: RequestOrganizationInput,
  ): Promise<RequestOrganizationPayload> {
    return withRefusals(new RequestOrganizationPayload(), async () =>
      Object.assign(new RequestOrganizationPayload(), { requested: await requestOrganization(ctx, input) }),
    );
  }

  @Rule('public')
  @Query(() => OrganizationStartPreview, {
    description: 'What the holder of a link may know. Changes nothing, however often it is asked.',
  })
  organizationStartPreview(
    @Ctx() ctx: RequestContext,
    @Arg('token', () => String) token: string,
  ): Promise<OrganizationStartPreview> {
    return previewStart(ctx, token);
  }

  @Rule('public')
  @Mutation(() => CreateOrganizationPayload, {
    description:
      'Makes an organization whose owner is the holder of the link. A new user is signed in by it (Set-Cookie). Errors at ' +
      '`slug`: TAKEN; at `token`: LINK_UNKNOWN, LINK_EXPIRED, LINK_USED, WRONG_USER, SIGN_IN_REQUIRED, EMAIL_NOT_VERIFIED.',
  })
  startOrganization(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => StartOrganizationInput) input: StartOrganizationInput,
  ): Promise<CreateOrganizationPayload> {
    return withRefusals(new CreateOrganizationPayload(), async () =>
      Object.assign(new CreateOrganizationPayload(), { organizationId: await startOrganization(ctx, input) }),
    );
  }

  @Rule('signed-in')
  @Mutation(() => CreateOrganizationPayload, {
    description: 'Makes another organization, of which the viewer is the owner. Errors at `slug`: TAKEN.',
  })
  createOrganization(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateOrganizationInput) input: CreateOrganizationInput,
  ): Promise<CreateOrganizationPayload> {
    return withRefusals(new CreateOrganizationPayload(), async () =>
      Object.assign(new CreateOrganizationPayload(), { organizationId: await addOrganization(ctx, input) }),
    );
  }
}

@Resolver(() => CreateOrganizationPayload)
class CreateOrganizationPayloadResolver {
  @FieldResolver(() => Organization, { nullable: true })
  organization(
    @Root() { organizationId }: CreateOrganizationPayload,
    @Ctx() ctx: RequestContext,
  ): Promise<Organization | null> | null {
    return organizationId ? madeOrganization(ctx, organizationId) : null;
  }
}

export const organizationStartResolvers = [StartResolver, CreateOrganizationPayloadResolver];
