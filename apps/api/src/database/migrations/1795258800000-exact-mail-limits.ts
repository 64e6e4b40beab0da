import type { MigrationInterface, QueryRunner } from 'typeorm';

// An operation under way on invitations goes on in the order of their ends, which is that of their sending 14 days later.
const moveProgress = (days: number) =>
  `UPDATE bulk_operations SET last_key = CAST(CAST(last_key AS DATETIME(3)) + INTERVAL ${days} DAY AS CHAR)
    WHERE state = 'RUNNING' AND last_key IS NOT NULL AND selection LIKE '{"invitations"%'`;

/** Lists of invitations are read in the order of their ends alone, from indexes that know whom each invites. */
export class ExactMailLimits1795258800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE invitations
         DROP KEY ix_invitations_sent, DROP KEY ix_invitations_delivery_sent,
         DROP KEY ix_invitations_expires, DROP KEY ix_invitations_delivery_expires,
         ADD KEY ix_invitations_client (client_id, status, delivery_state, expires_at),
         ADD KEY ix_invitations_expires (organization_id, status, expires_at, id, client_id),
         ADD KEY ix_invitations_delivery_expires (organization_id, status, delivery_state, expires_at, id, client_id)`,
    );
    await runner.query(moveProgress(14));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(moveProgress(-14));
    await runner.query(
      `ALTER TABLE invitations
         DROP KEY ix_invitations_client, DROP KEY ix_invitations_expires, DROP KEY ix_invitations_delivery_expires,
         ADD KEY ix_invitations_sent (organization_id, status, sent_at, id),
         ADD KEY ix_invitations_expires (organization_id, status, expires_at, id),
         ADD KEY ix_invitations_delivery_sent (organization_id, status, delivery_state, sent_at, id),
         ADD KEY ix_invitations_delivery_expires (organization_id, status, delivery_state, expires_at, id)`,
    );
  }
}
