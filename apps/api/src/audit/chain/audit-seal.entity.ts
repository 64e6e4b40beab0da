import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { asciiColumn, idColumn, momentColumn } from '../../database/columns.js';

const hashColumn = asciiColumn(64);
const keyIdColumn = asciiColumn(8);
const seqColumn = { type: 'int', unsigned: true } as const;

/**
 * A link of an organization's chain: the place of one entry in it, and the hash of that entry together with everything before
 * it. The order is `seq`, not the entry's id: a transaction that commits late is sealed late.
 */
@Entity('audit_seals')
@Unique('uq_audit_seals_entry', ['entryId'])
export class AuditSeal {
  @PrimaryColumn(idColumn) organizationId!: string;
  @PrimaryColumn(seqColumn) seq!: number;
  @Column(idColumn) entryId!: string;
  @Column(hashColumn) previousHash!: string;
  @Column(hashColumn) hash!: string;
  /** Which key of the ring signed. */
  @Column(keyIdColumn) keyId!: string;
  @Column(hashColumn) signature!: string;
  @Column(momentColumn) sealedAt!: Date;
}

/** The end of an organization's chain: whoever seals holds its lock, and a chain that ends before it was cut off. */
@Entity('audit_heads')
export class AuditHead {
  @PrimaryColumn(idColumn) organizationId!: string;
  @Column({ ...seqColumn, default: 0 }) seq!: number;
  @Column(asciiColumn(64, { default: '' })) hash!: string;
  @Column(asciiColumn(8, { default: '' })) keyId!: string;
  @Column(asciiColumn(64, { default: '' })) signature!: string;
}

/** Entries that wait for their seal: written with them, gone with it. */
@Entity('audit_unsealed')
export class UnsealedAuditEntry {
  @PrimaryColumn(idColumn) organizationId!: string;
  @PrimaryColumn(idColumn) entryId!: string;
}
