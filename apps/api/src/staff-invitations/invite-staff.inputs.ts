import { Field, ID, InputType } from 'type-graphql';
import { MessageInput } from '../email/message/message.inputs.js';
import { IdempotentInput } from '../idempotency/idempotent-input.js';

@InputType()
export class InviteStaffInput extends IdempotentInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { description: 'At most 100 characters.' })
  firstName!: string;

  @Field(() => String)
  lastName!: string;

  @Field(() => String, {
    description:
      'If somebody with this address was invited and has not accepted yet, they are invited again.',
  })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The staff number; unique in the organization.' })
  number?: string | null;

  @Field(() => [ID], {
    description: 'At least one, and none with a permission that the caller does not hold.',
  })
  roleIds!: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'Permissions for this person alone, beside those of the roles.',
  })
  permissions?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Clients to connect them with, at most 200; takes the permission to make connections.',
  })
  clientIds?: string[] | null;

  @Field(() => MessageInput, {
    nullable: true,
    description: 'Left out: the default message of an invitation to the staff.',
  })
  message?: MessageInput | null;
}
