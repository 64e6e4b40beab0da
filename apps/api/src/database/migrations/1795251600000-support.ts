import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** Of when this migration was written: a later change of the code's own alphabet must not change what was given out. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const SIGN = `SUBSTR('${ALPHABET}', 1 + FLOOR(RAND() * ${ALPHABET.length}), 1)`;
const HALF = [SIGN, SIGN, SIGN].join(', ');

/** By what support finds an invitation, how much one mailbox has got today, and who asked not to be invited. */
export class Support1795251600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE invitations
         ADD support_code ${ascii(7)} NULL AFTER generation,
         ADD UNIQUE KEY uq_invitations_support_code (organization_id, support_code)`,
    );
    await this.#giveCodes(runner);
    await runner.query(`ALTER TABLE invitations MODIFY support_code ${ascii(7)} NOT NULL`);
    await runner.query('ALTER TABLE mails ADD KEY ix_mails_recipient (recipient, created_at)');
    await runner.query(
      `CREATE TABLE mail_suppressions (
         address_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
         scope ${ascii(36)} NOT NULL,
         created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
         PRIMARY KEY (address_hash, scope)
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_suppressions');
    await runner.query('ALTER TABLE mails DROP KEY ix_mails_recipient');
    await runner.query(
      'ALTER TABLE invitations DROP KEY uq_invitations_support_code, DROP COLUMN support_code',
    );
  }

  /** A code that is taken already leaves its row without one, which then draws again. */
  async #giveCodes(runner: QueryRunner): Promise<void> {
    const left = async () => {
      const [row] = (await runner.query(
        'SELECT 1 FROM invitations WHERE support_code IS NULL LIMIT 1',
      )) as unknown[];
      return row !== undefined;
    };
    while (await left())
      await runner.query(
        `UPDATE IGNORE invitations SET support_code = CONCAT(${HALF}, '-', ${HALF}) WHERE support_code IS NULL`,
      );
  }
}
