import type { MigrationInterface, QueryRunner } from 'typeorm';

const COPIES = 'status, pair, client_id, companions, sort_name, number, client_created_at, letters';

/**
 * A third word was looked up row by row along the pairs of the first two, only names had an order of pairs, and those in a program
 * were looked for among the pairs of the whole organization. Now each of the three orders has pairs, in programs too, and shows
 * beside each what else its client is found by.
 */
export class SearchPairOrders1795953600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Ended in the middle, it can begin anew: of what changes the table there is one statement.
    for (const statement of [
      `INSERT IGNORE INTO client_search_pairs (organization_id, ${COPIES})
       SELECT e.program_id, ${COPIES.replace(/\w+/g, 's.$&')}
         FROM enrolments e STRAIGHT_JOIN client_search_pairs s FORCE INDEX (ix_client_search_pairs_client)
           ON s.client_id = e.client_id AND s.organization_id = e.organization_id`,
      `ALTER TABLE client_search_pairs
         RENAME COLUMN organization_id TO scope_id,
         DROP KEY ix_client_search_pairs_name,
         ADD KEY ix_client_search_pairs_name (scope_id, letters, sort_name, client_id, companions),
         ADD KEY ix_client_search_pairs_number (scope_id, letters, number, client_id, companions),
         ADD KEY ix_client_search_pairs_created (scope_id, letters, client_created_at, client_id, companions)`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'DELETE FROM client_search_pairs WHERE scope_id IN (SELECT id FROM programs)',
      `ALTER TABLE client_search_pairs
         RENAME COLUMN scope_id TO organization_id,
         DROP KEY ix_client_search_pairs_created,
         DROP KEY ix_client_search_pairs_number,
         DROP KEY ix_client_search_pairs_name,
         ADD KEY ix_client_search_pairs_name (organization_id, letters, sort_name, client_id)`,
    ])
      await runner.query(statement);
  }
}
