import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** Of when this migration was written: a later change of the code's own alphabet must not change what was given out. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const SIGN = `SUBSTR('${ALPHABET}', 1 + FLOOR(RAND() * ${ALPHABET.length}), 1)`;
const HALF = [SIGN, SIGN, SIGN].join(', ');

/** By what support finds an invitation. */
export class Support1795251600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE invitations
         ADD support_code ${ascii(7)} NULL AFTER generation,
         ADD UNIQUE KEY uq_invitations_support_code (organization_id, support_code)`,
    );
    await this.#giveCodes(runner);
    await runner.query(`ALTER TABLE invitations MODIFY support_code ${ascii(7)} NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
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
