import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const COPIES = 'companions, sort_name, number, client_created_at';
const MOST_TERMS = 16;

const terms = (name: string) => `client_search_terms ${name} FORCE INDEX (ix_client_search_terms_client)`;
/** SQL: the rows of an organization, not those of its programs, without the number. */
const isPaired = (name: string) => `${name}.term <> LOWER(${name}.number)`;
const second = (name: string) => `RPAD(SUBSTR(${name}.term, 2, 1), 1, ' ')`;

/** SQL, one after the other: writes `pairsOf` all clients whose terms are written. */
export const WRITE_PAIRS = [
  `CREATE TEMPORARY TABLE many_terms (client_id ${ID} PRIMARY KEY)
   SELECT t.client_id FROM ${terms('t')} STRAIGHT_JOIN organizations o ON o.id = t.scope_id
    WHERE ${isPaired('t')} GROUP BY t.client_id HAVING COUNT(*) > ${MOST_TERMS}`,
  `INSERT INTO client_search_pairs (organization_id, status, pair, client_id, ${COPIES})
   SELECT DISTINCT a.scope_id, a.status, CONCAT(LEFT(a.term, 1), LEFT(b.term, 1), ${second('a')}, ${second('b')}) AS pair,
          a.client_id, a.companions, a.sort_name, a.number, a.client_created_at
     FROM ${terms('a')}
     STRAIGHT_JOIN organizations o ON o.id = a.scope_id
     STRAIGHT_JOIN ${terms('b')}
       ON b.client_id = a.client_id AND b.status = a.status AND b.term > a.term AND b.scope_id = a.scope_id
     LEFT JOIN many_terms m ON m.client_id = a.client_id
    WHERE ${isPaired('a')} AND ${isPaired('b')} AND m.client_id IS NULL
    ORDER BY a.scope_id, a.status, pair, a.client_id`,
  `INSERT INTO client_search_pairs (organization_id, status, pair, client_id, ${COPIES})
   SELECT c.organization_id, c.status, '', c.id, '', c.sort_name, c.number, c.created_at
     FROM many_terms m JOIN clients c ON c.id = m.client_id`,
  'DROP TEMPORARY TABLE many_terms',
];

/**
 * Two words of which each finds many and both together few had nothing to stand together by: all terms of one of them were
 * read. Now every client stands under the first two letters of each two of its terms.
 */
export class SearchPairs1795694400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE client_search_pairs (
         organization_id ${ID} NOT NULL,
         status VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
         pair VARCHAR(4) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
         client_id ${ID} NOT NULL,
         companions VARBINARY(500) NOT NULL,
         sort_name VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
         number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
         client_created_at DATETIME(3) NOT NULL,
         PRIMARY KEY (organization_id, status, pair, client_id)
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    );
    for (const statement of WRITE_PAIRS) await runner.query(statement);
    // The terms have been checked by their own key: with checks the whole table would be copied.
    for (const statement of [
      'ALTER TABLE client_search_pairs ADD KEY ix_client_search_pairs_client (client_id, status)',
      'SET SESSION foreign_key_checks = 0',
      `ALTER TABLE client_search_pairs ADD CONSTRAINT fk_client_search_pairs_client FOREIGN KEY (client_id, status)
         REFERENCES clients (id, status) ON DELETE CASCADE ON UPDATE CASCADE`,
      'SET SESSION foreign_key_checks = 1',
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE client_search_pairs');
  }
}
