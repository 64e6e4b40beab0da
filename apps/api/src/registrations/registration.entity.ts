import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Client } from '../clients/client.entity.js';
import {
  asciiColumn,
  createdAtColumn,
  idColumn,
  momentColumn,
  optionalMomentColumn,
  textColumn,
} from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { User } from '../users/user.entity.js';

export const RegistrationStatus = {
  WAITING: 'WAITING',
  APPROVED: 'APPROVED',
  DECLINED: 'DECLINED',
} as const;
export type RegistrationStatus = (typeof RegistrationStatus)[keyof typeof RegistrationStatus];

registerEnumType(RegistrationStatus, {
  name: 'RegistrationStatus',
  description: 'What has become of a request to become a client.',
});

/**
 * MAILED: a mail was asked for, and nobody has proven the mailbox. COMPLETED: became a client without anybody being asked.
 * Neither concerns staff, who see only requests.
 */
export type StoredRegistrationStatus = RegistrationStatus | 'MAILED' | 'COMPLETED';

/** What one address has come to in one organization. It has at most one row: asking again renews it. */
@ObjectType({ description: 'A request to become a client, by somebody who has proven their mailbox.' })
@Entity('registrations')
@Unique('uq_registrations_email', ['organizationId', 'email'])
@Index('ix_registrations_requested', ['organizationId', 'status', 'requestedAt', 'id'])
@Index('ix_registrations_user', ['userId', 'status'])
@Index('ix_registrations_client', ['clientId'])
@Index('ix_registrations_outlived', ['status', 'expiresAt'])
export class Registration {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_registrations_organization' })
  organizationId!: string;

  @Field(() => String, { description: 'Proven to be theirs.' })
  @Column(asciiColumn(254))
  email!: string;

  /** Part of what the link's token is computed from: moving it kills every earlier link. */
  @Column({ type: 'int', unsigned: true, default: 1 })
  generation!: number;

  @Field(() => RegistrationStatus)
  @Column(asciiColumn(20))
  status!: StoredRegistrationStatus;

  @Field(() => String, { nullable: true })
  @Column(textColumn(100, { nullable: true }))
  firstName!: string | null;

  @Field(() => String, { nullable: true })
  @Column(textColumn(100, { nullable: true }))
  lastName!: string | null;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => User, { name: 'fk_registrations_user', onDelete: 'CASCADE' })
  userId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The client that came of it.' })
  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Client, { name: 'fk_registrations_client', onDelete: 'CASCADE' })
  clientId!: string | null;

  /** When the mailbox last got a mail of it: it gets no second one soon. */
  @Column(optionalMomentColumn)
  mailedAt!: Date | null;

  /** Of the link. */
  @Column(momentColumn)
  expiresAt!: Date;

  @Field(() => Date, { description: 'When the mailbox was proven and the form sent.' })
  @Column(optionalMomentColumn)
  requestedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column(optionalMomentColumn)
  decidedAt!: Date | null;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => StaffMember, { name: 'fk_registrations_decided_by' })
  decidedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'In the words of whoever declined.' })
  @Column(textColumn(500, { nullable: true }))
  declineReason!: string | null;

  @Column(createdAtColumn)
  createdAt!: Date;

  @Column(createdAtColumn)
  updatedAt!: Date;
}
