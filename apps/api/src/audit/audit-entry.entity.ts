import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { asciiColumn, createdAtColumn, idColumn, textColumn } from '../database/columns.js';

/** RECIPIENT: whoever holds a mailed link; SYSTEM: what happens by itself. */
export type AuditActorKind = 'STAFF' | 'KEY' | 'USER' | 'RECIPIENT' | 'SYSTEM';

export type AuditSubject =
  | 'CLIENT'
  | 'INVITATION'
  | 'STAFF_MEMBER'
  | 'ROLE'
  | 'CONNECTION'
  | 'PROGRAM'
  | 'ORGANIZATION'
  | 'API_KEY'
  | 'REGISTRATION'
  | 'BULK_OPERATION';

/**
 * Who did what to whom, when, from where. Written once, in the transaction that did it, and never changed; without
 * foreign keys, since it outlives what it speaks of. Names are looked up at reading, so that no copy of them stays behind.
 */
@ObjectType({ description: 'One line of the audit log: who did what to whom, when and from where.' })
@Entity('audit_entries')
@Index('ix_audit_entries_organization', ['organizationId', 'id'])
@Index('ix_audit_entries_action', ['organizationId', 'action', 'id'])
@Index('ix_audit_entries_subject', ['organizationId', 'subjectId', 'id'])
@Index('ix_audit_entries_actor', ['organizationId', 'actorStaffId', 'id'])
export class AuditEntry {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn) organizationId!: string;

  @Field(() => String, { description: 'Noun and past participle, e.g. client.created.' })
  @Column(asciiColumn(60))
  action!: string;

  @Field(() => String, {
    description: 'STAFF, KEY (of a partner app), USER, RECIPIENT (of a mailed link) or SYSTEM.',
  })
  @Column(asciiColumn(10))
  actorKind!: AuditActorKind;
  @Column({ ...idColumn, nullable: true }) actorUserId!: string | null;
  /** The staff member, or the member that the key acted as. */
  @Column({ ...idColumn, nullable: true }) actorStaffId!: string | null;
  /** The staff member for whom it was done. */
  @Column({ ...idColumn, nullable: true }) onBehalfOf!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The network address that asked; null for what happened by itself.',
  })
  @Column(asciiColumn(64, { nullable: true }))
  address!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What it was done to: CLIENT, INVITATION, STAFF_MEMBER, ROLE, CONNECTION, PROGRAM, ORGANIZATION…',
  })
  @Column(asciiColumn(20, { nullable: true }))
  subjectType!: AuditSubject | null;

  @Field(() => ID, { nullable: true })
  @Column({ ...idColumn, nullable: true })
  subjectId!: string | null;

  @Field(() => String, { nullable: true, description: 'In the words of whoever did it.' })
  @Column(textColumn(500, { nullable: true }))
  reason!: string | null;
  /** JSON, of ids and codes: nothing that a person would have to be erased from. */
  @Column({ type: 'text', nullable: true }) details!: string | null;

  @Field(() => Date)
  @Column(createdAtColumn)
  at!: Date;

  /** Its place in the chain, read with it from the seals; null while it waits. */
  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the chain; null while it waits for its seal.',
  })
  seq!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 over this entry and everything before it; null while it waits for its seal.',
  })
  hash!: string | null;
}
