import { Field, ObjectType } from 'type-graphql';
import { MailFate } from './mail-fate.js';

@ObjectType({ description: 'A mail that came back, was given up or is in doubt.' })
export class MailProblem extends MailFate {
  @Field(() => String)
  email!: string;

  clientId!: string | null;
}
