import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a staff member was last at work in the organization: a session tells of all organizations of its user together. */
export class StaffAdministration1795233600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE staff_members ADD last_seen_at DATETIME(3) NULL AFTER deactivated_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE staff_members DROP COLUMN last_seen_at');
  }
}
