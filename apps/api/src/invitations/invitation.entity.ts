import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Client } from '../clients/client.entity.js';
import {
  asciiColumn,
  createdAtColumn,
  idColumn,
  momentColumn,
  optionalMomentColumn,
} from '../database/columns.js';
import type { DeliveryState } from '../email/delivery-state.js';
import { Message } from '../email/message/message.entity.js';
import { Organization } from '../organizations/organization.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';

export const InvitationStatus = {
  PENDING: 'PENDING',
  ACCEPTED: 'ACCEPTED',
  WITHDRAWN: 'WITHDRAWN',
  EXPIRED: 'EXPIRED',
} as const;
export type InvitationStatus = (typeof InvitationStatus)[keyof typeof InvitationStatus];

registerEnumType(InvitationStatus, {
  name: 'InvitationStatus',
  valuesConfig: {
    PENDING: { description: 'The link works, and has not been accepted.' },
    EXPIRED: { description: 'Its validity is over; it can be resent.' },
    WITHDRAWN: { description: 'Its link is dead for good; whoever is invited anew gets another.' },
  },
});

export const InvitationRecipient = { CLIENT: 'CLIENT', STAFF: 'STAFF' } as const;
export type InvitationRecipient = (typeof InvitationRecipient)[keyof typeof InvitationRecipient];

registerEnumType(InvitationRecipient, {
  name: 'InvitationRecipient',
  description: 'What an invitation is to: becoming a client, or a staff member.',
});

/** One offer to one address. A client or staff member has at most one row: resending renews it, offering anew after a withdrawal moves its generation. */
@ObjectType({
  description: 'One offer to one address to become a client or a staff member.',
  simpleResolvers: true,
})
@Entity('invitations')
@Unique('uq_invitations_client', ['clientId'])
@Unique('uq_invitations_staff_member', ['staffMemberId'])
@Unique('uq_invitations_support_code', ['organizationId', 'supportCode'])
@Index('ix_invitations_client', ['clientId', 'status', 'deliveryState', 'expiresAt'])
@Index('ix_invitations_expires', ['organizationId', 'status', 'expiresAt', 'id', 'clientId'])
@Index('ix_invitations_delivery_expires', [
  'organizationId',
  'status',
  'deliveryState',
  'expiresAt',
  'id',
  'clientId',
])
@Index('ix_invitations_due_expiry', ['status', 'expiryRecorded', 'expiresAt'])
@Index('ix_invitations_due_reminder', ['status', 'nextReminderAt'])
export class Invitation {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_invitations_organization' })
  organizationId!: string;

  /** Either the client or the staff member whom it invites. */
  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Client, { name: 'fk_invitations_client', onDelete: 'CASCADE' })
  clientId!: string | null;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => StaffMember, { name: 'fk_invitations_staff_member', onDelete: 'CASCADE' })
  staffMemberId!: string | null;

  @Column(idColumn)
  @ForeignKey(() => Message, { name: 'fk_invitations_message' })
  messageId!: string;

  @Field(() => String, { description: 'The address it was sent to.' })
  @Column(asciiColumn(254))
  email!: string;

  /** Part of what the link's token is computed from: moving it kills every earlier link. */
  @Column({ type: 'int', unsigned: true, default: 1 })
  generation!: number;

  @Field(() => String, {
    description:
      'Such as 7KQ-M4P. The invited person tells it to support, who find the invitation by it. It opens nothing.',
  })
  @Column(asciiColumn(7))
  supportCode!: string;

  /** EXPIRED is never stored. PENDING counts only while `expiresAt` lies in the future: read it through `STATUS_NOW`. */
  @Column(asciiColumn(20))
  status!: InvitationStatus;

  @Field(() => Date, { description: 'When the present validity began: first sending or latest resend.' })
  @Column(momentColumn)
  sentAt!: Date;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => StaffMember, { name: 'fk_invitations_sent_by' })
  sentBy!: string | null;

  @Field(() => Date, { description: 'Fourteen days after `sentAt`; at that moment the link stops working.' })
  @Column(momentColumn)
  expiresAt!: Date;

  /** Whether the sweep has written down that this validity is over. */
  @Column({ type: 'boolean', default: false })
  expiryRecorded!: boolean;

  @Field(() => Int, { description: 'Automatic ones, since `sentAt`.' })
  @Column({ type: 'tinyint', unsigned: true, default: 0 })
  remindersSent!: number;

  @Column(optionalMomentColumn)
  nextReminderAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column(optionalMomentColumn)
  acceptedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column(optionalMomentColumn)
  withdrawnAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'The holder of the expired link asked for a new one.' })
  @Column(optionalMomentColumn)
  renewalRequestedAt!: Date | null;

  @Column({ ...idColumn, nullable: true })
  lastMailId!: string | null;

  @Column(asciiColumn(20))
  deliveryState!: DeliveryState;

  @Column(createdAtColumn)
  createdAt!: Date;

  @Column(createdAtColumn)
  updatedAt!: Date;
}
