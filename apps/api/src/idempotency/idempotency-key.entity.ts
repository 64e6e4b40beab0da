import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { asciiColumn, createdAtColumn, idColumn } from '../database/columns.js';

/** A request that was carried out, so that its repetition gets the same answer and does nothing. Kept for two days. */
@Entity('idempotency_keys')
@Unique('uq_idempotency_keys_key', ['callerId', 'keyHash'])
@Index('ix_idempotency_keys_created', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn(idColumn) id!: string;

  /** The user, or the member that a key acts as. */
  @Column(idColumn) callerId!: string;
  @Column(asciiColumn(64)) keyHash!: string;
  /** Where the caller was allowed to do it; a repetition is answered only while they still are. */
  @Column({ ...idColumn, nullable: true }) organizationId!: string | null;

  /** A seal of operation and input: the same key with another request is a mistake of the caller's. */
  @Column(asciiColumn(64)) fingerprint!: string;

  /** Ids and plain values of the payload, encrypted with a key that is made of the request itself. */
  @Column({ type: 'mediumblob', nullable: true }) outcome!: Buffer | null;
  @Column(createdAtColumn) createdAt!: Date;
}
