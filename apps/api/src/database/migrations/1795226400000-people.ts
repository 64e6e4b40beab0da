import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const ascii = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const PLAIN = 'ON DELETE NO ACTION ON UPDATE NO ACTION';
const CASCADE = 'ON DELETE CASCADE ON UPDATE NO ACTION';

/** Roles beyond the built-in ones, permissions of one person, connections, invited staff, and the record of who did what. */
const UP = [
  `ALTER TABLE staff_members
     MODIFY user_id ${ID} NULL,
     ADD kind ${ascii(10)} NOT NULL DEFAULT 'PERSON' AFTER user_id,
     ADD number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NULL AFTER kind,
     ADD email ${ascii(254)} NULL AFTER number,
     ADD activated_at DATETIME(3) NULL AFTER last_name,
     ADD UNIQUE KEY uq_staff_members_number (organization_id, number),
     ADD UNIQUE KEY uq_staff_members_email (organization_id, email)`,
  `UPDATE staff_members m JOIN users u ON u.id = m.user_id SET m.email = u.email, m.activated_at = m.created_at`,
  `ALTER TABLE staff_member_roles MODIFY role ${ascii(36)} NOT NULL`,
  `CREATE TABLE roles (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    name VARCHAR(80) NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_roles_name (organization_id, name),
    CONSTRAINT fk_roles_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ${PLAIN}
  ) ${TABLE}`,
  `CREATE TABLE role_permissions (
    role_id ${ID} NOT NULL,
    permission ${ascii(40)} NOT NULL,
    PRIMARY KEY (role_id, permission),
    CONSTRAINT fk_role_permissions_role FOREIGN KEY (role_id) REFERENCES roles (id) ${CASCADE}
  ) ${TABLE}`,
  `CREATE TABLE staff_member_permissions (
    staff_member_id ${ID} NOT NULL,
    permission ${ascii(40)} NOT NULL,
    PRIMARY KEY (staff_member_id, permission),
    CONSTRAINT fk_staff_member_permissions_member FOREIGN KEY (staff_member_id) REFERENCES staff_members (id) ${CASCADE}
  ) ${TABLE}`,
  `CREATE TABLE connections (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    staff_member_id ${ID} NOT NULL,
    client_id ${ID} NOT NULL,
    created_by ${ID} NULL,
    activated_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_connections_pair (staff_member_id, client_id),
    KEY ix_connections_client (client_id),
    CONSTRAINT fk_connections_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ${PLAIN},
    CONSTRAINT fk_connections_staff_member FOREIGN KEY (staff_member_id) REFERENCES staff_members (id) ${CASCADE},
    CONSTRAINT fk_connections_client FOREIGN KEY (client_id) REFERENCES clients (id) ${CASCADE},
    CONSTRAINT fk_connections_created_by FOREIGN KEY (created_by) REFERENCES staff_members (id) ${PLAIN}
  ) ${TABLE}`,
  `ALTER TABLE invitations
     MODIFY client_id ${ID} NULL,
     ADD staff_member_id ${ID} NULL AFTER client_id,
     ADD UNIQUE KEY uq_invitations_staff_member (staff_member_id),
     ADD CONSTRAINT fk_invitations_staff_member FOREIGN KEY (staff_member_id) REFERENCES staff_members (id) ${CASCADE}`,
  `CREATE TABLE audit_entries (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    action ${ascii(60)} NOT NULL,
    actor_kind ${ascii(10)} NOT NULL,
    actor_user_id ${ID} NULL,
    actor_staff_id ${ID} NULL,
    on_behalf_of ${ID} NULL,
    address ${ascii(64)} NULL,
    subject_type ${ascii(20)} NULL,
    subject_id ${ID} NULL,
    reason VARCHAR(500) NULL,
    details TEXT NULL,
    at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    KEY ix_audit_entries_organization (organization_id, id),
    KEY ix_audit_entries_subject (organization_id, subject_id, id),
    KEY ix_audit_entries_actor (organization_id, actor_staff_id, id)
  ) ${TABLE}`,
];

const DOWN = [
  'DROP TABLE audit_entries',
  'DELETE FROM invitations WHERE client_id IS NULL',
  `ALTER TABLE invitations
     DROP FOREIGN KEY fk_invitations_staff_member,
     DROP KEY uq_invitations_staff_member,
     DROP COLUMN staff_member_id,
     MODIFY client_id ${ID} NOT NULL`,
  'DROP TABLE connections',
  'DROP TABLE staff_member_permissions',
  'DROP TABLE role_permissions',
  'DROP TABLE roles',
  'DELETE FROM staff_member_roles WHERE CHAR_LENGTH(role) > 20',
  `ALTER TABLE staff_member_roles MODIFY role ${ascii(20)} NOT NULL`,
  `ALTER TABLE staff_members
     DROP KEY uq_staff_members_number,
     DROP KEY uq_staff_members_email,
     DROP COLUMN kind,
     DROP COLUMN number,
     DROP COLUMN email,
     DROP COLUMN activated_at,
     MODIFY user_id ${ID} NOT NULL`,
];

export class People1795226400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
