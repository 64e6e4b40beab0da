import { Field, ObjectType } from 'type-graphql';
import { Payload, UserError } from '../errors.js';
import { SupportCase, SupportFinding } from './support-case.types.js';

@ObjectType()
export class SupportSearchPayload extends Payload {
  @Field(() => [SupportCase], { description: 'The latest sent first, at most 20.' })
  cases: SupportCase[] = [];

  @Field(() => Boolean, { description: 'There are more than these: ask for something more exact.' })
  hasMore = false;

  @Field(() => SupportFinding, {
    nullable: true,
    description:
      'When nothing is found and the address, given in full, is of a client to whom nobody has sent an invitation: e.g. NEVER_INVITED, NOT_WANTED.',
  })
  uninvited: SupportFinding | null = null;
}

@ObjectType()
export class SupportCasePayload extends Payload {
  @Field(() => SupportCase, { nullable: true, description: 'As it is now; null when there are errors.' })
  case: SupportCase | null = null;

  @Field(() => [UserError], { description: 'Of an action also why it is not possible, e.g. MAIL_WAITING.' })
  override errors: UserError[] = [];
}
