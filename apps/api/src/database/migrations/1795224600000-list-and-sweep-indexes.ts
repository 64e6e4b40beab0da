import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const STATUS = 'VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin';
const copies = (marks = '') => `term VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    client_id ${ID} NOT NULL,
    ${marks}sort_name VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
    client_created_at DATETIME(3) NOT NULL`;
const MARKS = 'marks BIGINT UNSIGNED NOT NULL DEFAULT 0';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

const ORDERS = { name: 'sort_name', number: 'number', created: 'created_at' };
const statusIndexes = (rest: string) =>
  Object.entries(ORDERS).flatMap(([name, column]) => [
    `DROP KEY ix_clients_status_${name}`,
    `ADD KEY ix_clients_status_${name} (organization_id, status, ${column}, id${rest})`,
  ]);
const plainIndexes = (rest: string) => [
  `DROP KEY ix_clients_name, ADD KEY ix_clients_name (organization_id, sort_name, id${rest})`,
  `DROP KEY ix_clients_created, ADD KEY ix_clients_created (organization_id, created_at, id${rest})`,
];
const enrolmentIndexes = (status: string, marks: string) => [
  'DROP KEY ix_enrolments_client',
  `ADD KEY ix_enrolments_client (client_id${status})`,
  ...Object.entries({ ...ORDERS, created: 'client_created_at' }).flatMap(([name, column]) => [
    `DROP KEY ix_enrolments_${name}`,
    `ADD KEY ix_enrolments_${name} (program_id${status}, ${column}, client_id${marks})`,
  ]),
];
/** MariaDB reports an action that was left out as RESTRICT, MySQL as NO ACTION; stated, both report the same. */
const clientKey = (name: string, columns: string, parents: string, onUpdate: string) =>
  `CONSTRAINT ${name} FOREIGN KEY (${columns}) REFERENCES clients (${parents}) ON DELETE CASCADE ON UPDATE ${onUpdate}`;
const withStatus = (name: string) => clientKey(name, 'client_id, status', 'id, status', 'CASCADE');
const withoutStatus = (name: string) => clientKey(name, 'client_id', 'id', 'NO ACTION');

/**
 * That an invitation's time is over is no longer a status that is stored: the clock alone tells. An expiry moved ten indexes;
 * now it moves one, of those that are still to be put on record. And what clients are filtered by is carried along to where
 * they are searched: the status to their terms and enrolments, the terms to each program they are in.
 */
export class ListAndSweepIndexes1795224600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

