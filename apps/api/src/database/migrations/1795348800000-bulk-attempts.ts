import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A bulk operation that cannot go on is put off for longer each time and fails in the end, with the reason; and of a mail is
 * known how often a copy may have left, however often it was put off besides.
 */
export class BulkAttempts1795348800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE bulk_operations
         ADD COLUMN attempts INT UNSIGNED NOT NULL DEFAULT 0,
         ADD COLUMN next_attempt_at DATETIME(3) NULL,
         ADD COLUMN reason_code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL`,
    );
    await runner.query('ALTER TABLE mails ADD COLUMN possible_copies INT UNSIGNED NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mails DROP COLUMN possible_copies');
    await runner.query(
      'ALTER TABLE bulk_operations DROP COLUMN attempts, DROP COLUMN next_attempt_at, DROP COLUMN reason_code',
    );
  }
}
