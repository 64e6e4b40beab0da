import { Field, ID, InputType } from 'type-graphql';
import { ClientFilter } from '../clients/client.inputs.js';
import { DeliveryState } from '../email/delivery-state.js';
import { IdempotentInput } from '../idempotency/idempotent-input.js';
import { InvitationRecipient, InvitationStatus } from './invitation.entity.js';

@InputType()
export class InvitationFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Name, address or number; every word must match the beginning of one of them.',
  })
  search?: string | null;

  @Field(() => [InvitationStatus], { nullable: true, description: 'Left out: pending and expired.' })
  statuses?: InvitationStatus[] | null;

  @Field(() => [DeliveryState], { nullable: true })
  deliveryStates?: DeliveryState[] | null;

  @Field(() => InvitationRecipient, {
    nullable: true,
    description: 'Left out: all that the caller may see, or act on.',
  })
  recipient?: InvitationRecipient | null;

  @Field(() => ID, { nullable: true })
  programId?: string | null;
}

@InputType({ description: 'Everybody who matches, as of the moment each batch is handled.' })
export class InvitationSelection {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => InvitationFilter, { nullable: true, description: 'Either: invitations that match.' })
  filter?: InvitationFilter | null;

  @Field(() => ClientFilter, {
    nullable: true,
    description: 'Or: the invitations of the clients that match.',
  })
  clientFilter?: ClientFilter | null;
}

@InputType()
export class InvitationsInput extends IdempotentInput {
  @Field(() => [ID], { nullable: true, description: 'At most 200; or a selection, not both.' })
  ids?: string[] | null;

  @Field(() => InvitationSelection, { nullable: true })
  selection?: InvitationSelection | null;
}
