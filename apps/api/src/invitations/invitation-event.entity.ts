import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { asciiColumn, createdAtColumn, idColumn, textColumn } from '../database/columns.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { Invitation } from './invitation.entity.js';

export const InvitationEventType = {
  SENT: 'SENT',
  RESENT: 'RESENT',
  REMINDED: 'REMINDED',
  DELIVERED: 'DELIVERED',
  DELAYED: 'DELAYED',
  BOUNCED: 'BOUNCED',
  DELIVERY_UNKNOWN: 'DELIVERY_UNKNOWN',
  DELIVERY_FAILED: 'DELIVERY_FAILED',
  OPTED_OUT: 'OPTED_OUT',
  OPENED: 'OPENED',
  LINK_REFUSED: 'LINK_REFUSED',
  WRONG_USER: 'WRONG_USER',
  WITHDRAWN: 'WITHDRAWN',
  WRONG_RECIPIENT: 'WRONG_RECIPIENT',
  RENEWAL_REQUESTED: 'RENEWAL_REQUESTED',
  ADDRESS_CHANGED: 'ADDRESS_CHANGED',
  EXPIRED: 'EXPIRED',
  ACCEPTED: 'ACCEPTED',
} as const;
export type InvitationEventType = (typeof InvitationEventType)[keyof typeof InvitationEventType];

registerEnumType(InvitationEventType, {
  name: 'InvitationEventType',
  valuesConfig: {
    DELIVERED: { description: 'The mail server took the mail.' },
    DELAYED: { description: 'The mail server asked to wait; it is tried again by itself.' },
    BOUNCED: { description: 'The mail server refused the mail for good.' },
    DELIVERY_UNKNOWN: { description: 'The connection broke while the mail was handed over.' },
    DELIVERY_FAILED: { description: 'The mail was given up.' },
    OPTED_OUT: { description: 'The mail did not leave: the address has asked not to be invited.' },
    LINK_REFUSED: { description: 'A link that no longer works was used.' },
    WRONG_USER: { description: 'Somebody opened the link who is signed in with another address.' },
    WRONG_RECIPIENT: { description: 'The recipient said that it is not for them.' },
    RENEWAL_REQUESTED: { description: 'The holder of the expired link asked for a new one.' },
    ADDRESS_CHANGED: { description: 'The link that was sent to the old address is dead.' },
  },
});

@ObjectType({ description: 'Something that happened to an invitation.' })
@Entity('invitation_events')
@Index('ix_invitation_events_invitation', ['invitationId', 'at', 'id'])
export class InvitationEvent {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn) organizationId!: string;

  @Column(idColumn)
  @ForeignKey(() => Invitation, { name: 'fk_invitation_events_invitation', onDelete: 'CASCADE' })
  invitationId!: string;

  @Field(() => InvitationEventType)
  @Column(asciiColumn(30))
  type!: InvitationEventType;

  /** The staff member who did it; null for the system and the recipient. */
  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => StaffMember, { name: 'fk_invitation_events_actor' })
  actorId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The mail server's words; of OPENED: PERSON, or UNSEEN when nobody was seen to touch the page; of LINK_REFUSED: " +
      'LINK_EXPIRED, LINK_WITHDRAWN, LINK_SUSPENDED, LINK_USED or LINK_REPLACED.',
  })
  @Column(textColumn(500, { nullable: true }))
  detail!: string | null;

  @Field(() => Date)
  @Column(createdAtColumn)
  at!: Date;
}
