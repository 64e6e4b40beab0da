import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { countHolders } from './count-holders.js';
import { listRoles } from './list-roles.js';
import { Role } from './role.entity.js';

@Resolver(() => Role)
class RoleResolver {
  @Rule('staff.read')
  @Query(() => [Role], { description: 'Built-in roles first, then those of the organization by name.' })
  roles(
    @Ctx() ctx: RequestContext,
    @Arg('organizationId', () => ID) organizationId: string,
  ): Promise<Role[]> {
    return listRoles(ctx, organizationId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many hold it: staff members, also invited and deactivated ones, and keys. Null for whoever may not see the staff.',
  })
  holderCount(@Root() role: Role, @Ctx() ctx: RequestContext): Promise<number | null> {
    return countHolders(ctx, role);
  }
}

export const roleResolvers = [RoleResolver];
