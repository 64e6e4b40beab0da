import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import {
  asciiColumn,
  createdAtColumn,
  idColumn,
  optionalMomentColumn,
  textColumn,
} from '../database/columns.js';
import { Language } from './language.js';
import { RegistrationMode } from './registration-mode.js';

@ObjectType({ description: 'The tenant: a practice or an institution.' })
@Entity('organizations')
@Unique('uq_organizations_slug', ['slug'])
export class Organization {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Field(() => String, { description: 'The part of links that names this organization.' })
  @Column(asciiColumn(60))
  slug!: string;

  @Field(() => String)
  @Column(textColumn(120))
  name!: string;

  @Field(() => Language, { description: 'The language of its mail and portal.' })
  @Column(asciiColumn(5))
  language!: Language;

  @Field(() => String, { description: 'IANA name, e.g. Europe/Amsterdam.' })
  @Column(asciiColumn(64))
  timeZone!: string;

  @Field(() => String, { description: 'House colour as #rrggbb.' })
  @Column(asciiColumn(7))
  accentColor!: string;

  /** Name of its logo among `organization_logos`. */
  @Column(asciiColumn(68, { nullable: true }))
  logo!: string | null;

  @Field(() => String, { nullable: true })
  @Column(textColumn(40, { nullable: true }))
  phone!: string | null;

  @Field(() => String, { nullable: true })
  @Column(textColumn(255, { nullable: true }))
  visitingAddress!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is, in its own words; plain text.' })
  @Column(textColumn(2000, { nullable: true }))
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'What it offers, one a line; plain text.' })
  @Column(textColumn(2000, { nullable: true }))
  treatments!: string | null;

  @Field(() => RegistrationMode)
  @Column(asciiColumn(20, { default: 'INVITATION_ONLY' }))
  registrationMode!: RegistrationMode;

  @Column(asciiColumn(10, { default: 'C-' }))
  clientNumberPrefix!: string;

  @Column({ type: 'tinyint', unsigned: true, default: 4 })
  clientNumberWidth!: number;

  /** While set, nothing can be done in this organization, nobody can accept its invitations and its mail is held. */
  @Column(optionalMomentColumn)
  suspendedAt!: Date | null;

  @Column(createdAtColumn)
  createdAt!: Date;
}
