import { Field, InputType } from 'type-graphql';
import { Language } from '../../organizations/language.js';

@InputType()
export class InvitationTokenInput {
  @Field(() => String)
  token!: string;
}

@InputType()
export class RecordOpeningInput {
  @Field(() => String)
  token!: string;

  @Field(() => Boolean, { description: 'Somebody was seen to touch the page: a key, a finger, a mouse.' })
  byPerson!: boolean;
}

@InputType()
export class AcceptInvitationInput {
  @Field(() => String)
  token!: string;

  @Field(() => String, { nullable: true, description: 'For a new user.' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'For a new user.' })
  lastName?: string | null;

  @Field(() => String, { nullable: true, description: 'For a new user: 12 to 128 characters.' })
  password?: string | null;

  @Field(() => Language, { nullable: true })
  language?: Language | null;
}
