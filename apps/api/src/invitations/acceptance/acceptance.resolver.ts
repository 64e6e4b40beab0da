import { Arg, Ctx, FieldResolver, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import type { RequestContext } from '../../context.js';
import { Payload, withRefusals } from '../../errors.js';
import { clientMembership } from '../../users/client-memberships.js';
import { staffMembership } from '../../users/staff-memberships.js';
import { ClientMembership, StaffMembership } from '../../users/viewer.types.js';
import {
  RecordOpeningPayload,
  ReportWrongRecipientPayload,
  RequestNewInvitationPayload,
} from '../invitation.payloads.js';
import { type Accepted, acceptInvitation } from './accept-invitation.js';
import {
  AcceptInvitationInput,
  InvitationTokenInput,
  RecordOpeningInput,
  ReportWrongRecipientInput,
} from './acceptance.inputs.js';
import { InvitationPreview } from './invitation-preview.js';
import { previewInvitation } from './preview-invitation.js';
import { recordOpening } from './record-opening.js';
import { reportWrongRecipient } from './report-wrong-recipient.js';
import { requestNewInvitation } from './request-new-invitation.js';

@ObjectType()
class AcceptInvitationPayload extends Payload {
  accepted: Accepted | null = null;
}

/** What the holder of a link can do, signed in or not. */
@Resolver()
class AcceptanceResolver {
  @Rule('public')
  @Query(() => InvitationPreview, {
    description: 'What the holder of a link may know. Changes nothing, however often it is asked.',
  })
  invitationPreview(
    @Ctx() ctx: RequestContext,
    @Arg('token', () => String) token: string,
  ): Promise<InvitationPreview> {
    return previewInvitation(ctx, token);
  }

  @Rule('public')
  @Mutation(() => AcceptInvitationPayload, {
    description:
      'Makes the holder an active client or staff member. A new user is signed in by it (Set-Cookie). Errors at ' +
      '`token`: LINK_UNKNOWN, ' +
      'LINK_EXPIRED, LINK_WITHDRAWN, LINK_SUSPENDED, LINK_USED, WRONG_USER, SIGN_IN_REQUIRED, EMAIL_NOT_VERIFIED, ' +
      'ALREADY_STAFF, ' +
      'FORMER_STAFF.',
  })
  acceptInvitation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AcceptInvitationInput) input: AcceptInvitationInput,
  ): Promise<AcceptInvitationPayload> {
    return withRefusals(new AcceptInvitationPayload(), async () =>
      Object.assign(new AcceptInvitationPayload(), { accepted: await acceptInvitation(ctx, input) }),
    );
  }

  @Rule('public')
  @Mutation(() => RecordOpeningPayload, {
    description:
      'Notes for support that the page of a link was opened, or that a link that no longer works was used; each at ' +
      'most once a day. The answer is the same for every link.',
  })
  async recordOpening(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RecordOpeningInput) input: RecordOpeningInput,
  ): Promise<RecordOpeningPayload> {
    await recordOpening(ctx, input.token, input.byPerson);
    return new RecordOpeningPayload();
  }

  @Rule('public')
  @Mutation(() => RequestNewInvitationPayload, {
    description:
      'For the holder of an expired link: tells the organization once; sends no mail to the holder.',
  })
  requestNewInvitation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => InvitationTokenInput) input: InvitationTokenInput,
  ): Promise<RequestNewInvitationPayload> {
    return withRefusals(new RequestNewInvitationPayload(), async () =>
      Object.assign(new RequestNewInvitationPayload(), {
        requested: await requestNewInvitation(ctx, input.token),
      }),
    );
  }

  @Rule('public')
  @Mutation(() => ReportWrongRecipientPayload, {
    description:
      "'This isn't me': the recipient of a misdirected mail stops the invitation and its reminders and, if they wish, any " +
      'further one. Errors: as of acceptInvitation at `token`, CONFIRMATION_NEEDED at `confirmation`.',
  })
  reportWrongRecipient(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ReportWrongRecipientInput) input: ReportWrongRecipientInput,
  ): Promise<ReportWrongRecipientPayload> {
    return withRefusals(new ReportWrongRecipientPayload(), async () =>
      Object.assign(new ReportWrongRecipientPayload(), {
        stopped: await reportWrongRecipient(ctx, input),
      }),
    );
  }
}

@Resolver(() => AcceptInvitationPayload)
class AcceptInvitationPayloadResolver {
  @FieldResolver(() => ClientMembership, { nullable: true, description: 'Set when a client accepted.' })
  membership(
    @Root() { accepted }: AcceptInvitationPayload,
    @Ctx() ctx: RequestContext,
  ): Promise<ClientMembership | null> | null {
    return accepted?.recipient === 'CLIENT' ? clientMembership(ctx, accepted.invitedId) : null;
  }

  @FieldResolver(() => StaffMembership, { nullable: true, description: 'Set when a staff member accepted.' })
  staffMembership(
    @Root() { accepted }: AcceptInvitationPayload,
    @Ctx() ctx: RequestContext,
  ): Promise<StaffMembership | null> | null {
    return accepted?.recipient === 'STAFF' ? staffMembership(ctx, accepted.invitedId) : null;
  }
}

export const acceptanceResolvers = [AcceptanceResolver, AcceptInvitationPayloadResolver];
