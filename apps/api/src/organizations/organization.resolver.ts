import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { defaultMessage, MessageText } from '../email/message/default-message.js';
import { Placeholder, placeholders } from '../email/message/placeholders.js';
import { withRefusals } from '../errors.js';
import { InvitationRecipient } from '../invitations/invitation.entity.js';
import { countOpenInvitations } from './count-open-invitations.js';
import { findOrganization } from './find-organization.js';
import { logoUrl } from './logo/logo-name.js';
import { Organization } from './organization.entity.js';
import { UpdateOrganizationInput, UpdateOrganizationPayload } from './organization.inputs.js';
import { PublicOrganization } from './public-organization.js';
import { updateOrganization } from './update-organization.js';

const LOGO_URL =
  'Where its logo is, a PNG or JPEG, for everybody: another logo has another address. Null where it has none.';

@Resolver(() => Organization)
class OrganizationResolver {
  @Rule('organization.read')
  @Query(() => Organization, {
    nullable: true,
    description:
      'One organization the viewer is staff of, by id or by slug (exactly one of them). Null if this viewer has none.',
  })
  organization(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { nullable: true }) id: string | null,
    @Arg('slug', () => String, { nullable: true }) slug: string | null,
  ): Promise<Organization | null> {
    return findOrganization(ctx, { id, slug });
  }

  @Rule('settings.manage')
  @Mutation(() => UpdateOrganizationPayload, {
    description: 'Changes what the organization says of itself, and how clients may register.',
  })
  updateOrganization(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateOrganizationInput) input: UpdateOrganizationInput,
  ): Promise<UpdateOrganizationPayload> {
    return withRefusals(new UpdateOrganizationPayload(), () => updateOrganization(ctx, input));
  }

  @FieldResolver(() => Boolean, {
    description:
      'While it is, every operation of the organization is refused with ORGANIZATION_SUSPENDED, its mail is held, its ' +
      'links are closed, and nobody can leave it. Memberships of the viewer still name it, and updateViewer still ' +
      'works.',
  })
  suspended(@Root() organization: Organization): boolean {
    return organization.suspendedAt !== null;
  }

  @FieldResolver(() => String, { nullable: true, description: LOGO_URL })
  logoUrl(@Root() { logo }: Organization, @Ctx() { config }: RequestContext): string | null {
    return logoUrl(config, logo);
  }

  @FieldResolver(() => MessageText, { description: 'The message an invitation starts from.' })
  defaultMessage(
    @Root() organization: Organization,
    @Arg('recipient', () => InvitationRecipient, { defaultValue: 'CLIENT' }) recipient: InvitationRecipient,
  ): MessageText {
    return defaultMessage(organization.language, recipient);
  }

  @FieldResolver(() => [Placeholder], {
    description: 'The placeholders a message may hold, in the order they are offered.',
  })
  placeholders(
    @Arg('recipient', () => InvitationRecipient, { defaultValue: 'CLIENT' }) recipient: InvitationRecipient,
  ): Placeholder[] {
    return placeholders(recipient);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Open invitations now (pending and expired), exact up to 10,000; 10,001 means more. Null for whoever may not see them.',
  })
  openInvitationCount(
    @Root() organization: Organization,
    @Ctx() ctx: RequestContext,
  ): Promise<number | null> {
    return countOpenInvitations(ctx, organization.id);
  }
}

@Resolver(() => PublicOrganization)
class PublicOrganizationResolver {
  @FieldResolver(() => String, { nullable: true, description: LOGO_URL })
  logoUrl(@Root() { logo }: PublicOrganization, @Ctx() { config }: RequestContext): string | null {
    return logoUrl(config, logo);
  }
}

export const organizationResolvers = [OrganizationResolver, PublicOrganizationResolver];
