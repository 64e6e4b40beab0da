import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  asciiColumn,
  createdAtColumn,
  idColumn,
  optionalMomentColumn,
  textColumn,
} from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';
import { User } from '../users/user.entity.js';

/** A key acts as a member of its own, so that whatever it did has an author and its rights are looked up like anybody's. */
export const StaffMemberKind = { PERSON: 'PERSON', KEY: 'KEY' } as const;
export type StaffMemberKind = (typeof StaffMemberKind)[keyof typeof StaffMemberKind];

export const StaffMemberStatus = {
  INVITED: 'INVITED',
  INVITE_EXPIRED: 'INVITE_EXPIRED',
  INVITE_WITHDRAWN: 'INVITE_WITHDRAWN',
  ACTIVE: 'ACTIVE',
  DEACTIVATED: 'DEACTIVATED',
} as const;
export type StaffMemberStatus = (typeof StaffMemberStatus)[keyof typeof StaffMemberStatus];
registerEnumType(StaffMemberStatus, {
  name: 'StaffMemberStatus',
  valuesConfig: {
    INVITED: { description: 'The link works, and has not been accepted.' },
    DEACTIVATED: { description: 'They may do nothing here; roles and connections stay for their return.' },
  },
});

/** A person's membership of an organization as staff: invited while there is no user yet, then active, perhaps deactivated. */
@ObjectType({
  description: 'A person who works for the organization: invited, active or deactivated.',
})
@Entity('staff_members')
@Unique('uq_staff_members_user', ['organizationId', 'userId'])
@Unique('uq_staff_members_number', ['organizationId', 'number'])
@Unique('uq_staff_members_email', ['organizationId', 'email'])
@Index('ix_staff_members_user', ['userId'])
export class StaffMember {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_staff_members_organization' })
  organizationId!: string;

  /** Null for somebody invited, and for keys. */
  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => User, { name: 'fk_staff_members_user' })
  userId!: string | null;

  @Column(asciiColumn(10, { default: 'PERSON' })) kind!: StaffMemberKind;

  @Field(() => String, { nullable: true, description: 'The staff number; unique in the organization.' })
  @Column({ type: 'varchar', length: 40, charset: 'ascii', collation: 'ascii_general_ci', nullable: true })
  number!: string | null;

  @Field(() => String, { nullable: true })
  @Column(asciiColumn(254, { nullable: true }))
  email!: string | null;

  @Field(() => String)
  @Column(textColumn(100))
  firstName!: string;
  @Field(() => String)
  @Column(textColumn(100))
  lastName!: string;

  @Field(() => Date, { nullable: true })
  @Column(optionalMomentColumn)
  activatedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column(optionalMomentColumn)
  deactivatedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When they last were at work in this organization; to about an hour.',
  })
  @Column(optionalMomentColumn)
  lastSeenAt!: Date | null;

  @Field(() => Date)
  @Column(createdAtColumn)
  createdAt!: Date;

  /** No column: as of now, by the database's clock. */
  status!: StaffMemberStatus;
}

/** A built-in role by its key, or a role of the organization by its id. */
@Entity('staff_member_roles')
export class StaffMemberRole {
  @PrimaryColumn(idColumn)
  @ForeignKey(() => StaffMember, { name: 'fk_staff_member_roles_member', onDelete: 'CASCADE' })
  staffMemberId!: string;

  @PrimaryColumn({ ...idColumn, type: 'varchar', length: 36 })
  role!: string;
}
