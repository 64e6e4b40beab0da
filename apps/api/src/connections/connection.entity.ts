import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Client } from '../clients/client.entity.js';
import { createdAtColumn, idColumn, optionalMomentColumn } from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';

/** The tie between one staff member and one client; pending until both of them are active, and paused while one is deactivated. */
@ObjectType({
  description:
    'The tie between one staff member and one client that lets them see and write to each other. It becomes active by ' +
    'itself as soon as both of them are.',
})
@Entity('connections')
@Unique('uq_connections_pair', ['staffMemberId', 'clientId'])
@Index('ix_connections_client', ['clientId'])
export class Connection {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_connections_organization' })
  organizationId!: string;

  @Column(idColumn)
  @ForeignKey(() => StaffMember, { name: 'fk_connections_staff_member', onDelete: 'CASCADE' })
  staffMemberId!: string;

  @Column(idColumn)
  @ForeignKey(() => Client, { name: 'fk_connections_client', onDelete: 'CASCADE' })
  clientId!: string;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => StaffMember, { name: 'fk_connections_created_by' })
  createdBy!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it became active for the first time; null while one of the two has not joined yet.',
  })
  @Column(optionalMomentColumn)
  activatedAt!: Date | null;

  @Field(() => Date)
  @Column(createdAtColumn)
  createdAt!: Date;
}
