import { Field, ID, ObjectType } from 'type-graphql';
import { Payload, UserError } from '../../errors.js';
import { Role } from '../role.entity.js';

@ObjectType()
abstract class RolePayload extends Payload {
  @Field(() => Role, { nullable: true })
  role: Role | null = null;

  @Field(() => [UserError], {
    description: 'Among others TAKEN, BUILT_IN, BEYOND_OWN_PERMISSIONS.',
  })
  override errors: UserError[] = [];
}

@ObjectType()
export class CreateRolePayload extends RolePayload {}

@ObjectType()
export class UpdateRolePayload extends RolePayload {}

@ObjectType()
export class DeleteRolePayload extends Payload {
  @Field(() => ID, { nullable: true })
  deletedRoleId: string | null = null;

  @Field(() => [UserError], {
    description: 'Among others BUILT_IN, BEYOND_OWN_PERMISSIONS and IN_USE.',
  })
  override errors: UserError[] = [];
}
