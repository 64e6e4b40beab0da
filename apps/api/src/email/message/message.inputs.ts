import { Field, InputType } from 'type-graphql';

export const SUBJECT_MAX = 200;
export const BODY_MAX = 20_000;
export const BUTTON_TEXT_MAX = 60;

@InputType()
export class MessageInput {
  @Field(() => String, { description: `Plain text, at most ${SUBJECT_MAX} characters.` })
  subject!: string;

  @Field(() => String, {
    description:
      'A small subset of HTML (p, br, strong, em, ul, ol, li, a[href=https|mailto]) or plain text with blank lines between ' +
      `paragraphs; at most ${BODY_MAX} characters.`,
  })
  body!: string;

  @Field(() => String, { description: `Plain text, at most ${BUTTON_TEXT_MAX} characters.` })
  buttonText!: string;
}

@InputType()
export class InvitationInput {
  @Field(() => MessageInput, { nullable: true, description: "Left out: the organization's default message." })
  message?: MessageInput | null;
}
