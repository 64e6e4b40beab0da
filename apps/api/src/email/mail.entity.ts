import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  asciiColumn,
  createdAtColumn,
  idColumn,
  momentColumn,
  optionalMomentColumn,
  textColumn,
} from '../database/columns.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { Organization } from '../organizations/organization.entity.js';
import type { DeliveryState } from './delivery-state.js';
import { Mailing } from './mailing/mailing.entity.js';
import { Message } from './message/message.entity.js';

export const MailKind = {
  INVITATION: 'INVITATION',
  REMINDER: 'REMINDER',
  PASSWORD_RESET: 'PASSWORD_RESET',
  MAIL_STOPPED: 'MAIL_STOPPED',
  RENEWAL_REQUESTED: 'RENEWAL_REQUESTED',
  WRONG_RECIPIENT: 'WRONG_RECIPIENT',
  CONNECTION_CREATED: 'CONNECTION_CREATED',
  CONNECTION_ACTIVE: 'CONNECTION_ACTIVE',
  STAFF_CONNECTION_ACTIVE: 'STAFF_CONNECTION_ACTIVE',
  REGISTRATION: 'REGISTRATION',
  REGISTRATION_SIGN_IN: 'REGISTRATION_SIGN_IN',
  REGISTRATION_KNOWN: 'REGISTRATION_KNOWN',
  REGISTRATION_WAITING: 'REGISTRATION_WAITING',
  REGISTRATION_BY_PHONE: 'REGISTRATION_BY_PHONE',
  REGISTRATION_APPROVED: 'REGISTRATION_APPROVED',
  REGISTRATION_DECLINED: 'REGISTRATION_DECLINED',
  REGISTRATION_DECLINED_WHY: 'REGISTRATION_DECLINED_WHY',
  ORGANIZATION_START: 'ORGANIZATION_START',
  ORGANIZATION_START_SIGN_IN: 'ORGANIZATION_START_SIGN_IN',
} as const;
export type MailKind = (typeof MailKind)[keyof typeof MailKind];

/** The outbox: one row a mail, written in the transaction that decided on it. */
@Entity('mails')
@Unique('uq_mails_send_key', ['sendKey'])
@Index('ix_mails_due', ['state', 'nextAttemptAt', 'id'])
@Index('ix_mails_lease', ['state', 'leasedUntil'])
@Index('ix_mails_mailing', ['mailingId', 'state'])
@Index('ix_mails_recipient', ['recipient', 'createdAt'])
@Index('ix_mails_invitation', ['invitationId', 'id'])
export class Mail {
  @PrimaryColumn(idColumn) id!: string;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Organization, { name: 'fk_mails_organization' })
  organizationId!: string | null;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Invitation, { name: 'fk_mails_invitation', onDelete: 'CASCADE' })
  invitationId!: string | null;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Message, { name: 'fk_mails_message' })
  messageId!: string | null;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Mailing, { name: 'fk_mails_mailing' })
  mailingId!: string | null;

  @Column(asciiColumn(30)) kind!: MailKind;
  /** The decision this mail belongs to; two decisions to send the same thing collide here instead of in a mailbox. */
  @Column(asciiColumn(120)) sendKey!: string;
  @Column(asciiColumn(254)) recipient!: string;
  /** What is not to be looked up when the mail leaves, encrypted; emptied once it has left. */
  @Column({ type: 'text', nullable: true }) payload!: string | null;
  @Column(asciiColumn(20)) state!: DeliveryState;
  @Column({ type: 'int', unsigned: true, default: 0 }) attempts!: number;
  /** How often the connection broke after the mail was handed over, so that a copy may have left. */
  @Column({ type: 'int', unsigned: true, default: 0 }) possibleCopies!: number;
  @Column(momentColumn) nextAttemptAt!: Date;
  @Column({ ...idColumn, nullable: true }) leaseToken!: string | null;
  @Column(optionalMomentColumn) leasedUntil!: Date | null;
  @Column(optionalMomentColumn) sentAt!: Date | null;
  @Column(asciiColumn(40, { nullable: true })) reasonCode!: string | null;
  @Column(textColumn(1000, { nullable: true })) serverResponse!: string | null;
  @Column(createdAtColumn) createdAt!: Date;
  @Column(createdAtColumn) updatedAt!: Date;
}
