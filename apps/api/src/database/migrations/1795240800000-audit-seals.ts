import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const ascii = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** The chain that makes the audit log provable: a seal an entry, the end of each organization's chain, and what waits. */
const UP = [
  `CREATE TABLE audit_seals (
    organization_id ${ID} NOT NULL,
    seq INT UNSIGNED NOT NULL,
    entry_id ${ID} NOT NULL,
    previous_hash ${ascii(64)} NOT NULL,
    hash ${ascii(64)} NOT NULL,
    key_id ${ascii(8)} NOT NULL,
    signature ${ascii(64)} NOT NULL,
    sealed_at DATETIME(3) NOT NULL,
    PRIMARY KEY (organization_id, seq),
    UNIQUE KEY uq_audit_seals_entry (entry_id)
  ) ${TABLE}`,
  `CREATE TABLE audit_heads (
    organization_id ${ID} NOT NULL,
    seq INT UNSIGNED NOT NULL DEFAULT 0,
    hash ${ascii(64)} NOT NULL DEFAULT '',
    key_id ${ascii(8)} NOT NULL DEFAULT '',
    signature ${ascii(64)} NOT NULL DEFAULT '',
    PRIMARY KEY (organization_id)
  ) ${TABLE}`,
  `CREATE TABLE audit_unsealed (
    organization_id ${ID} NOT NULL,
    entry_id ${ID} NOT NULL,
    PRIMARY KEY (organization_id, entry_id)
  ) ${TABLE}`,
  'INSERT INTO audit_unsealed (organization_id, entry_id) SELECT organization_id, id FROM audit_entries',
  'ALTER TABLE audit_entries ADD KEY ix_audit_entries_action (organization_id, action, id)',
];

const DOWN = [
  'ALTER TABLE audit_entries DROP KEY ix_audit_entries_action',
  'DROP TABLE audit_unsealed',
  'DROP TABLE audit_heads',
  'DROP TABLE audit_seals',
];

export class AuditSeals1795240800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
