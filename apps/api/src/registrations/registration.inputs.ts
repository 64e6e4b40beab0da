import { Field, ID, InputType } from 'type-graphql';
import { NewUserInput } from '../users/new-user.input.js';
import { RegistrationStatus } from './registration.entity.js';

@InputType()
export class RequestRegistrationInput {
  @Field(() => String, { description: 'Of the organization.' })
  slug!: string;

  @Field(() => String)
  email!: string;
}

@InputType()
export class CompleteRegistrationInput extends NewUserInput {
  @Field(() => String)
  token!: string;
}

@InputType()
export class RegistrationFilter {
  @Field(() => [RegistrationStatus], { nullable: true, description: 'Left out: the waiting ones.' })
  statuses?: RegistrationStatus[] | null;
}

@InputType()
export class ApproveRegistrationInput {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'A client whom the organization has on file, without a user. Left out: the one with the same address, else a new one.',
  })
  clientId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "For a new client; left out: the organization's next number.",
  })
  number?: string | null;
}

@InputType()
export class ApproveRegistrationsInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => [ApproveRegistrationInput], { description: 'At most 200.' })
  registrations!: ApproveRegistrationInput[];

  @Field(() => ID, { nullable: true })
  programId?: string | null;
}

@InputType()
export class DeclineRegistrationsInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => [ID], { description: 'At most 200.' })
  ids!: string[];

  @Field(() => String, { nullable: true, description: 'At most 500 characters; kept for staff.' })
  reason?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the applicant reads the reason in the mail.',
  })
  mailReason?: boolean | null;
}
