import { Field, ID, InputType } from 'type-graphql';
import { IdempotentInput } from '../idempotency/idempotent-input.js';

@InputType()
export class ResumeBulkOperationInput extends IdempotentInput {
  @Field(() => ID)
  id!: string;
}
