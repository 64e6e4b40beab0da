import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * With a new password every other link to the same mailbox ends. They are found by whose they are: without an index that
 * statement read and locked the links of everybody. The column is a TEXT, of which both servers take the beginning only.
 */
export class VerificationValue1795435200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE verifications ADD KEY ix_verifications_value (value(36))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE verifications DROP KEY ix_verifications_value');
  }
}
