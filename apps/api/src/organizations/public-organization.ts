import { Field, ObjectType } from 'type-graphql';
import { Language } from './language.js';

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

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  visitingAddress!: string | null;
}
