import { Field, InputType } from 'type-graphql';
import { Language } from '../organizations/language.js';

/** What somebody says of themself who becomes a member by a mailed link; whoever has a user says nothing. */
@InputType()
export abstract class NewUserInput {
  @Field(() => String, { nullable: true, description: 'For a new user; at most 100 characters.' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'For a new user; at most 100 characters.' })
  lastName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a new user: 12 to 128 characters, and not easy to guess.',
  })
  password?: string | null;

  @Field(() => Language, { nullable: true, description: "For a new user; if left out, the organization's." })
  language?: Language | null;
}
