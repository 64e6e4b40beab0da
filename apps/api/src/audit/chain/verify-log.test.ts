import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anOrganization } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aSealedLog, ENTRIES, verifying } from '../../../test/sealed-log.js';
import { recordAudit } from '../record-audit.js';
import type { Problem } from './chain-check.js';
import { BEGINNING, type Place } from './place.js';
import { sealEntries } from './seal-entries.js';
import { checkpointAt, type Verified, verifyLog } from './verify-log.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let organizationId: string;
let ids: string[];

beforeEach(async () => {
  ({ organizationId, ids } = await aSealedLog(app));
});

const { verify, found } = verifying(
  () => app,
  () => organizationId,
);
const takeCheckpoint = async () =>
  checkpointAt(app.services.dataSource.manager, organizationId, (await verify()).place.reached);

describe('a log that nobody touched', () => {
  it('is whole, and is so up to a checkpoint', async () => {
    expect(await found({ checkpoint: await takeCheckpoint() })).toEqual([]);
    expect(await verify()).toMatchObject({ place: { reached: ENTRIES }, next: null, problemCount: 0 });
  });

  it('is whole when it is empty', async () => {
    organizationId = (await anOrganization(app)).id;
    expect(await verify()).toMatchObject({ place: { reached: 0 }, next: null, problemCount: 0 });
  });

  it('is verified in parts that together are all of it, the search for what has no seal too', async () => {
    const parts: [number, number][] = [];
    for (let after: Place | null = BEGINNING; after; ) {
      const { place, next }: Verified = await verifyLog(
        app.services.dataSource.manager,
        { organizationId, keys: app.services.config.tokenKeys, after, limit: 4 },
        () => expect.unreachable(),
      );
      parts.push([place.reached, place.searched]);
      after = next;
    }
    expect(parts).toEqual([
      [4, 0],
      [ENTRIES, 2],
      [ENTRIES, ENTRIES],
      [ENTRIES, ENTRIES],
    ]);
  });
});

describe('a log out of which something was taken', () => {
  it('names the seal whose entry is gone', async () => {
    await app.sql('DELETE FROM audit_entries WHERE id IN (?)', [[ids[1], ids[4]]]);
    expect(await found()).toEqual([
      ['DELETED', 2],
      ['DELETED', 5],
    ]);
  });

  it('names the gap when the seals went too', async () => {
    for (const table of ['audit_entries WHERE id', 'audit_seals WHERE entry_id'])
      await app.sql(`DELETE FROM ${table} IN (?)`, [[ids[1], ids[2]]]);
    expect((await verify()).problems).toEqual([{ kind: 'MISSING', seq: 2, entryId: null, otherSeq: 3 }]);
  });

  it('names the places when the rest was moved together', async () => {
    await app.sql('DELETE FROM audit_entries WHERE id = ?', [ids[2]]);
    await app.sql('DELETE FROM audit_seals WHERE entry_id = ?', [ids[2]]);
    for (const seq of [4, 5, 6])
      await app.sql('UPDATE audit_seals SET seq = seq - 1 WHERE organization_id = ? AND seq = ?', [
        organizationId,
        seq,
      ]);
    expect((await verify()).problems).toMatchObject([
      { kind: 'REORDERED', seq: 3, otherSeq: 4 },
      { kind: 'REORDERED', seq: 4, otherSeq: 5 },
      { kind: 'CHANGED', seq: 5 },
      { kind: 'CUT_OFF', seq: 6 },
    ]);
  });

  it('shows that its end was cut off, by its head, and after that is put back too by a checkpoint', async () => {
    const checkpoint = await takeCheckpoint();
    await app.sql('DELETE FROM audit_entries WHERE id IN (?)', [ids.slice(4)]);
    await app.sql('DELETE FROM audit_seals WHERE entry_id IN (?)', [ids.slice(4)]);
    expect((await verify()).problems).toEqual([{ kind: 'CUT_OFF', seq: 5, entryId: null, otherSeq: 6 }]);
    await app.sql(
      `UPDATE audit_heads h JOIN audit_seals s ON s.organization_id = h.organization_id AND s.seq = 4
          SET h.seq = 4, h.hash = s.hash, h.key_id = s.key_id, h.signature = s.signature
        WHERE h.organization_id = ?`,
      [organizationId],
    );
    expect(await found()).toEqual([]);
    expect((await verify({ checkpoint })).problems).toEqual([
      { kind: 'CUT_OFF', seq: 5, entryId: null, otherSeq: 6 },
    ]);
    // And when the chain has grown again to where it was.
    await app.context().transaction((tx) =>
      recordAudit(tx, [
        { organizationId, action: 'program.created' },
        { organizationId, action: 'program.created' },
      ]),
    );
    await sealEntries(app.services);
    expect(await found()).toEqual([]);
    expect(await found({ checkpoint })).toEqual([['REPLACED', 6]]);
  });

  it('shows what was deleted before its seal', async () => {
    await app.context().transaction((tx) => recordAudit(tx, [{ organizationId, action: 'program.created' }]));
    await app.sql(`DELETE FROM audit_entries WHERE organization_id = ? AND action = 'program.created'`, [
      organizationId,
    ]);
    await sealEntries(app.services);
    expect((await verify()).problems).toMatchObject([{ kind: 'LOST', seq: null }]);
    await app.sql('DELETE FROM audit_unsealed WHERE organization_id = ?', [organizationId]);
  });
});

