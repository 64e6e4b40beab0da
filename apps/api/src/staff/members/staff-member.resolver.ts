import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import type { RequestContext } from '../../context.js';
import { SUPPRESSED } from '../../email/limits/suppressions.js';
import { withRefusals } from '../../errors.js';
import { Invitation } from '../../invitations/invitation.entity.js';
import type { Connection } from '../../pagination/connection.js';
import { Possibility } from '../../possibility.js';
import { StaffMembership } from '../../users/viewer.types.js';
import { Role } from '../role.entity.js';
import { StaffMember, StaffMemberStatus } from '../staff-member.entity.js';
import { changeStaffRoles } from './change-staff-roles.js';
import { deactivateStaffMember } from './deactivate-staff-member.js';
import { getStaffMember } from './get-staff-member.js';
import { canLeave, leaveOrganization } from './leave-organization.js';
import { listStaffMembers, StaffMemberConnection, StaffMembersArgs } from './list-staff-members.js';
import { canChangeRoles, canDeactivate, canInvite, canReactivate } from './possibilities.js';
import { reactivateStaffMember } from './reactivate-staff-member.js';
import { apiKeysMadeBy, possibilityFor, rolesOfStaffMember } from './staff-facts.js';
import {
  ChangeStaffRolesInput,
  DeactivateStaffMemberInput,
  LeaveOrganizationInput,
  ReactivateStaffMemberInput,
  UpdateStaffMemberInput,
} from './staff-member.inputs.js';
import {
  ChangeStaffRolesPayload,
  DeactivateStaffMemberPayload,
  LeaveOrganizationPayload,
  ReactivateStaffMemberPayload,
  UpdateStaffMemberPayload,
} from './staff-member.payloads.js';
import { updateStaffMember } from './update-staff-member.js';

@Resolver(() => StaffMember)
class StaffMemberResolver {
  @Rule('staff.read')
  @Query(() => StaffMember, { nullable: true, description: 'Fails with NOT_FOUND if there is none.' })
  staffMember(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<StaffMember> {
    return getStaffMember(ctx, id);
  }

  @Rule('staff.read')
  @Query(() => StaffMemberConnection, { description: 'By surname. Keys of partner apps are not among them.' })
  staffMembers(
    @Ctx() ctx: RequestContext,
    @Args(() => StaffMembersArgs) args: StaffMembersArgs,
  ): Promise<Connection<StaffMember>> {
    return listStaffMembers(ctx, args);
  }

  @Rule('staff.manage')
  @Mutation(() => ChangeStaffRolesPayload, {
    description:
      'Sets all roles and permissions that somebody holds. Counts from their next request, also in open sessions.',
  })
  changeStaffRoles(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ChangeStaffRolesInput) input: ChangeStaffRolesInput,
  ): Promise<ChangeStaffRolesPayload> {
    return withRefusals(new ChangeStaffRolesPayload(), () => changeStaffRoles(ctx, input));
  }

