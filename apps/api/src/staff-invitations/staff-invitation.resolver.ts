import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { Mailing } from '../email/mailing/mailing.entity.js';
import { withRefusals } from '../errors.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { InviteStaffInput } from './invite-staff.inputs.js';
import { inviteStaff } from './invite-staff.js';
import { InviteStaffPayload } from './invite-staff.payload.js';

@Resolver()
class StaffInvitationResolver {
  @Rule('staff.invite')
  @Mutation(() => InviteStaffPayload, {
    description:
      'Makes somebody a staff member who gets in by accepting the invitation, and mails it. Errors at the fields: REQUIRED, ' +
      'TOO_LONG, BAD_ADDRESS, TAKEN, DEACTIVATED, NOT_FOUND, INVALID, BEYOND_OWN_PERMISSIONS, TOO_MANY, MAY_NOT_CONNECT.',
  })
  inviteStaff(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => InviteStaffInput) input: InviteStaffInput,
  ): Promise<InviteStaffPayload> {
    return withRefusals(new InviteStaffPayload(), () => inviteStaff(ctx, input));
  }
}

@Resolver(() => InviteStaffPayload)
class InviteStaffPayloadResolver {
  @FieldResolver(() => StaffMember, { nullable: true })
  staffMember(
    @Root() { staffMemberId }: InviteStaffPayload,
    @Ctx() ctx: RequestContext,
  ): Promise<StaffMember | null> | null {
    return staffMemberId ? ctx.loaders.staffMember.load(staffMemberId) : null;
  }

  @FieldResolver(() => Invitation, { nullable: true })
  invitation(
    @Root() { invitationId }: InviteStaffPayload,
    @Ctx() ctx: RequestContext,
  ): Promise<Invitation | null> | null {
    return invitationId ? ctx.loaders.invitation.load(invitationId) : null;
  }

  @FieldResolver(() => Mailing, { nullable: true, description: 'Where to follow the mail.' })
  mailing(
    @Root() { mailingId }: InviteStaffPayload,
    @Ctx() ctx: RequestContext,
  ): Promise<Mailing | null> | null {
    return mailingId ? ctx.loaders.mailing.load(mailingId) : null;
  }
}

export const staffInvitationResolvers = [StaffInvitationResolver, InviteStaffPayloadResolver];
