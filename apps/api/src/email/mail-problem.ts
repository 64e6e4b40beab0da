import { Field, ObjectType } from 'type-graphql';
import { DeliveryState } from './mail.entity.js';

@ObjectType({ description: 'A mail that came back, was given up or is in doubt.' })
export class MailProblem {
  @Field(() => String)
  email!: string;

  clientId!: string | null;

  @Field(() => DeliveryState)
  state!: DeliveryState;

  @Field(() => String, { nullable: true, description: 'Stable, for programs, e.g. MAILBOX_UNKNOWN.' })
  reasonCode!: string | null;

  @Field(() => String, { nullable: true, description: 'In plain words.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: "The mail server's own words." })
  serverResponse!: string | null;
}
