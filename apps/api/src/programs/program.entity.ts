import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Client } from '../clients/client.entity.js';
import { createdAtColumn, idColumn, textColumn } from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';

@ObjectType({ description: 'What clients are brought into in bulk.' })
@Entity('programs')
@Unique('uq_programs_name', ['organizationId', 'name'])
export class Program {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_programs_organization' })
  organizationId!: string;

  @Field(() => String, { description: 'Unique in the organization; at most 120 characters.' })
  @Column(textColumn(120))
  name!: string;

  @Field(() => Date)
  @Column(createdAtColumn)
  createdAt!: Date;
}

@Entity('enrolments')
@Index('ix_enrolments_client', ['clientId'])
export class Enrolment {
  @PrimaryColumn(idColumn)
  @ForeignKey(() => Program, { name: 'fk_enrolments_program' })
  programId!: string;

  @PrimaryColumn(idColumn)
  @ForeignKey(() => Client, { name: 'fk_enrolments_client', onDelete: 'CASCADE' })
  clientId!: string;

  @Column(idColumn) organizationId!: string;
  @Column(createdAtColumn) createdAt!: Date;
}
