import { Field, ID, InputType } from 'type-graphql';
import { IdempotentInput } from '../../idempotency/idempotent-input.js';

@InputType()
export class CreateRoleInput extends IdempotentInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, {
    description: 'Unique in the organization, and none of the built-in ones; at most 80 characters.',
  })
  name!: string;

  @Field(() => [String], { description: 'At least one; none that the caller does not hold.' })
  permissions!: string[];
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateRoleInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Unique in the organization, and none of the built-in ones; at most 80 characters.',
  })
  name?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'All that the role is to hold: at least one; none that the caller does not hold.',
  })
  permissions?: string[] | null;
}

@InputType()
export class DeleteRoleInput {
  @Field(() => ID)
  id!: string;
}
