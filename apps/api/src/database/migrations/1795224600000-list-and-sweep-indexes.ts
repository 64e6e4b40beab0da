import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORDERS = { name: 'sort_name', number: 'number', created: 'created_at' };
const statusIndexes = (rest: string) =>
  Object.entries(ORDERS).flatMap(([name, column]) => [
    `DROP KEY ix_clients_status_${name}`,
    `ADD KEY ix_clients_status_${name} (organization_id, status, ${column}, id${rest})`,
  ]);

/**
 * That an invitation's time is over is no longer a status that is stored: the clock alone tells. An expiry moved ten indexes;
 * now it moves one, of those that are still to be put on record.
 */
export class ListAndSweepIndexes1795224600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE invitations ADD COLUMN expiry_recorded TINYINT(1) NOT NULL DEFAULT 0');
    await runner.query(
      "UPDATE invitations SET status = 'PENDING', expiry_recorded = 1 WHERE status = 'EXPIRED'",
    );
    await runner.query(
      `ALTER TABLE invitations DROP KEY ix_invitations_due_expiry,
         ADD KEY ix_invitations_due_expiry (status, expiry_recorded, expires_at)`,
    );
    await runner.query(
      `UPDATE clients SET status = 'INVITE_PENDING', invitation_expires_at = COALESCE(invitation_expires_at, updated_at)
        WHERE status = 'INVITE_EXPIRED'`,
    );
    await runner.query(`ALTER TABLE clients ${statusIndexes(', invitation_expires_at').join(', ')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE clients ${statusIndexes('').join(', ')}`);
    await runner.query(
      `UPDATE clients c JOIN invitations i ON i.client_id = c.id SET c.status = 'INVITE_EXPIRED'
        WHERE c.status = 'INVITE_PENDING' AND i.status = 'PENDING' AND i.expiry_recorded = 1`,
    );
    await runner.query(
      `ALTER TABLE invitations DROP KEY ix_invitations_due_expiry,
         ADD KEY ix_invitations_due_expiry (status, expires_at)`,
    );
    await runner.query(
      "UPDATE invitations SET status = 'EXPIRED' WHERE status = 'PENDING' AND expiry_recorded = 1",
    );
    await runner.query('ALTER TABLE invitations DROP COLUMN expiry_recorded');
  }
}
