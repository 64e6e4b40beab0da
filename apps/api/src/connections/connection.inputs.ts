import { Field, ID, InputType } from 'type-graphql';
import { IdempotentInput } from '../idempotency/idempotent-input.js';

@InputType()
export class ConnectClientsInput extends IdempotentInput {
  @Field(() => ID, { nullable: true, description: 'Left out: the organization of the clients.' })
  organizationId?: string | null;

  @Field(() => [ID], { description: 'At most 20.' })
  staffMemberIds!: string[];

  @Field(() => [ID], { description: 'At most 200.' })
  clientIds!: string[];
}

@InputType()
export class RemoveConnectionsInput {
  @Field(() => [ID], { description: 'At most 200.' })
  ids!: string[];
}
