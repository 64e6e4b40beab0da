import type { MigrationInterface, QueryRunner } from 'typeorm';

// An operation under way on invitations goes on in the order of their ends, which is that of their sending 14 days later.
const moveProgress = (days: number) =>
  `UPDATE bulk_operations SET last_key = CAST(CAST(last_key AS DATETIME(3)) + INTERVAL ${days} DAY AS CHAR)
    WHERE state = 'RUNNING' AND last_key IS NOT NULL AND selection LIKE '{"invitations"%'`;

/** Whoever mails the same people waits; lists of invitations are read in the order of their ends, by indexes that know whom each invites. */
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
    await runner.query(
      `CREATE TABLE mail_turns (
         whose VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
         used_on DATE NOT NULL,
         PRIMARY KEY (whose),
         KEY ix_mail_turns_used (used_on)
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_turns');
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
