import { Field, ID, ObjectType } from 'type-graphql';
import { BulkOperation } from '../bulk/bulk-operation.entity.js';
import { Payload } from '../errors.js';

@ObjectType({ description: 'What became of one of the invitations given.' })
export class InvitationsRow {
  @Field(() => ID)
  id: string;

  /** Null when there is none such for the viewer. */
  invitationId: string | null;

  @Field(() => String, { nullable: true, description: 'Why not; null when done.' })
  code: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;

  constructor(id: string, invitationId: string | null, code: string | null, reason: string | null) {
    this.id = id;
    this.invitationId = invitationId;
    this.code = code;
    this.reason = reason;
  }

  @Field(() => Boolean)
  get done(): boolean {
    return this.code === null;
  }
}

@ObjectType()
export class InvitationsPayload extends Payload {
  @Field(() => [InvitationsRow], { description: 'In the order of the ids; empty for a selection.' })
  rows: InvitationsRow[] = [];

  mailingId: string | null = null;

  @Field(() => BulkOperation, { nullable: true, description: 'Set when a selection was given.' })
  operation: BulkOperation | null = null;
}

@ObjectType()
export class RequestNewInvitationPayload extends Payload {
  @Field(() => Boolean, { description: 'The organization knows; asking again tells it no second time.' })
  requested = false;
}

@ObjectType()
export class RecordOpeningPayload extends Payload {}

@ObjectType()
export class ReportWrongRecipientPayload extends Payload {
  @Field(() => Boolean)
  stopped = false;
}
