import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const rename = 'UPDATE organizations SET name = CONCAT(name, ?) WHERE id = ?';
const nameOf = async (id: string) =>
  (await app.sql('SELECT name FROM organizations WHERE id = ?', [id]))[0].name;

describe('a transaction', () => {
  it('that a deadlock ended is done again from its beginning, whole', async () => {
    const [one, two] = [await anOrganization(app, { name: '' }), await anOrganization(app, { name: '' })];
    let begun = 0;
    let bothHold: () => void = () => {};
    const meeting = new Promise<void>((resolve) => {
      bothHold = resolve;
    });
    const crosswise = (first: string, second: string, mark: string) =>
      app.context().transaction(async (ctx) => {
        await ctx.db.query(rename, [mark, first]);
        begun += 1;
        if (begun === 2) bothHold();
        await meeting;
        await ctx.db.query(rename, [mark, second]);
      });

    await Promise.all([crosswise(one.id, two.id, 'a'), crosswise(two.id, one.id, 'b')]);

    expect(begun).toBeGreaterThan(2);
    for (const id of [one.id, two.id]) expect((await nameOf(id)).split('').sort().join('')).toBe('ab');
  });

  it('that waited too long for a lock is done again as well, and what it had done before is not there twice', async () => {
    const [own, held] = [await anOrganization(app, { name: '' }), await anOrganization(app, { name: '' })];
    const holder = app.services.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(rename, ['h', held.id]);
    let attempts = 0;
    try {
      await app.context().transaction(async (ctx) => {
        attempts += 1;
        if (attempts === 2) await holder.commitTransaction();
        await ctx.db.query(rename, ['w', own.id]);
        await ctx.db.query('SET SESSION innodb_lock_wait_timeout = 1');
        try {
          await ctx.db.query(rename, ['w', held.id]);
        } finally {
          await ctx.db.query('SET SESSION innodb_lock_wait_timeout = DEFAULT');
        }
      });
    } finally {
      await holder.release();
    }
    expect([attempts, await nameOf(own.id), await nameOf(held.id)]).toEqual([2, 'w', 'hw']);
  });

  it('gives up in the end, and leaves nothing behind', async () => {
    const organization = await anOrganization(app, { name: 'before' });
    let attempts = 0;
    const work = app.context().transaction(async (ctx) => {
      attempts += 1;
      await ctx.db.query(rename, ['!', organization.id]);
      throw Object.assign(new Error('Deadlock found'), { errno: 1213 });
    });
    await expect(work).rejects.toThrow('Deadlock found');
    expect(attempts).toBe(6);
    expect(await nameOf(organization.id)).toBe('before');
  });

  it('that failed for any other reason is not done again', async () => {
    let attempts = 0;
    const work = app.context().transaction(async () => {
      attempts += 1;
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(attempts).toBe(1);
  });

  it('tells others only after the commit, once, and never of an attempt that was rolled back', async () => {
    const told: string[] = [];
    let attempts = 0;
    await app.context().transaction(async (outer) => {
      attempts += 1;
      await outer.transaction(async (inner) => inner.afterCommit(() => told.push(`attempt ${attempts}`)));
      expect(told).toEqual([]);
      if (attempts === 1) throw Object.assign(new Error('Lock wait timeout'), { errno: 1205 });
    });
    expect(told).toEqual(['attempt 2']);
  });
});
