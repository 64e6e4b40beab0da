import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';

const firstDigits = (digits: number) => {
  const letters = `'^[^0-9]+[0-9]{${digits}}'`;
  return `SELECT t.scope_id, REGEXP_SUBSTR(t.term, ${letters}) AS digits, t.number, t.client_id, t.status, MIN(t.client_created_at)
     FROM client_search_terms t STRAIGHT_JOIN organizations o ON o.id = t.scope_id
    WHERE t.term REGEXP ${letters} AND t.term <> LOWER(t.number)
    GROUP BY t.scope_id, digits, t.number, t.client_id, t.status`;
};

/** SQL: writes `digitsOf` all clients whose terms are written, in the order of the table. */
export const WRITE_DIGITS = `INSERT INTO client_search_digits (organization_id, beginning, number, client_id, status, client_created_at)
   ${[1, 2].map(firstDigits).join(' UNION ALL ')} ORDER BY scope_id, digits, number, client_id`;

/**
 * Addresses that count up as the numbers of clients do were passed by the hundred thousand to find those that begin with one
 * digit. Now whoever has such an address also stands under its letters and first digits.
 */
export class SearchDigits1795867200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE client_search_digits (
         organization_id ${ID} NOT NULL,
         beginning VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
         number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
         client_id ${ID} NOT NULL,
         status VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
         client_created_at DATETIME(3) NOT NULL,
         PRIMARY KEY (organization_id, beginning, number, client_id)
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    );
    await runner.query(WRITE_DIGITS);
    // The terms have been checked by their own key: with checks the whole table would be copied.
    for (const statement of [
      `ALTER TABLE client_search_digits
         ADD KEY ix_client_search_digits_client (client_id, status),
         ADD KEY ix_client_search_digits_created (organization_id, beginning, client_created_at, client_id, status)`,
      'SET SESSION foreign_key_checks = 0',
      `ALTER TABLE client_search_digits ADD CONSTRAINT fk_client_search_digits_client FOREIGN KEY (client_id, status)
         REFERENCES clients (id, status) ON DELETE CASCADE ON UPDATE CASCADE`,
      'SET SESSION foreign_key_checks = 1',
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE client_search_digits');
  }
}
