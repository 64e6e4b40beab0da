import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { Delivery } from '../email/delivery.js';
import { withRefusals } from '../errors.js';
import { InvitationStatus } from '../invitations/invitation.entity.js';
import { InvitationEvent } from '../invitations/invitation-event.entity.js';
import { Possibility } from '../possibility.js';
import { actOnCase } from './act-on-case.js';
import { canRemindCase, canResendCase } from './case-possibilities.js';
import { findingOfCase, readMails } from './case-rows.js';
import { findCases } from './find-cases.js';
import { openCase } from './open-case.js';
import { SupportCaseInput, SupportSearchInput } from './support.inputs.js';
import { SupportCasePayload, SupportSearchPayload } from './support.payloads.js';
import { SupportCase, SupportFinding, SupportMail } from './support-case.types.js';

const LOOK =
  'Each look is written into the audit log with its reason, and counts against the same limit as an action.';

@Resolver()
class SupportResolver {
  @Rule('support.use')
  @Query(() => SupportSearchPayload, {
    description: `Finds invitations of clients and staff by address, name, number or support code. ${LOOK}`,
  })
  supportSearch(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SupportSearchInput) input: SupportSearchInput,
  ): Promise<SupportSearchPayload> {
    return withRefusals(new SupportSearchPayload(), () => findCases(ctx, input));
  }

  @Rule('support.use')
  @Query(() => SupportCasePayload, {
    description: `One invitation with all that happened to it. ${LOOK} The same reason within an hour is the same look.`,
  })
  supportCase(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SupportCaseInput) input: SupportCaseInput,
  ): Promise<SupportCasePayload> {
    return withRefusals(new SupportCasePayload(), () => openCase(ctx, input));
  }

  @Rule('support.use')
  @Mutation(() => SupportCasePayload, {
    description: 'Mails the same link again; the validity stays as it is.',
  })
  supportRemind(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SupportCaseInput) input: SupportCaseInput,
  ): Promise<SupportCasePayload> {
    return withRefusals(new SupportCasePayload(), () => actOnCase(ctx, 'REMIND', input));
  }

  @Rule('support.use')
  @Mutation(() => SupportCasePayload, {
    description:
      'Starts validity and reminders afresh and mails the same link again, also for an expired invitation. It stays the ' +
      'offer of whoever invited.',
  })
  supportResend(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SupportCaseInput) input: SupportCaseInput,
  ): Promise<SupportCasePayload> {
    return withRefusals(new SupportCasePayload(), () => actOnCase(ctx, 'RESEND', input));
  }
}

@Resolver(() => SupportCase)
class SupportCaseResolver {
  @FieldResolver(() => InvitationStatus, { description: "As of now, by the database's clock." })
  status(@Root() { invitation }: SupportCase): InvitationStatus {
    return invitation.status;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of the staff member whose offer it is.' })
  sentBy(@Root() { invitation }: SupportCase, @Ctx() ctx: RequestContext): Promise<string | null> | null {
    return invitation.sentBy ? ctx.loaders.staffName.load(invitation.sentBy) : null;
  }

  @FieldResolver(() => Date, { nullable: true, description: 'When the next automatic reminder leaves.' })
  nextReminderAt(@Root() { invitation }: SupportCase): Date | null {
    return invitation.status === 'PENDING' && invitation.deliveryState !== 'BOUNCED'
      ? invitation.nextReminderAt
      : null;
  }

  @FieldResolver(() => Delivery)
  delivery(@Root() { invitation }: SupportCase, @Ctx() ctx: RequestContext): Promise<Delivery> {
    return ctx.loaders.delivery.load(invitation);
  }

  @FieldResolver(() => SupportFinding, { description: 'The one thing to say first.' })
  finding(@Root() found: SupportCase, @Ctx() ctx: RequestContext): Promise<SupportFinding> {
    return findingOfCase(ctx, found);
  }

  @FieldResolver(() => [InvitationEvent], { description: 'Newest first, at most 100.' })
  record(@Root() { id }: SupportCase, @Ctx() ctx: RequestContext): Promise<InvitationEvent[]> {
    return ctx.loaders.eventsOfInvitation.load(id);
  }

  @FieldResolver(() => [SupportMail], { description: 'Newest first, at most 50.' })
  mails(@Root() { id }: SupportCase, @Ctx() ctx: RequestContext): Promise<SupportMail[]> {
    return readMails(ctx, id);
  }

  @FieldResolver(() => Possibility)
  canRemind(@Root() found: SupportCase, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canRemindCase(ctx, found);
  }

  @FieldResolver(() => Possibility)
  canResend(@Root() found: SupportCase, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canResendCase(ctx, found);
  }
}

export const supportResolvers = [SupportResolver, SupportCaseResolver];
