import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const ascii = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const PLAIN = 'ON DELETE NO ACTION ON UPDATE NO ACTION';
const CASCADE = 'ON DELETE CASCADE ON UPDATE NO ACTION';

/** Keys of partner apps, and the answers that are given again to a repeated request. */
const UP = [
  `CREATE TABLE api_keys (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    staff_member_id ${ID} NOT NULL,
    name VARCHAR(80) NOT NULL,
    last_characters ${ascii(4)} NOT NULL,
    created_by ${ID} NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    expires_at DATETIME(3) NULL,
    last_used_at DATETIME(3) NULL,
    rotated_at DATETIME(3) NULL,
    revoked_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_api_keys_staff_member (staff_member_id),
    KEY ix_api_keys_created (organization_id, created_at, id),
    CONSTRAINT fk_api_keys_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ${PLAIN},
    CONSTRAINT fk_api_keys_staff_member FOREIGN KEY (staff_member_id) REFERENCES staff_members (id) ${PLAIN},
    CONSTRAINT fk_api_keys_created_by FOREIGN KEY (created_by) REFERENCES staff_members (id) ${PLAIN}
  ) ${TABLE}`,
  `CREATE TABLE api_key_secrets (
    hash ${ascii(64)} NOT NULL,
    api_key_id ${ID} NOT NULL,
    valid_until DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (hash),
    CONSTRAINT fk_api_key_secrets_key FOREIGN KEY (api_key_id) REFERENCES api_keys (id) ${CASCADE}
  ) ${TABLE}`,
  `CREATE TABLE idempotency_keys (
    id ${ID} NOT NULL,
    caller_id ${ID} NOT NULL,
    key_hash ${ascii(64)} NOT NULL,
    organization_id ${ID} NULL,
    fingerprint ${ascii(64)} NOT NULL,
    outcome MEDIUMBLOB NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_idempotency_keys_key (caller_id, key_hash),
    KEY ix_idempotency_keys_created (created_at)
  ) ${TABLE}`,
];

const DOWN = [
  'DROP TABLE idempotency_keys',
  'DROP TABLE api_key_secrets',
  'DROP TABLE api_keys',
  // What they did keeps its author, who can do nothing more.
  `UPDATE staff_members SET deactivated_at = COALESCE(deactivated_at, NOW(3)) WHERE kind = 'KEY'`,
];

export class PartnerApps1795244400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
