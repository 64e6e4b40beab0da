import { getMigrations } from 'better-auth/db/migration';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { type App, startApp } from '../../test/harness.js';
import { applyMigrations } from './apply-migrations.js';
import { createDataSource } from './data-source.js';

describe('migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase({ migrated: false });
    dataSource = await createDataSource(database.url, 4);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const tables = async () => (await dataSource.query<unknown[]>('SHOW TABLES')).length;

  it('go up, down to nothing but their own table, and up again', async () => {
    await applyMigrations(dataSource);
    const all = await tables();
    expect(all).toBeGreaterThan(15);
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration({ transaction: 'each' });
    expect(await tables()).toBe(1);
    await applyMigrations(dataSource);
    expect(await tables()).toBe(all);
  });

  it('may be started by several processes at once, and are applied once', async () => {
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration({ transaction: 'each' });
    const others = await Promise.all([1, 2, 3].map(() => createDataSource(database.url, 2)));
    const applied = await Promise.all(others.map((other) => applyMigrations(other)));
    expect(applied.flat()).toHaveLength(dataSource.migrations.length);
    for (const other of others) await other.destroy();
  });
});

describe('the tables', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('are what the entities say', async () => {
    const { upQueries } = await app.services.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('are what the authentication library expects', async () => {
    const { toBeCreated, toBeAdded } = await getMigrations(app.services.auth.options);
    expect(toBeCreated).toEqual([]);
    expect(toBeAdded).toEqual([]);
  });

  it('differ from the entities as soon as a column does', async () => {
    await app.sql('ALTER TABLE organizations MODIFY phone VARCHAR(41) NULL');
    const { upQueries } = await app.services.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.length).toBeGreaterThan(0);
  });
});
