import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Payload } from '../../errors.js';
import { Language } from '../language.js';
import type { NewOrganizationInput } from '../organization.inputs.js';

@InputType()
export class RequestOrganizationInput {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  firstName!: string;

  @Field(() => String)
  lastName!: string;

  @Field(() => String, { description: 'What the practice is called.' })
  name!: string;

  @Field(() => Language, { description: 'Language of the mail.' })
  language!: Language;
}

@InputType()
export class StartOrganizationInput implements NewOrganizationInput {
  @Field(() => String, { description: '1 to 120 characters.' })
  name!: string;

  @Field(() => String, {
    description: 'The part of links that names it: lower-case letters, digits, hyphens; unique.',
  })
  slug!: string;

  @Field(() => Language)
  language!: Language;

  @Field(() => String, { description: 'IANA name, e.g. Europe/Amsterdam.' })
  timeZone!: string;

  @Field(() => String, { description: 'House colour as #rrggbb.' })
  accentColor!: string;

  @Field(() => String)
  token!: string;

  @Field(() => String)
  firstName!: string;

  @Field(() => String)
  lastName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'For a new user: 12 to 128 characters, and not easy to guess.',
  })
  password?: string | null;
}

@ObjectType()
export class RequestOrganizationPayload extends Payload {
  @Field(() => Boolean, { description: 'A mail goes to the address. The same for every address.' })
  requested = false;
}

@ObjectType()
export class CreateOrganizationPayload extends Payload {
  organizationId: string | null = null;
}

export const OrganizationStartState = {
  OPEN: 'OPEN',
  EXPIRED: 'EXPIRED',
  USED: 'USED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type OrganizationStartState = (typeof OrganizationStartState)[keyof typeof OrganizationStartState];

registerEnumType(OrganizationStartState, {
  name: 'OrganizationStartState',
  description: 'What a link for starting an organization is good for now.',
});

@ObjectType({ description: 'What the holder of a link for starting an organization may know.' })
export class OrganizationStartPreview {
  @Field(() => OrganizationStartState)
  state: OrganizationStartState = 'UNKNOWN';

  @Field(() => String, { nullable: true, description: 'This and the following only while the link is open.' })
  email: string | null = null;

  @Field(() => String, { nullable: true })
  firstName: string | null = null;

  @Field(() => String, { nullable: true })
  lastName: string | null = null;

  @Field(() => String, { nullable: true })
  name: string | null = null;

  @Field(() => String, { nullable: true, description: 'Made of the name, and free at this moment.' })
  proposedSlug: string | null = null;

  @Field(() => Boolean)
  userExists = false;

  @Field(() => Boolean, {
    description: "The address's user has never proven the mailbox: they set a new password by mail first.",
  })
  mailboxUnproven = false;

  @Field(() => String, { nullable: true, description: 'Address of the signed-in user, when it is another.' })
  signedInAsOther: string | null = null;

  @Field(() => Boolean)
  signedInAsSelf = false;
}

@ObjectType({ description: 'What everybody may know of how this system is run.', simpleResolvers: true })
export class PublicSettings {
  @Field(() => Boolean, { description: 'Whether anybody may start an organization.' })
  organizationSignUp!: boolean;
}
