import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MailFate } from '../email/mail-fate.js';
import { type Invitation, InvitationRecipient } from '../invitations/invitation.entity.js';

export const SupportMailKind = { INVITATION: 'INVITATION', REMINDER: 'REMINDER' } as const;
export type SupportMailKind = (typeof SupportMailKind)[keyof typeof SupportMailKind];
registerEnumType(SupportMailKind, { name: 'SupportMailKind' });

@ObjectType({
  description: 'What is to be said about an invitation now, and what helps.',
  simpleResolvers: true,
})
export class SupportFinding {
  @Field(() => String, { description: 'Stable, for programs: e.g. BOUNCED, EXPIRED, NOT_OPENED.' })
  code!: string;

  @Field(() => String, { description: 'One sentence in plain words.' })
  text!: string;

  @Field(() => String, { description: 'What helps, for whoever has the person on the phone.' })
  help!: string;

  @Field(() => Date, { description: 'Since when it is so.' })
  at!: Date;
}

@ObjectType({
  description: 'One mail of an invitation to the invited person; nothing of what it says.',
  simpleResolvers: true,
})
export class SupportMail extends MailFate {
  @Field(() => ID)
  id!: string;

  @Field(() => SupportMailKind)
  kind!: SupportMailKind;

  @Field(() => String, { description: 'The address it goes to, which may have been corrected since.' })
  email!: string;

  @Field(() => Boolean, { description: 'A reminder that left by itself.' })
  automatic!: boolean;

  @Field(() => Date)
  queuedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the mail server accepted it.' })
  sentAt!: Date | null;

  @Field(() => Int, { description: 'How often it has been handed to the mail server.' })
  attempts!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When it is tried again by itself; null when it is not.',
  })
  nextAttemptAt!: Date | null;
}

/** An allow-list: nothing here leads to the client, to what they are treated for, or to what the mail says. */
@ObjectType({ description: 'An invitation as support sees it: whom it went to and what became of it.' })
export class SupportCase {
  invitation!: Invitation;
  /** The link lets nobody in, whatever the status says. Looked up once, when something depends on it. */
  offerGone: Promise<boolean> | null = null;

  @Field(() => ID, { description: 'Of the invitation.' })
  id!: string;

  @Field(() => InvitationRecipient)
  kind!: InvitationRecipient;

  @Field(() => String, { nullable: true })
  recipientName!: string | null;

  @Field(() => String, { description: 'The address it was sent to.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The client number or staff number.' })
  number!: string | null;

  @Field(() => String)
  supportCode!: string;

  @Field(() => Date, { description: 'When the present validity began: first sending or latest resend.' })
  sentAt!: Date;

  @Field(() => Date)
  expiresAt!: Date;
}
