import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const ascii = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const PLAIN = 'ON DELETE NO ACTION ON UPDATE NO ACTION';
const CASCADE = 'ON DELETE CASCADE ON UPDATE NO ACTION';

/** How clients may register, what the page for it says, and who has asked; and practices that are being started. */
const UP = [
  `ALTER TABLE organizations
     ADD registration_mode ${ascii(20)} NOT NULL DEFAULT 'INVITATION_ONLY',
     ADD description VARCHAR(2000) NULL,
     ADD treatments VARCHAR(2000) NULL`,
  `CREATE TABLE registrations (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    email ${ascii(254)} NOT NULL,
    generation INT UNSIGNED NOT NULL DEFAULT 1,
    status ${ascii(20)} NOT NULL,
    first_name VARCHAR(100) NULL,
    last_name VARCHAR(100) NULL,
    user_id ${ID} NULL,
    client_id ${ID} NULL,
    mailed_at DATETIME(3) NULL,
    expires_at DATETIME(3) NOT NULL,
    requested_at DATETIME(3) NULL,
    decided_at DATETIME(3) NULL,
    decided_by ${ID} NULL,
    decline_reason VARCHAR(500) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_registrations_email (organization_id, email),
    KEY ix_registrations_requested (organization_id, status, requested_at, id),
    KEY ix_registrations_user (user_id, status),
    KEY ix_registrations_client (client_id),
    KEY ix_registrations_outlived (status, expires_at),
    CONSTRAINT fk_registrations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ${PLAIN},
    CONSTRAINT fk_registrations_user FOREIGN KEY (user_id) REFERENCES users (id) ${CASCADE},
    CONSTRAINT fk_registrations_client FOREIGN KEY (client_id) REFERENCES clients (id) ${CASCADE},
    CONSTRAINT fk_registrations_decided_by FOREIGN KEY (decided_by) REFERENCES staff_members (id) ${PLAIN}
  ) ${TABLE}`,
  `CREATE TABLE organization_starts (
    id ${ID} NOT NULL,
    email ${ascii(254)} NOT NULL,
    generation INT UNSIGNED NOT NULL DEFAULT 1,
    first_name VARCHAR(100) NOT NULL,
    last_name VARCHAR(100) NOT NULL,
    organization_name VARCHAR(120) NOT NULL,
    organization_id ${ID} NULL,
    mailed_at DATETIME(3) NULL,
    expires_at DATETIME(3) NOT NULL,
    used_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_organization_starts_email (email),
    KEY ix_organization_starts_outlived (expires_at),
    CONSTRAINT fk_organization_starts_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ${PLAIN}
  ) ${TABLE}`,
];

const DOWN = [
  `DELETE FROM mails WHERE kind LIKE 'REGISTRATION%' OR kind LIKE 'ORGANIZATION_START%'`,
  'DROP TABLE organization_starts',
  'DROP TABLE registrations',
  `ALTER TABLE organizations
     DROP COLUMN treatments,
     DROP COLUMN description,
     DROP COLUMN registration_mode`,
];

export class Registrations1795248000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
