import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../errors.js';
import { IdempotentInput } from '../idempotency/idempotent-input.js';
import { Language } from './language.js';
import { Organization } from './organization.entity.js';
import { RegistrationMode } from './registration-mode.js';

@InputType({
  description: 'What is left out stays as it is; null or an empty text removes what may be empty.',
})
export class UpdateOrganizationInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: '1 to 120 characters.' })
  name?: string | null;

  @Field(() => Language, { nullable: true })
  language?: Language | null;

  @Field(() => String, { nullable: true, description: 'IANA name, e.g. Europe/Amsterdam.' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 40 characters.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 255 characters.' })
  visitingAddress?: string | null;

  @Field(() => String, { nullable: true, description: '#rrggbb' })
  accentColor?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The image itself, a PNG or JPEG as data:image/png;base64,… of at most 200 kB and 2,000 pixels on each side; ' +
      'INVALID for anything else, an address among it, TOO_LARGE for more.',
  })
  logo?: string | null;

  @Field(() => String, { nullable: true, description: 'Plain text of at most 2,000 characters.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'Plain text of at most 2,000 characters.' })
  treatments?: string | null;

  @Field(() => RegistrationMode, { nullable: true })
  registrationMode?: RegistrationMode | null;
}

@ObjectType()
export class UpdateOrganizationPayload extends Payload {
  @Field(() => Organization, { nullable: true })
  organization: Organization | null = null;
}

/** What the maker of an organization says of it. */
export interface NewOrganizationInput {
  name: string;
  slug: string;
  language: Language;
  timeZone: string;
  accentColor: string;
}

@InputType()
export class CreateOrganizationInput extends IdempotentInput implements NewOrganizationInput {
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
}
