import { dropStatements, schemaStatements } from 'agenda-mysql-backend';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the job scheduler, as its package defines them. */
export class JobTables1795222800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of schemaStatements()) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropStatements()) await runner.query(statement);
  }
}
