import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';

/** Who began a bulk operation stays known, and finds it again, when somebody else has made it go on. */
export class WhoBegan1795608000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE bulk_operations
         ADD COLUMN begun_by ${ID} NULL,
         ADD CONSTRAINT fk_bulk_operations_begun_by FOREIGN KEY (begun_by) REFERENCES staff_members (id)
           ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    // Of those that went on in other hands before, the record of what was done knows.
    await runner.query(
      `UPDATE bulk_operations b
         JOIN audit_entries e ON e.organization_id = b.organization_id AND e.subject_id = b.id AND e.action = 'bulkOperation.started'
         JOIN staff_members m ON m.id = e.actor_staff_id
          SET b.begun_by = m.id WHERE m.id <> b.created_by`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_operations DROP FOREIGN KEY fk_bulk_operations_begun_by');
    await runner.query('ALTER TABLE bulk_operations DROP COLUMN begun_by');
  }
}
