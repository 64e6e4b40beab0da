import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQL: writes the letters of all pairs that are written. */
export const WRITE_LETTERS = 'UPDATE client_search_pairs SET letters = LEFT(pair, 2)';

/**
 * Two words of one or two letters each find many, who stand in clumps along the order of names, so that whole stretches of it
 * were read in vain. Now whoever has pairs of the same first letters also stands together in that order. A pair that is written
 * without them may be any.
 */
export class SearchLetters1795780800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `ALTER TABLE client_search_pairs
         ADD COLUMN letters VARCHAR(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT ''`,
      WRITE_LETTERS,
      `ALTER TABLE client_search_pairs
         ADD KEY ix_client_search_pairs_name (organization_id, letters, sort_name, client_id)`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE client_search_pairs DROP KEY ix_client_search_pairs_name');
    await runner.query('ALTER TABLE client_search_pairs DROP COLUMN letters');
  }
}
