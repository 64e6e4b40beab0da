import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORDERS = { name: 'sort_name', number: 'number', created: 'client_created_at' };
/** SQL: `beginningOf` a term. */
export const BEGINNING_OF_TERM = `IF(term REGEXP '[0-9]{4}$', LEFT(term, CHAR_LENGTH(term) - 4), LEFT(term, 3))`;
const MOST = 500;
/** SQL: what makes a table of each client with the `companionsOf` its terms. */
export const COMPANIONS = `(client_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY, companions VARBINARY(${MOST}) NOT NULL)
  SELECT client_id, IF(LENGTH(together) > ${MOST}, '', together) AS companions
    FROM (SELECT client_id, GROUP_CONCAT(DISTINCT ',', LEFT(term, 6) ORDER BY term SEPARATOR '') AS together
            FROM client_search_terms FORCE INDEX (ix_client_search_terms_client) GROUP BY client_id) each_client`;

/**
 * Terms stand together by three letters instead of two, so that fewer rows are passed which a word does not find; and numbers
 * by all but their last four digits, since those that begin alike are in one place of the orders. Each shows what else its
 * client is found by: only that was looked up until now when somebody searched for several words.
 */
export class SearchGroups1795593600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alter(runner, [
      ...dropped,
      beginning(60),
      `ADD COLUMN companions VARBINARY(${MOST}) NOT NULL DEFAULT '' AFTER marks`,
    ]);
    await runner.query(`CREATE TABLE client_companions ${COMPANIONS}`);
    await runner.query(
      `UPDATE client_search_terms t STRAIGHT_JOIN client_companions o ON o.client_id = t.client_id
          SET t.beginning = ${BEGINNING_OF_TERM}, t.companions = o.companions`,
    );
    await runner.query('DROP TABLE client_companions');
    await alter(runner, ['ALTER COLUMN companions DROP DEFAULT', ...added('companions')]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await alter(runner, [...dropped, 'DROP COLUMN companions']);
    await runner.query('UPDATE client_search_terms SET beginning = LEFT(term, 2)');
    await alter(runner, [beginning(2), ...added()]);
  }
}

function alter(runner: QueryRunner, changes: string[]): Promise<unknown> {
  return runner.query(`ALTER TABLE client_search_terms ${changes.join(', ')}`);
}

const dropped = Object.keys(ORDERS).map((name) => `DROP KEY ix_client_search_terms_${name}`);

function added(...columns: string[]): string[] {
  return Object.entries(ORDERS).map(
    ([name, column]) =>
      `ADD KEY ix_client_search_terms_${name} (${['scope_id', 'beginning', column, 'client_id', 'marks', ...columns].join(', ')})`,
  );
}

function beginning(length: number): string {
  return `MODIFY COLUMN beginning VARCHAR(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL`;
}
