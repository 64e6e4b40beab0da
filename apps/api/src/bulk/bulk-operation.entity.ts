import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { asciiColumn, createdAtColumn, idColumn, optionalMomentColumn } from '../database/columns.js';
import { Mailing } from '../email/mailing/mailing.entity.js';
import { Message } from '../email/message/message.entity.js';
import { Organization } from '../organizations/organization.entity.js';
import { Program } from '../programs/program.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';

export const BulkOperationKind = {
  INVITE: 'INVITE',
  RESEND: 'RESEND',
  REMIND: 'REMIND',
  WITHDRAW: 'WITHDRAW',
  ADD_TO_PROGRAM: 'ADD_TO_PROGRAM',
  CONNECT: 'CONNECT',
} as const;
export type BulkOperationKind = (typeof BulkOperationKind)[keyof typeof BulkOperationKind];
registerEnumType(BulkOperationKind, { name: 'BulkOperationKind' });

export const BulkOperationState = { RUNNING: 'RUNNING', DONE: 'DONE', FAILED: 'FAILED' } as const;
export type BulkOperationState = (typeof BulkOperationState)[keyof typeof BulkOperationState];
registerEnumType(BulkOperationState, { name: 'BulkOperationState' });

/** Why an operation failed as a whole, in plain words; the codes are what the SPA translates. */
export const BULK_FAILURES = {
  NO_LONGER_ALLOWED:
    'Whoever began this may no longer do it. What is done stays done; somebody who may can make it go on with the rest.',
  WENT_WRONG:
    'It went wrong on our side several times. What is done stays done. Make it go on later with those that are left; if it stops again, tell whoever looks after Anteroom.',
} as const;
export type BulkFailure = keyof typeof BULK_FAILURES;

@ObjectType({ description: 'One action on everybody who matches a filter, done in batches.' })
@Entity('bulk_operations')
@Index('ix_bulk_operations_state', ['state', 'processed'])
export class BulkOperation {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_bulk_operations_organization' })
  organizationId!: string;

  /** Whose it is: whoever began it or, after it had failed, made it go on. */
  @Column(idColumn)
  @ForeignKey(() => StaffMember, { name: 'fk_bulk_operations_created_by' })
  createdBy!: string;

  /** Who began it, once somebody else has made it go on; null while it is still theirs. */
  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => StaffMember, { name: 'fk_bulk_operations_begun_by' })
  begunBy!: string | null;

  @Field(() => BulkOperationKind)
  @Column(asciiColumn(20))
  kind!: BulkOperationKind;

  @Field(() => BulkOperationState)
  @Column(asciiColumn(20))
  state!: BulkOperationState;

  /** The criteria, as JSON, with what is done to those who match where that takes more than an id. */
  @Column({ type: 'text' }) selection!: string;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Message, { name: 'fk_bulk_operations_message' })
  messageId!: string | null;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Mailing, { name: 'fk_bulk_operations_mailing' })
  mailingId!: string | null;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Program, { name: 'fk_bulk_operations_program' })
  programId!: string | null;

  /** Everybody up to this row, in the order of the batches, has been handled. */
  @Column(asciiColumn(40, { nullable: true })) lastKey!: string | null;
  @Column({ ...idColumn, nullable: true }) lastId!: string | null;

  @Field(() => Int, { description: 'How many matched when it began.' })
  @Column({ type: 'int', unsigned: true })
  total!: number;

  @Field(() => Int)
  @Column({ type: 'int', unsigned: true, default: 0 })
  processed!: number;

  @Field(() => Int)
  @Column({ type: 'int', unsigned: true, default: 0 })
  done!: number;

  /** JSON object: reason code → its words and count, see `SkippedReasons`. */
  @Column({ type: 'text' }) skippedReasons!: string;

  /** How often a row has failed by itself since one was done. */
  @Column({ type: 'int', unsigned: true, default: 0 }) attempts!: number;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it goes on by itself after something went wrong; null while it goes on, and once it has ended.',
  })
  @Column(optionalMomentColumn)
  nextAttemptAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed: NO_LONGER_ALLOWED or WENT_WRONG; null unless it did.',
  })
  @Column(asciiColumn(40, { nullable: true }))
  reasonCode!: BulkFailure | null;

  @Field(() => Date, { description: 'When it was begun.' })
  @Column(createdAtColumn)
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was done, or failed; null while it goes on.' })
  @Column(optionalMomentColumn)
  finishedAt!: Date | null;
}
