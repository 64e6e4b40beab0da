import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization } from '../../test/builders.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { type App, startApp } from '../../test/harness.js';
import { Organization } from '../organizations/organization.entity.js';
import { clockDifference } from './clock-difference.js';
import { createDataSource } from './data-source.js';
import { insertRows } from './insert-rows.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('a session of the database', () => {
  it('tells how far the clock of this machine is from its own', async () => {
    const { dataSource } = app.services;
    const inAnHour = () => Date.now() + 3_600_000;
    expect(Math.abs(await clockDifference(dataSource))).toBeLessThan(10_000);
    expect(Math.abs((await clockDifference(dataSource, inAnHour)) - 3_600_000)).toBeLessThan(10_000);
  });

  it('is in UTC on every connection, whatever the server thinks', async () => {
    const { dataSource } = app.services;
    const [before] = await app.sql('SELECT @@global.time_zone AS zone');
    await app.sql("SET GLOBAL time_zone = '+05:30'");
    try {
      const fresh = await createDataSource(app.services.config.databaseUrl, 5);
      const zones = await Promise.all(
        Array.from({ length: 20 }, () => fresh.query('SELECT @@session.time_zone AS zone, SLEEP(0.02)')),
      );
      expect(new Set(zones.map(([row]) => row.zone))).toEqual(new Set(['+00:00']));
      const [row] = await fresh.query('SELECT NOW(3) AS now, UTC_TIMESTAMP(3) AS utc');
      expect(Math.abs(row.now - row.utc)).toBeLessThan(1_000);
      expect(Math.abs(row.now - Date.now())).toBeLessThan(60_000);
      await fresh.destroy();
    } finally {
      await dataSource.query('SET GLOBAL time_zone = ?', [before.zone]);
    }
  });

  it('gives back a moment as it was given, with its milliseconds', async () => {
    const organization = await anOrganization(app);
    const moment = new Date('2026-03-29T01:30:00.123Z');
    await app.sql('UPDATE organizations SET suspended_at = ? WHERE id = ?', [moment, organization.id]);
    const [row] = await app.sql('SELECT suspended_at FROM organizations WHERE id = ?', [organization.id]);
    expect(row.suspended_at).toEqual(moment);
  });

  it('refuses a value that does not fit instead of cutting it off', async () => {
    const organization = await anOrganization(app);
    await expect(
      app.sql('UPDATE organizations SET slug = ? WHERE id = ?', ['s'.repeat(61), organization.id]),
    ).rejects.toThrow(/too long/i);
  });
});

describe('a parameter that was forgotten', () => {
  it('never reaches SQL, by whichever way', async () => {
    const { dataSource } = app.services;
    const repository = dataSource.getRepository(Organization);
    const forgotten = undefined as unknown as string;
    await anOrganization(app);
    await expect(dataSource.query('SELECT * FROM organizations WHERE id <=> ?', [forgotten])).rejects.toThrow(
      /undefined/,
    );
    await expect(
      dataSource.query('DELETE FROM organizations WHERE id IN (?)', [[forgotten]]),
    ).rejects.toThrow(/undefined/);
    await expect(repository.findOneBy({ id: forgotten })).rejects.toThrow();
    await expect(repository.findOneBy({ id: null as unknown as string })).rejects.toThrow();
    const rows = () => dataSource.query('SELECT * FROM organizations ORDER BY id');
    const before = await rows();
    for (const id of [forgotten, null as unknown as string]) {
      await expect(repository.delete({ id })).rejects.toThrow();
      await expect(repository.delete(id)).rejects.toThrow();
      await expect(repository.update({ id }, { name: 'all of them' })).rejects.toThrow();
      await expect(repository.update(id, { name: 'all of them' })).rejects.toThrow();
      await expect(repository.findOneByOrFail({ id })).rejects.toThrow();
    }
    expect(await rows()).toEqual(before);
    await expect(
      repository.createQueryBuilder('o').where('o.id = :id', { id: forgotten }).getMany(),
    ).rejects.toThrow(/undefined/);
    await expect(
      insertRows(app.context(), 'client_number_sequences', ['organization_id'], [[forgotten]]),
    ).rejects.toThrow(/undefined/);
    expect(before.length).toBeGreaterThan(0);
  });
});

describe('a pool of two connections', () => {
  let database: TestDatabase;
  let small: App;
  beforeAll(async () => {
    database = await createTestDatabase();
    small = await startApp({ databaseUrl: database.url, config: { databasePoolSize: 2 } });
  });
  afterAll(async () => {
    await small.close();
    await database.drop();
  });

  it('serves two hundred nested units of work at once', async () => {
    const organization = await anOrganization(small);
    const work = Array.from({ length: 200 }, () =>
      small.context().transaction(async (outer) => {
        await outer.db.query('SELECT 1');
        return outer.transaction(async (inner) => {
          expect(inner.db).toBe(outer.db);
          await inner.db.query(
            'UPDATE client_number_sequences SET next_number = next_number + 1 WHERE organization_id = ?',
            [organization.id],
          );
        });
      }),
    );
    await Promise.all(work);
    const [row] = await small.sql(
      'SELECT next_number FROM client_number_sequences WHERE organization_id = ?',
      [organization.id],
    );
    expect(row.next_number).toBe(201);
  });

  it('tells whoever waits too long, and works again afterwards', async () => {
    const impatient: DataSource = await createDataSource(database.url, 2, { acquireTimeout: 300 });
    try {
      // Each holds its connection and wants another one: without a limit they would wait for each other for ever.
      const selfish = () =>
        impatient.transaction(async () => {
          await impatient.query('SELECT SLEEP(0.01)');
          await impatient.query('SELECT 1');
        });
      const outcomes = await Promise.allSettled([selfish(), selfish(), selfish(), selfish()]);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refused.length).toBeGreaterThan(0);
      for (const outcome of refused)
        expect(String(outcome.reason)).toMatch(/no database connection came free/);
      expect(await impatient.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await Promise.all(Array.from({ length: 50 }, () => impatient.query('SELECT 1')));
    } finally {
      await impatient.destroy();
    }
  });
});
