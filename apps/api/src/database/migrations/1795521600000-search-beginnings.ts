import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORDERS = { name: 'sort_name', number: 'number', created: 'client_created_at' };

/**
 * The terms that begin with the same two letters stand together in each order of lists: a page of those whom a word finds is
 * full after a few hundred of them, however many the word finds.
 */
export class SearchBeginnings1795521600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "ALTER TABLE client_search_terms ADD COLUMN beginning VARCHAR(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT ''",
    );
    await runner.query('UPDATE client_search_terms SET beginning = LEFT(term, 2)');
    await runner.query('ALTER TABLE client_search_terms ALTER COLUMN beginning DROP DEFAULT');
    const keys = Object.entries(ORDERS).map(
      ([name, column]) =>
        `ADD KEY ix_client_search_terms_${name} (scope_id, beginning, ${column}, client_id, marks)`,
    );
    await runner.query(`ALTER TABLE client_search_terms ${keys.join(', ')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const keys = Object.keys(ORDERS).map((name) => `DROP KEY ix_client_search_terms_${name}`);
    await runner.query(`ALTER TABLE client_search_terms ${keys.join(', ')}`);
    await runner.query('ALTER TABLE client_search_terms DROP COLUMN beginning');
  }
}
