import { Field, ID, InputType } from 'type-graphql';
import { ClientSelection } from '../clients/client.inputs.js';
import { IdempotentInput } from '../idempotency/idempotent-input.js';

@InputType()
export class ConnectClientsInput extends IdempotentInput {
  @Field(() => ID, { nullable: true, description: 'Left out: the organization of the clients.' })
  organizationId?: string | null;

  @Field(() => [ID], { description: 'At most 20.' })
  staffMemberIds!: string[];

  @Field(() => [ID], { nullable: true, description: 'At most 200; or a selection, not both.' })
  clientIds?: string[] | null;

  @Field(() => ClientSelection, {
    nullable: true,
    description: 'Everybody who matches; of whoever does not see all clients, their own.',
  })
  selection?: ClientSelection | null;
}

@InputType()
export class RemoveConnectionsInput {
  @Field(() => [ID], { description: 'At most 200.' })
  ids!: string[];
}
