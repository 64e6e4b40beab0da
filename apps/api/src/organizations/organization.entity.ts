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

@ObjectType({ description: 'The tenant: a practice or an institution.' })
@Entity('organizations')
@Unique('uq_organizations_slug', ['slug'])
export class Organization {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Field(() => String, { description: 'The part of addresses that names this organization.' })
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

  @Field(() => String, { nullable: true })
  @Column(textColumn(40, { nullable: true }))
  phone!: string | null;

  @Field(() => String, { nullable: true })
  @Column(textColumn(255, { nullable: true }))
  visitingAddress!: string | null;

  @Column(asciiColumn(10, { default: 'C-' }))
  clientNumberPrefix!: string;

  @Column({ type: 'tinyint', unsigned: true, default: 4 })
  clientNumberWidth!: number;

  /** While set, nobody can accept an invitation of this organization and its mail is held. */
  @Column(optionalMomentColumn)
  suspendedAt!: Date | null;

  @Column(createdAtColumn)
  createdAt!: Date;
}
