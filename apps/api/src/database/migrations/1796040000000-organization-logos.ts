import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An organization may have a logo, kept here and shown from our own origin. */
export class OrganizationLogos1796040000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE organization_logos (
         name VARCHAR(68) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
         organization_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
         image MEDIUMBLOB NOT NULL,
         created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
         PRIMARY KEY (name, organization_id),
         CONSTRAINT fk_organization_logos_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
           ON DELETE NO ACTION ON UPDATE NO ACTION
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    );
    await runner.query(
      'ALTER TABLE organizations ADD COLUMN logo VARCHAR(68) CHARACTER SET ascii COLLATE ascii_bin NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organizations DROP COLUMN logo');
    await runner.query('DROP TABLE organization_logos');
  }
}
