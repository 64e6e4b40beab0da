import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import { Client } from '../clients/client.entity.js';
import type { RequestContext } from '../context.js';
import { Delivery } from '../email/delivery.js';
import { Mailing } from '../email/mailing/mailing.entity.js';
import { withRefusals } from '../errors.js';
import { Possibility } from '../possibility.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { changeInvitations } from './change/change-invitations.js';
import { getInvitation } from './get-invitation.js';
import { Invitation, InvitationRecipient, InvitationStatus } from './invitation.entity.js';
import { InvitationsInput } from './invitation.inputs.js';
import { InvitationsPayload, InvitationsRow } from './invitation.payloads.js';
import { InvitationEvent } from './invitation-event.entity.js';
import { invitedOf } from './list/invited-of.js';
import { canRemindNow, canResendNow, canWithdrawNow } from './possible-now.js';

@Resolver(() => Invitation)
class InvitationResolver {
  @Rule('invitations.read', { connected: true, or: ['staff.read'] })
  @Query(() => Invitation, { nullable: true, description: 'Fails with NOT_FOUND if there is none.' })
  invitation(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<Invitation> {
    return getInvitation(ctx, id);
  }

  @Rule('invitations.resend', { connected: true, or: ['staff.invite'] })
  @Mutation(() => InvitationsPayload, {
    description:
      'Starts validity and reminders afresh and mails the same link again, also for an expired invitation. It is from ' +
      'then on ' +
      'the offer of whoever resends, if they may invite. INVITER_GONE: neither whoever invited nor the caller may invite now.',
  })
  resendInvitations(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => InvitationsInput) input: InvitationsInput,
  ): Promise<InvitationsPayload> {
    return withRefusals(new InvitationsPayload(), () => changeInvitations(ctx, 'RESEND', input));
  }

  @Rule('invitations.resend', { connected: true, or: ['staff.invite'] })
  @Mutation(() => InvitationsPayload, {
    description:
      'Mails the same link again; the validity stays as it is. INVITER_GONE: neither whoever invited nor the caller ' +
      'may invite now.',
  })
  remindInvitations(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => InvitationsInput) input: InvitationsInput,
  ): Promise<InvitationsPayload> {
    return withRefusals(new InvitationsPayload(), () => changeInvitations(ctx, 'REMIND', input));
  }

  @Rule('invitations.withdraw', { connected: true, or: ['staff.invite'] })
  @Mutation(() => InvitationsPayload, {
    description: 'Ends the invitations: their links stop working at once.',
  })
  withdrawInvitations(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => InvitationsInput) input: InvitationsInput,
  ): Promise<InvitationsPayload> {
    return withRefusals(new InvitationsPayload(), () => changeInvitations(ctx, 'WITHDRAW', input));
  }

  @FieldResolver(() => InvitationStatus, { description: "As of now, by the database's clock." })
  status(@Root() invitation: Invitation): InvitationStatus {
    return invitation.status;
  }

  @FieldResolver(() => Client, { nullable: true, description: 'Null for an invitation of a staff member.' })
  client(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<Client | null> | null {
    return invitation.clientId ? ctx.loaders.client.load(invitation.clientId) : null;
  }

  @FieldResolver(() => InvitationRecipient)
  recipient(@Root() invitation: Invitation): InvitationRecipient {
    return invitation.staffMemberId ? 'STAFF' : 'CLIENT';
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: 'Null for an invitation of a client.' })
  staffMember(
    @Root() invitation: Invitation,
    @Ctx() ctx: RequestContext,
  ): Promise<StaffMember | null> | null {
    return invitation.staffMemberId ? ctx.loaders.staffMember.load(invitation.staffMemberId) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Of the client or the staff member; null when none is on file.',
  })
  async recipientName(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<string | null> {
    const invited = await invitedOf(ctx, invitation);
    return [invited?.firstName, invited?.lastName].filter(Boolean).join(' ') || null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The client number, or the staff number.' })
  async recipientNumber(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<string | null> {
    return (await invitedOf(ctx, invitation))?.number ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of the staff member who sent it.' })
  sentBy(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<string | null> | null {
    return invitation.sentBy ? ctx.loaders.staffName.load(invitation.sentBy) : null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the next automatic reminder leaves; null when none will.',
  })
  nextReminderAt(@Root() invitation: Invitation): Date | null {
    return invitation.status === 'PENDING' && invitation.deliveryState !== 'BOUNCED'
      ? invitation.nextReminderAt
      : null;
  }

  @FieldResolver(() => Delivery)
  delivery(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<Delivery> {
    return ctx.loaders.delivery.load(invitation);
  }

  @FieldResolver(() => [InvitationEvent], { description: 'Newest first, at most 100.' })
  events(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<InvitationEvent[]> {
    return ctx.loaders.eventsOfInvitation.load(invitation.id);
  }

  @FieldResolver(() => Possibility)
  canRemind(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canRemindNow(ctx, invitation);
  }

  @FieldResolver(() => Possibility)
  canResend(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canResendNow(ctx, invitation);
  }

  @FieldResolver(() => Possibility)
  canWithdraw(@Root() invitation: Invitation, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canWithdrawNow(ctx, invitation);
  }
}

@Resolver(() => InvitationEvent)
class InvitationEventResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Name of the staff member; null for the system or the recipient.',
  })
  actor(@Root() event: InvitationEvent, @Ctx() ctx: RequestContext): Promise<string | null> | null {
    return event.actorId ? ctx.loaders.staffName.load(event.actorId) : null;
  }
}

@Resolver(() => InvitationsRow)
class InvitationsRowResolver {
  @FieldResolver(() => Invitation, { nullable: true })
  invitation(@Root() row: InvitationsRow, @Ctx() ctx: RequestContext): Promise<Invitation | null> | null {
    return row.invitationId ? ctx.loaders.invitation.load(row.invitationId) : null;
  }
}

@Resolver(() => InvitationsPayload)
class InvitationsPayloadResolver {
  @FieldResolver(() => Mailing, {
    nullable: true,
    description: 'Where to follow the mails; null when none will leave.',
  })
  mailing(@Root() payload: InvitationsPayload, @Ctx() ctx: RequestContext): Promise<Mailing | null> | null {
    return payload.mailingId ? ctx.loaders.mailing.load(payload.mailingId) : null;
  }
}

export const invitationResolvers = [
  InvitationResolver,
  InvitationEventResolver,
  InvitationsRowResolver,
  InvitationsPayloadResolver,
];
