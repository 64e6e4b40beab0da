import { Field, ID, InputType } from 'type-graphql';
import { ClientSelection } from '../clients/client.inputs.js';
import { IdempotentInput } from '../idempotency/idempotent-input.js';

@InputType()
export class CreateProgramInput extends IdempotentInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { description: 'Unique in the organization; at most 120 characters.' })
  name!: string;
}

@InputType()
export class RenameProgramInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Unique in the organization; at most 120 characters.' })
  name!: string;
}

@InputType()
export class AddClientsToProgramInput extends IdempotentInput {
  @Field(() => ID)
  programId!: string;

  @Field(() => [ID], { nullable: true, description: 'At most 200; or a selection, not both.' })
  clientIds?: string[] | null;

  @Field(() => ClientSelection, { nullable: true })
  selection?: ClientSelection | null;
}
