import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import type { RequestContext } from '../../context.js';
import { withRefusals } from '../../errors.js';
import { Possibility } from '../../possibility.js';
import { Role } from '../role.entity.js';
import { createRole } from './create-role.js';
import { deleteRole } from './delete-role.js';
import { listRoles } from './list-roles.js';
import { CreateRoleInput, DeleteRoleInput, UpdateRoleInput } from './role.inputs.js';
import { CreateRolePayload, DeleteRolePayload, UpdateRolePayload } from './role.payloads.js';
import { holdersFor, roleChangeable, roleDeletable } from './role-facts.js';
import { updateRole } from './update-role.js';

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

  @Rule('roles.manage')
  @Mutation(() => CreateRolePayload, {
    description: 'Makes a role of the organization beside the built-in ones.',
  })
  createRole(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateRoleInput) input: CreateRoleInput,
  ): Promise<CreateRolePayload> {
    return withRefusals(new CreateRolePayload(), () => createRole(ctx, input));
  }

  @Rule('roles.manage')
  @Mutation(() => UpdateRolePayload, {
    description:
      'Renames a role or changes what it holds; counts for everybody who has it, from their next request on.',
  })
  updateRole(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateRoleInput) input: UpdateRoleInput,
  ): Promise<UpdateRolePayload> {
    return withRefusals(new UpdateRolePayload(), () => updateRole(ctx, input));
  }

  @Rule('roles.manage')
  @Mutation(() => DeleteRolePayload, {
    description: 'Refused with IN_USE while anybody holds the role, also somebody invited or deactivated.',
  })
  deleteRole(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeleteRoleInput) input: DeleteRoleInput,
  ): Promise<DeleteRolePayload> {
    return withRefusals(new DeleteRolePayload(), () => deleteRole(ctx, input));
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many hold it: staff members, also invited and deactivated ones, and keys. Null for whoever may not see the staff.',
  })
  holderCount(@Root() role: Role, @Ctx() ctx: RequestContext): Promise<number | null> {
    return holdersFor(ctx, role);
  }

  @FieldResolver(() => Possibility)
  canChange(@Root() role: Role, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return roleChangeable(ctx, role);
  }

  @FieldResolver(() => Possibility)
  canDelete(@Root() role: Role, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return roleDeletable(ctx, role);
  }
}

export const roleResolvers = [RoleResolver];
