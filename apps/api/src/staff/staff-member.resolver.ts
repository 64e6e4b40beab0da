import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import type { Connection } from '../pagination/connection.js';
import { Possibility } from '../possibility.js';
import { getStaffMember } from './get-staff-member.js';
import { listStaffMembers, StaffMemberConnection, StaffMembersArgs } from './list-staff-members.js';
import { canChangeRoles, canDeactivate, canReactivate } from './possibilities.js';
import { Role } from './role.entity.js';
import { possibilityFor, rolesOfStaffMember } from './staff-facts.js';
import { StaffMember, StaffMemberStatus } from './staff-member.entity.js';

@Resolver(() => StaffMember)
class StaffMemberResolver {
  @Rule('staff.read')
  @Query(() => StaffMember, { nullable: true })
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

  @FieldResolver(() => StaffMemberStatus, { description: "As of now, by the database's clock." })
  status(@Root() member: StaffMember): StaffMemberStatus {
    return member.status;
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

export const staffMemberResolvers = [StaffMemberResolver];
