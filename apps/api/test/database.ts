import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
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
  const url = new URL(inject('databaseServer'));
  const server = url.href;
  url.pathname = `/${name}`;
  await onServer(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  if (migrated) {
    const dataSource = await createDataSource(url.href, 2);
    await applyMigrations(dataSource);
    await dataSource.destroy();
  }
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name}`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const connection = await createConnection({ uri: url });
  await connection.query(statement);
  await connection.end();
}