describe('a log in which rows were exchanged', () => {
  it.each([
    ['neighbours', 2, 3],
    ['distant ones', 2, 5],
  ])('names both of two %s whose entries were exchanged', async (_, one, other) => {
    const [a, b] = [ids[one - 1], ids[other - 1]];
    await app.sql('UPDATE audit_seals SET entry_id = ? WHERE entry_id = ?', ['x', a]);
    await app.sql('UPDATE audit_seals SET entry_id = ? WHERE entry_id = ?', [a, b]);
    await app.sql('UPDATE audit_seals SET entry_id = ? WHERE entry_id = ?', [b, 'x']);
    expect((await verify()).problems).toMatchObject([
      { kind: 'REORDERED', seq: one, otherSeq: other },
      { kind: 'REORDERED', seq: other, otherSeq: one },
    ]);
  });

  it.each([
    ['neighbours', 2, 3],
    ['distant ones', 2, 5],
  ])('names both of two %s whose places were exchanged', async (_, one, other) => {
    for (const [from, to] of [
      [one, 99],
      [other, one],
      [99, other],
    ])
      await app.sql('UPDATE audit_seals SET seq = ? WHERE organization_id = ? AND seq = ?', [
        to,
        organizationId,
        from,
      ]);
    expect((await verify()).problems).toMatchObject([
      { kind: 'REORDERED', seq: one, otherSeq: other },
      { kind: 'REORDERED', seq: other, otherSeq: one },
    ]);
  });
});

describe('a log into which something was put', () => {
  const put = (id: string, at: string) =>
    app.sql(
      `INSERT INTO audit_entries (id, organization_id, action, actor_kind, at) VALUES (?, ?, 'client.read', 'STAFF', ${at})`,
      [id, organizationId],
    );

  it('names the entry that has no seal and waits for none', async () => {
    const id = uuidv7();
    await put(id, 'NOW(3)');
    expect((await verify()).problems).toEqual([{ kind: 'INSERTED', seq: null, entryId: id }]);
  });

  it('says of one that has waited for longer than a minute that it has', async () => {
    const [young, old] = [uuidv7(), uuidv7()];
    await put(young, 'NOW(3) - INTERVAL 50 SECOND');
    await put(old, 'NOW(3) - INTERVAL 61 SECOND');
    await app.sql('INSERT INTO audit_unsealed (organization_id, entry_id) VALUES ?', [
      [
        [organizationId, young],
        [organizationId, old],
      ],
    ]);
    expect((await verify()).problems).toEqual([{ kind: 'UNSEALED', seq: null, entryId: old }]);
    await sealEntries(app.services);
    expect(await found()).toEqual([]);
  });

  it('is looked through in pieces, however much of it there is', async () => {
    const tens = `(${[...Array(10).keys()].map((n) => `SELECT ${n} AS n`).join(' UNION ALL ')})`;
    const many = `FROM ${tens} a, ${tens} b, ${tens} c, ${tens} d WHERE d.n < 2`;
    await app.sql(
      `INSERT INTO audit_entries (id, organization_id, action, actor_kind) SELECT UUID(), ?, 'client.read', 'STAFF' ${many}`,
      [organizationId],
    );
    await app.sql(`INSERT INTO audit_unsealed (organization_id, entry_id) SELECT ?, UUID() ${many}`, [
      organizationId,
    ]);
    const query = vi.spyOn(app.services.dataSource.manager, 'query');
    const problems: Problem[] = [];
    for (let after: Place | null = BEGINNING; after; ) {
      query.mockClear();
      const part: Verified = await verifyLog(
        app.services.dataSource.manager,
        { organizationId, keys: app.services.config.tokenKeys, after, limit: 1_500 },
        (problem) => problems.push(problem),
      );
      after = part.next;
      const sizes = await Promise.all(query.mock.results.map(async ({ value }) => (await value).length));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
      // One more is the head of the chain.
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1_502);
    }
    query.mockRestore();
    const counts = Object.groupBy(problems, ({ kind }) => kind);
    expect([problems.length, counts.LOST?.length, counts.INSERTED?.length]).toEqual([4_000, 2_000, 2_000]);
    await app.sql('DELETE FROM audit_unsealed WHERE organization_id = ?', [organizationId]);
  });
});
