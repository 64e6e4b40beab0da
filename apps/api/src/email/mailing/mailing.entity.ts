import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { createdAtColumn, idColumn } from '../../database/columns.js';
import { Organization } from '../../organizations/organization.entity.js';
import { StaffMember } from '../../staff/staff-member.entity.js';

@ObjectType({
  description: 'One sending to one or many recipients, started by a person; counts are of mails.',
})
@Entity('mailings')
@Index('ix_mailings_organization', ['organizationId', 'id'])
export class Mailing {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_mailings_organization' })
  organizationId!: string;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => StaffMember, { name: 'fk_mailings_created_by' })
  createdBy!: string | null;

  @Field(() => Date)
  @Column(createdAtColumn)
  createdAt!: Date;
}
