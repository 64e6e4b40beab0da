import { randomBytes } from 'node:crypto';
import { type Connection, createConnection, format } from 'mysql2/promise';
import { inject } from 'vitest';
import { applyMigrations } from '../src/database/apply-migrations.js';
import { createDataSource } from '../src/database/data-source.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own for one test file; empty, or brought up to date. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const statements = migrated ? await statementsUpToDate() : [];
  await onServer(async (connection) => {
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
    await connection.query(`USE ${name}`);
    if (migrated) await connection.query(statements.join(';\n'));
  });
  return {
    url: Object.assign(new URL(inject('databaseServer')), { pathname: `/${name}` }).href,
    drop: () => onServer((connection) => connection.query(`DROP DATABASE IF EXISTS ${name}`)),
  };
}

let upToDate: Promise<string[]> | undefined;

/** What all migrations come to. They run once in a process; each further file's database is written down from that. */
function statementsUpToDate(): Promise<string[]> {
  upToDate ??= readUpToDate();
  return upToDate;
}

async function readUpToDate(): Promise<string[]> {
  const template = await createTestDatabase({ migrated: false });
  const dataSource = await createDataSource(template.url, 2);
  await applyMigrations(dataSource);
  // A table may come before those it refers to.
  const statements = ['SET foreign_key_checks = 0'];
  for (const { name } of await dataSource.query<{ name: string }[]>(TABLES)) {
    const [table] = await dataSource.query<{ 'Create Table': string }[]>(`SHOW CREATE TABLE ${name}`);
    statements.push(table?.['Create Table'] ?? '');
    const rows = await dataSource.query<object[]>(`SELECT * FROM ${name}`);
    if (rows.length > 0)
      statements.push(
        format(`INSERT INTO ${name} (??) VALUES ?`, [Object.keys(rows[0] ?? {}), rows.map(Object.values)]),
      );
  }
  await dataSource.destroy();
  await template.drop();
  return statements;
}

const TABLES = 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';

async function onServer(act: (connection: Connection) => Promise<unknown>): Promise<void> {
  const connection = await createConnection({ uri: inject('databaseServer'), multipleStatements: true });
  await act(connection);
  await connection.end();
}
