import { Field, ID, ObjectType } from 'type-graphql';
import { UserError } from '../../errors.js';
import { Role } from '../role.entity.js';

@ObjectType()
export class CreateRolePayload {
  @Field(() => Role, { nullable: true })
  role: Role | null = null;

  @Field(() => [UserError], {
    description: 'Among others TAKEN, BUILT_IN, BEYOND_OWN_PERMISSIONS.',
  })
  errors: UserError[] = [];
}

@ObjectType()
export class UpdateRolePayload {
  @Field(() => Role, { nullable: true })
  role: Role | null = null;

  @Field(() => [UserError], {
    description: 'Among others TAKEN, BUILT_IN, BEYOND_OWN_PERMISSIONS.',
  })
  errors: UserError[] = [];
}

@ObjectType()
export class DeleteRolePayload {
  @Field(() => ID, { nullable: true })
  deletedRoleId: string | null = null;

  @Field(() => [UserError], {
    description: 'Among others BUILT_IN, BEYOND_OWN_PERMISSIONS and IN_USE.',
  })
  errors: UserError[] = [];
}
