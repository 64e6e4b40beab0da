import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../errors.js';

@ObjectType()
export class InviteStaffPayload extends Payload {
  staffMemberId: string | null = null;
  invitationId: string | null = null;
  mailingId: string | null = null;

  @Field(() => Boolean, {
    description: 'They had been invited before, and their invitation is offered anew.',
  })
  renewed = false;
}
