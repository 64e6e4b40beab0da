import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const LEAD = 'lead_length TINYINT UNSIGNED NOT NULL, ';
/** SQL: what `leadOf` counts. */
export const LEAD_OF_TERM = `LEAST(CHAR_LENGTH(term), ${Array.from({ length: 10 }, (_, index) => `(LEFT(term, ${index + 1}) = LEFT(sort_name, ${index + 1}))`).join(' + ')})`;
const COLUMNS = 'term, client_id, marks, sort_name, number, client_created_at';

/**
 * The terms of a client are kept apart by how far the name that the client is sorted by begins with them. Of a search by
 * surname that part which the order of names answers need not be read any more.
 */
export class SearchLeads1795255200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of rewrite(LEAD, 'lead_length, ', `${LEAD_OF_TERM}, `))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of rewrite('', '', '')) await runner.query(statement);
  }
}

// Written anew in one go: to change the primary key of the table as it stands copies it as well, and a column with values of
// its own would be written once more. What the foreign key would check has been checked in the former table.
function rewrite(column: string, name: string, value: string): string[] {
  return [
    'ALTER TABLE client_search_terms DROP FOREIGN KEY fk_client_search_terms_client',
    'RENAME TABLE client_search_terms TO client_search_terms_before',
    `CREATE TABLE client_search_terms (
       scope_id ${ID} NOT NULL,
       status VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       ${column}term VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
       client_id ${ID} NOT NULL,
       marks BIGINT UNSIGNED NOT NULL DEFAULT 0,
       sort_name VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
       number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
       client_created_at DATETIME(3) NOT NULL,
       PRIMARY KEY (scope_id, status, ${name}term, client_id)
     ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    `INSERT INTO client_search_terms (scope_id, status, ${name}${COLUMNS})
     SELECT scope_id, status, ${value}${COLUMNS} FROM client_search_terms_before`,
    'DROP TABLE client_search_terms_before',
    'ALTER TABLE client_search_terms ADD KEY ix_client_search_terms_client (client_id, status, term)',
    'SET SESSION foreign_key_checks = 0',
    `ALTER TABLE client_search_terms ADD CONSTRAINT fk_client_search_terms_client FOREIGN KEY (client_id, status)
       REFERENCES clients (id, status) ON DELETE CASCADE ON UPDATE CASCADE`,
    'SET SESSION foreign_key_checks = 1',
  ];
}
