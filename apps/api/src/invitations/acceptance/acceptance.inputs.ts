import { Field, InputType } from 'type-graphql';
import { OptOut } from '../../email/limits/suppression.inputs.js';
import { NewUserInput } from '../../users/new-user.input.js';

@InputType()
export class InvitationTokenInput {
  @Field(() => String)
  token!: string;
}

@InputType()
export class ReportWrongRecipientInput {
  @Field(() => String)
  token!: string;

  @Field(() => String, {
    description:
      'The first three characters, or more, of the address that the mail came to: what a scanner does not type.',
  })
  confirmation!: string;

  @Field(() => OptOut, { nullable: true, description: 'Left out: only this invitation is stopped.' })
  optOut?: OptOut | null;
}

@InputType()
export class RecordOpeningInput {
  @Field(() => String)
  token!: string;

  @Field(() => Boolean, { description: 'Somebody was seen to touch the page: a key, a finger, a mouse.' })
  byPerson!: boolean;
}

@InputType()
export class AcceptInvitationInput extends NewUserInput {
  @Field(() => String)
  token!: string;
}
