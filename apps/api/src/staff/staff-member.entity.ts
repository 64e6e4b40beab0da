import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { createdAtColumn, idColumn, optionalMomentColumn, textColumn } from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';
import { User } from '../users/user.entity.js';

/** A user's membership of an organization as staff. */
@Entity('staff_members')
@Unique('uq_staff_members_user', ['organizationId', 'userId'])
@Index('ix_staff_members_user', ['userId'])
export class StaffMember {
  @PrimaryColumn(idColumn) id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_staff_members_organization' })
  organizationId!: string;

  @Column(idColumn)
  @ForeignKey(() => User, { name: 'fk_staff_members_user' })
  userId!: string;

  @Column(textColumn(100)) firstName!: string;
  @Column(textColumn(100)) lastName!: string;
  @Column(optionalMomentColumn) deactivatedAt!: Date | null;
  @Column(createdAtColumn) createdAt!: Date;
}

@Entity('staff_member_roles')
export class StaffMemberRole {
  @PrimaryColumn(idColumn)
  @ForeignKey(() => StaffMember, { name: 'fk_staff_member_roles_member', onDelete: 'CASCADE' })
  staffMemberId!: string;

  @PrimaryColumn({ ...idColumn, type: 'varchar', length: 20 })
  role!: string;
}
