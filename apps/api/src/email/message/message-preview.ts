import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { ClientSelection, ClientSort } from '../../clients/client.inputs.js';
import { Payload } from '../../errors.js';
import { MessageInput } from './message.inputs.js';

export const PreviewRecipient = { FIRST: 'FIRST', LONGEST_NAME: 'LONGEST_NAME', NO_NAME: 'NO_NAME' } as const;
export type PreviewRecipient = (typeof PreviewRecipient)[keyof typeof PreviewRecipient];
registerEnumType(PreviewRecipient, {
  name: 'PreviewRecipient',
  description:
    'Whose mail to show, of those who would get one. Where nobody has a name, or everybody, the mail of the first is shown with an example of a long one, or with none.',
});

export const PreviewKind = { INVITATION: 'INVITATION', REMINDER: 'REMINDER' } as const;
export type PreviewKind = (typeof PreviewKind)[keyof typeof PreviewKind];
registerEnumType(PreviewKind, { name: 'PreviewKind' });

@InputType({ description: 'A client who does not exist yet.' })
export class PreviewClientInput {
  @Field(() => String, { nullable: true })
  firstName?: string | null;

  @Field(() => String, { nullable: true })
  lastName?: string | null;

  @Field(() => String)
  email!: string;
}

@InputType({ description: 'Somebody who is to be invited to the staff.' })
export class PreviewInviteeInput {
  @Field(() => String)
  firstName!: string;

  @Field(() => String)
  lastName!: string;

  @Field(() => String)
  email!: string;
}

@InputType()
export class MessagePreviewInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => MessageInput)
  message!: MessageInput;

  @Field(() => PreviewRecipient)
  recipient!: PreviewRecipient;

  @Field(() => ID, {
    nullable: true,
    description:
      'A program that the recipients are about to come into. Left out, and for whoever is in it already, the mail names the one they came into last.',
  })
  programId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The recipients to choose from; at most 200.' })
  clientIds?: string[] | null;

  @Field(() => ClientSelection, {
    nullable: true,
    description:
      'Or everybody who matches, of the same organization, as in inviteClients: of those who can be invited, the first 200 are looked at, however many there are.',
  })
  selection?: ClientSelection | null;

  @Field(() => ClientSort, {
    nullable: true,
    description: 'The order of the selection, as in the list it was made in. Left out: by name.',
  })
  sort?: ClientSort | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Or the text as pasted, before the clients exist; the first 200 addresses are looked at. Whoever is a client already is shown as such.',
  })
  emails?: string | null;

  @Field(() => PreviewClientInput, { nullable: true, description: 'Or one client, before they exist.' })
  client?: PreviewClientInput | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Staff members whom the recipients will be connected with besides those they are; at most 20.',
  })
  connections?: string[] | null;
  @Field(() => PreviewInviteeInput, {
    nullable: true,
    description: 'Or, for an invitation to the staff, whoever it is to.',
  })
  invitee?: PreviewInviteeInput | null;

  @Field(() => PreviewKind, { nullable: true, description: 'Left out: the invitation.' })
  kind?: PreviewKind | null;
}

@ObjectType({
  description: 'Something to think about before sending; it stops nothing.',
  simpleResolvers: true,
})
export class MessageWarning {
  @Field(() => String, {
    description: 'Stable, for programs: HEALTH_IN_SUBJECT, FOREIGN_LINK, LINK_IN_SUBJECT, NAME_MISSING.',
  })
  code!: string;

  @Field(() => String)
  message!: string;
}

@ObjectType({ description: 'The mail as a recipient would get it.' })
export class MessagePreview extends Payload {
  @Field(() => String, { description: 'The address it would go to.' })
  to = '';

  @Field(() => String)
  subject = '';

  @Field(() => String, { description: 'The whole HTML document of the mail. Its link opens nothing.' })
  html = '';

  @Field(() => String)
  text = '';

  @Field(() => [MessageWarning])
  warnings: MessageWarning[] = [];
}
