import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  Client,
  clientNumberColumn,
  marksColumn,
  sortNameColumn,
  statusColumn,
} from '../clients/client.entity.js';
import type { ClientStatus } from '../clients/client-status.js';
import { createdAtColumn, idColumn, momentColumn, textColumn } from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';

@ObjectType({ description: 'What clients are brought into in bulk.', simpleResolvers: true })
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
@Index('ix_enrolments_client', ['clientId', 'status'])
@Index('ix_enrolments_name', ['programId', 'status', 'sortName', 'clientId', 'marks'])
@Index('ix_enrolments_number', ['programId', 'status', 'number', 'clientId', 'marks'])
@Index('ix_enrolments_created', ['programId', 'status', 'clientCreatedAt', 'clientId', 'marks'])
// The database carries a change of status along.
@ForeignKey(() => Client, ['clientId', 'status'], ['id', 'status'], {
  name: 'fk_enrolments_client',
  onDelete: 'CASCADE',
  onUpdate: 'CASCADE',
})
export class Enrolment {
  @PrimaryColumn(idColumn)
  @ForeignKey(() => Program, { name: 'fk_enrolments_program' })
  programId!: string;

  @PrimaryColumn(idColumn)
  clientId!: string;

  @Column(idColumn) organizationId!: string;
  // Copies of what clients are filtered and sorted by, so that a program's list comes in order out of one index, however long it is.
  @Column(statusColumn) status!: ClientStatus;
  @Column(marksColumn) marks!: string;
  @Column(sortNameColumn) sortName!: string;
  @Column(clientNumberColumn) number!: string;
  @Column(momentColumn) clientCreatedAt!: Date;
  @Column(createdAtColumn) createdAt!: Date;
}
