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
 * B9: who did what to whom, when, from where. Written once, in the transaction that did it, and never changed; without
 * foreign keys, since it outlives what it speaks of. Names are looked up at reading, so that no copy of them stays behind.
 */
@Entity('audit_entries')
@Index('ix_audit_entries_organization', ['organizationId', 'id'])
@Index('ix_audit_entries_subject', ['organizationId', 'subjectId', 'id'])
@Index('ix_audit_entries_actor', ['organizationId', 'actorStaffId', 'id'])
export class AuditEntry {
  @PrimaryColumn(idColumn) id!: string;
  @Column(idColumn) organizationId!: string;

  /** Noun and past participle, e.g. client.created. */
  @Column(asciiColumn(60)) action!: string;

  @Column(asciiColumn(10)) actorKind!: AuditActorKind;
  @Column({ ...idColumn, nullable: true }) actorUserId!: string | null;
  /** The staff member, or the member that the key acted as. */
  @Column({ ...idColumn, nullable: true }) actorStaffId!: string | null;
  /** The staff member for whom it was done. */
  @Column({ ...idColumn, nullable: true }) onBehalfOf!: string | null;
  /** The network address that asked. */
  @Column(asciiColumn(64, { nullable: true })) address!: string | null;
  @Column(asciiColumn(20, { nullable: true })) subjectType!: AuditSubject | null;
  @Column({ ...idColumn, nullable: true }) subjectId!: string | null;
  /** In the words of whoever did it. */
  @Column(textColumn(500, { nullable: true })) reason!: string | null;
  /** JSON, of ids and codes: nothing that a person would have to be erased from. */
  @Column({ type: 'text', nullable: true }) details!: string | null;
  @Column(createdAtColumn) at!: Date;
}
