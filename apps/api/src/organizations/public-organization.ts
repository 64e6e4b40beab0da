import { Field, ObjectType } from 'type-graphql';
import { Language } from './language.js';
import { RegistrationMode } from './registration-mode.js';

@ObjectType({
  description: 'What anybody holding a link may know of an organization.',
  simpleResolvers: true,
})
export class PublicOrganization {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  slug!: string;

  @Field(() => Language)
  language!: Language;

  @Field(() => String, { description: 'IANA name, e.g. Europe/Amsterdam.' })
  timeZone!: string;

  @Field(() => String, { description: 'House colour as #rrggbb.' })
  accentColor!: string;

  /** Name of its logo. */
  logo!: string | null;

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  visitingAddress!: string | null;
}

@ObjectType({ description: 'What an organization shows to everybody who comes by.', simpleResolvers: true })
export class OrganizationPage {
  @Field(() => PublicOrganization)
  organization!: PublicOrganization;

  @Field(() => String, { nullable: true, description: 'What it is, in its own words; plain text.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'What it offers, one a line; plain text.' })
  treatments!: string | null;

  @Field(() => RegistrationMode)
  registrationMode!: RegistrationMode;
}
