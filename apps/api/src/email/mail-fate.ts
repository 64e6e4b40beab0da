import { Field, ObjectType } from 'type-graphql';
import { DeliveryState } from './delivery-state.js';

/** What became of a mail, as far as the mail server said. */
@ObjectType({ simpleResolvers: true })
export abstract class MailFate {
  @Field(() => DeliveryState)
  state!: DeliveryState;

  @Field(() => String, { nullable: true, description: 'Stable, for programs, e.g. MAILBOX_UNKNOWN.' })
  reasonCode!: string | null;

  @Field(() => String, { nullable: true, description: 'In plain words.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: "The mail server's own words." })
  serverResponse!: string | null;
}