  @Rule('staff.manage')
  @Mutation(() => UpdateStaffMemberPayload, {
    description:
      'Corrects what is on file. Errors at the fields: TOO_LONG, REQUIRED, BAD_ADDRESS, INVALID of the number, TAKEN, ' +
      'OWN_ADDRESS of somebody who signs in with it.',
  })
  updateStaffMember(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateStaffMemberInput) input: UpdateStaffMemberInput,
  ): Promise<UpdateStaffMemberPayload> {
    return withRefusals(new UpdateStaffMemberPayload(), () => updateStaffMember(ctx, input));
  }

  @Rule('staff.manage')
  @Mutation(() => DeactivateStaffMemberPayload, {
    description:
      'From their next request on they may do nothing here; links of invitations they sent close, and bulk operations ' +
      'they began stop.',
  })
  deactivateStaffMember(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeactivateStaffMemberInput) input: DeactivateStaffMemberInput,
  ): Promise<DeactivateStaffMemberPayload> {
    return withRefusals(new DeactivateStaffMemberPayload(), () => deactivateStaffMember(ctx, input));
  }

  @Rule('staff.manage')
  @Mutation(() => ReactivateStaffMemberPayload, {
    description: 'Lets somebody work here again, with the roles and connections they had.',
  })
  reactivateStaffMember(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ReactivateStaffMemberInput) input: ReactivateStaffMemberInput,
  ): Promise<ReactivateStaffMemberPayload> {
    return withRefusals(new ReactivateStaffMemberPayload(), () => reactivateStaffMember(ctx, input));
  }

  @Rule('signed-in')
  @Mutation(() => LeaveOrganizationPayload, {
    description:
      'Ends what the viewer may do here. Refused for the last owner and, like everything else, while the organization ' +
      'is suspended.',
  })
  leaveOrganization(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => LeaveOrganizationInput) input: LeaveOrganizationInput,
  ): Promise<LeaveOrganizationPayload> {
    return withRefusals(new LeaveOrganizationPayload(), () => leaveOrganization(ctx, input));
  }

  @FieldResolver(() => StaffMemberStatus, { description: "As of now, by the database's clock." })
  status(@Root() member: StaffMember): StaffMemberStatus {
    return member.status;
  }

  @FieldResolver(() => Invitation, {
    nullable: true,
    description: 'The one invitation of this person, whatever its status; null if they needed none.',
  })
  invitation(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<Invitation | null> {
    return ctx.loaders.invitationOfStaffMember.load(member.id);
  }

  @FieldResolver(() => [Role], { description: 'Built-in roles first.' })
  roles(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<Role[]> {
    return rolesOfStaffMember(ctx, member);
  }

  @FieldResolver(() => [String], {
    description: 'What the roles and grants to this person come to together, once they are active.',
  })
  async permissions(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<string[]> {
    return [...(await ctx.loaders.grantsOfStaffMember.load(member.id)).permissions];
  }

  @FieldResolver(() => [String], { description: 'Permissions given to this person alone.' })
  async grantedPermissions(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<string[]> {
    return (await ctx.loaders.grantsOfStaffMember.load(member.id)).single;
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'Names of the API keys that they made and that work with a secret they were shown. Deactivating them does not ' +
      'end these: rotate or revoke them. Null for whoever manages neither staff nor keys.',
  })
  activeApiKeys(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<string[] | null> {
    return apiKeysMadeBy(ctx, member);
  }

  @FieldResolver(() => Possibility, {
    description:
      'Whether an invitation could be mailed to them: not to active or deactivated members, nor to somebody who asked ' +
      'not to be invited.',
  })
  async canInvite(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<Possibility> {
    const { organizationId, email } = member;
    const usual = canInvite(member);
    if (!usual.allowed || email === null) return usual;
    return (await ctx.loaders.suppressed.load({ organizationId, email })) ? SUPPRESSED : usual;
  }

  @FieldResolver(() => Possibility, { description: 'Also of oneself, as long as an owner is left.' })
  canChangeRoles(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return possibilityFor(ctx, member, canChangeRoles);
  }

  @FieldResolver(() => Possibility)
  canDeactivate(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return possibilityFor(ctx, member, canDeactivate);
  }

  @FieldResolver(() => Possibility)
  canReactivate(@Root() member: StaffMember, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return possibilityFor(ctx, member, canReactivate);
  }
}

@Resolver(() => StaffMembership)
class StaffMembershipResolver {
  @FieldResolver(() => Possibility, {
    description: 'The last owner cannot leave, nor anybody while the organization is suspended.',
  })
  canLeave(@Root() { id, organization }: StaffMembership, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canLeave(ctx, {
      id,
      organizationId: organization.id,
      suspended: organization.suspendedAt !== null,
    });
  }
}

export const staffMemberResolvers = [StaffMemberResolver, StaffMembershipResolver];