// A foreign key that is checked copies the table once more, which takes ten minutes with a million clients. What it would check
// has been read from the clients themselves just before.
const UP = [
  'ALTER TABLE invitations ADD COLUMN expiry_recorded TINYINT(1) NOT NULL DEFAULT 0',
  "UPDATE invitations SET status = 'PENDING', expiry_recorded = 1 WHERE status = 'EXPIRED'",
  `ALTER TABLE invitations DROP KEY ix_invitations_due_expiry,
     ADD KEY ix_invitations_due_expiry (status, expiry_recorded, expires_at)`,
  `UPDATE clients SET status = 'INVITE_PENDING', invitation_expires_at = COALESCE(invitation_expires_at, updated_at)
    WHERE status = 'INVITE_EXPIRED'`,
  `ALTER TABLE clients ADD COLUMN ${MARKS} AFTER sort_name`,
  // As marksOf makes them of the terms; a bit too many finds nobody too many.
  `UPDATE clients c SET c.marks = COALESCE((
      SELECT BIT_OR((1 << (CRC32(LEFT(t.term, 2)) % 64)) | (1 << (CRC32(LEFT(t.term, 3)) % 64)))
        FROM client_search_terms t WHERE t.client_id = c.id), 0)`,
  `ALTER TABLE clients ADD UNIQUE KEY uq_clients_status (id, status),
     ${[...plainIndexes(', marks'), ...statusIndexes(', invitation_expires_at, marks')].join(', ')}`,
  'ALTER TABLE enrolments DROP FOREIGN KEY fk_enrolments_client',
  `ALTER TABLE enrolments ADD COLUMN status ${STATUS} NOT NULL AFTER organization_id, ADD COLUMN ${MARKS} AFTER status`,
  'UPDATE enrolments e JOIN clients c ON c.id = e.client_id SET e.status = c.status, e.marks = c.marks',
  `ALTER TABLE enrolments ${enrolmentIndexes(', status', ', marks').join(', ')}, ADD ${withStatus('fk_enrolments_client')}`,
  'ALTER TABLE client_search_terms DROP FOREIGN KEY fk_client_search_terms_client',
  'RENAME TABLE client_search_terms TO client_search_terms_before',
  `CREATE TABLE client_search_terms (scope_id ${ID} NOT NULL, status ${STATUS} NOT NULL, ${copies(`${MARKS}, `)},
     PRIMARY KEY (scope_id, status, term, client_id)) ${TABLE}`,
  `INSERT INTO client_search_terms
   SELECT t.organization_id, c.status, t.term, t.client_id, c.marks, t.sort_name, t.number, t.client_created_at
     FROM client_search_terms_before t JOIN clients c ON c.id = t.client_id`,
  `INSERT INTO client_search_terms
   SELECT e.program_id, e.status, t.term, t.client_id, e.marks, t.sort_name, t.number, t.client_created_at
     FROM enrolments e JOIN client_search_terms_before t ON t.client_id = e.client_id`,
  'DROP TABLE client_search_terms_before',
  'ALTER TABLE client_search_terms ADD KEY ix_client_search_terms_client (client_id, status, term)',
  'SET SESSION foreign_key_checks = 0',
  `ALTER TABLE client_search_terms ADD ${withStatus('fk_client_search_terms_client')}`,
  'SET SESSION foreign_key_checks = 1',
];

const DOWN = [
  'ALTER TABLE client_search_terms DROP FOREIGN KEY fk_client_search_terms_client',
  'RENAME TABLE client_search_terms TO client_search_terms_after',
  `CREATE TABLE client_search_terms (organization_id ${ID} NOT NULL, ${copies()},
     PRIMARY KEY (organization_id, term, client_id)) ${TABLE}`,
  `INSERT INTO client_search_terms
   SELECT t.scope_id, t.term, t.client_id, t.sort_name, t.number, t.client_created_at
     FROM client_search_terms_after t JOIN clients c ON c.id = t.client_id AND c.organization_id = t.scope_id`,
  'DROP TABLE client_search_terms_after',
  'ALTER TABLE client_search_terms ADD KEY ix_client_search_terms_client (client_id, term)',
  'SET SESSION foreign_key_checks = 0',
  `ALTER TABLE client_search_terms ADD ${withoutStatus('fk_client_search_terms_client')}`,
  'SET SESSION foreign_key_checks = 1',
  'ALTER TABLE enrolments DROP FOREIGN KEY fk_enrolments_client',
  `ALTER TABLE enrolments ${enrolmentIndexes('', '').join(', ')}, ADD ${withoutStatus('fk_enrolments_client')}`,
  'ALTER TABLE enrolments DROP COLUMN status, DROP COLUMN marks',
  `ALTER TABLE clients DROP KEY uq_clients_status, ${[...plainIndexes(''), ...statusIndexes('')].join(', ')}`,
  'ALTER TABLE clients DROP COLUMN marks',
  `UPDATE clients c JOIN invitations i ON i.client_id = c.id SET c.status = 'INVITE_EXPIRED'
    WHERE c.status = 'INVITE_PENDING' AND i.status = 'PENDING' AND i.expiry_recorded = 1`,
  `ALTER TABLE invitations DROP KEY ix_invitations_due_expiry, ADD KEY ix_invitations_due_expiry (status, expires_at)`,
  "UPDATE invitations SET status = 'EXPIRED' WHERE status = 'PENDING' AND expiry_recorded = 1",
  'ALTER TABLE invitations DROP COLUMN expiry_recorded',
];
