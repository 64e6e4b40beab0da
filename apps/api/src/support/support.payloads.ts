import { Field, ObjectType } from 'type-graphql';
import { Payload, UserError } from '../errors.js';
import { SupportCase } from './support-case.types.js';

@ObjectType()
export class SupportSearchPayload extends Payload {
  @Field(() => [SupportCase], { description: 'The latest sent first, at most 20.' })
  cases: SupportCase[] = [];

  @Field(() => Boolean, { description: 'There are more than these: ask for something more exact.' })
  hasMore = false;
}

@ObjectType()
export class SupportCasePayload extends Payload {
  @Field(() => SupportCase, { nullable: true, description: 'As it is now; null when there are errors.' })
  case: SupportCase | null = null;

  @Field(() => [UserError], { description: 'Of an action also why it is not possible, e.g. MAIL_WAITING.' })
  override errors: UserError[] = [];
}
