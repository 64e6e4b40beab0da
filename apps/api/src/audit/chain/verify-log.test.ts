import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anOrganization } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aSealedLog, ENTRIES } from '../../../test/sealed-log.js';
import { recordAudit } from '../record-audit.js';
import { hashOf } from './chain.js';
import type { Problem } from './chain-check.js';
import type { Checkpoint } from './checkpoint.js';
import { sealEntries } from './seal-entries.js';
import { checkpointOf, verifyLog } from './verify-log.js';

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

async function verify(checkpoint: Checkpoint | null = null) {
  const problems: Problem[] = [];
  const verified = await verifyLog(
    app.services.dataSource.manager,
    { organizationId, keys: app.services.config.tokenKeys, checkpoint },
    (problem) => problems.push(problem),
  );
  return { ...verified, problems };
}

const found = async (checkpoint: Checkpoint | null = null) =>
  (await verify(checkpoint)).problems.map(({ kind, seq }) => [kind, seq]);

const takeCheckpoint = async () => checkpointOf((await verify()).head, organizationId);

describe('a log that nobody touched', () => {
  it('is whole, and is so up to a checkpoint', async () => {
    expect(await found(await takeCheckpoint())).toEqual([]);
    expect(await verify()).toMatchObject({ reached: ENTRIES, complete: true, problemCount: 0 });
  });

  it('is whole when it is empty', async () => {
    organizationId = (await anOrganization(app)).id;
    expect(await verify()).toMatchObject({ reached: 0, complete: true, problemCount: 0 });
  });

  it('is verified in parts that together are all of it', async () => {
    const parts: number[] = [];
    for (let after = 0, complete = false; !complete; ) {
      const part = await verifyLog(
        app.services.dataSource.manager,
        { organizationId, keys: app.services.config.tokenKeys, after, limit: 2 },
        () => expect.unreachable(),
      );
      parts.push(part.reached);
      ({ reached: after, complete } = part);
    }
    expect(parts).toEqual([2, 4, 6, 6]);
  });
});

describe('an entry of which one column was changed', () => {
  const OTHER: Record<string, unknown> = {
    id: uuidv7(),
    organization_id: uuidv7(),
    action: 'client.created',
    actor_kind: 'SYSTEM',
    actor_user_id: null,
    actor_staff_id: uuidv7(),
    on_behalf_of: null,
    address: '192.0.2.8',
    subject_type: 'STAFF_MEMBER',
    subject_id: uuidv7(),
    reason: null,
    details: '{"fields":["email", 2]}',
    at: new Date('2026-01-01T00:00:00.001Z'),
  };

  it('is named, whichever column it is', async () => {
    const columns = await app.sql<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = 'audit_entries'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(OTHER).sort());
    const [entry] = await app.sql('SELECT * FROM audit_entries WHERE id = ?', [ids[2]]);
    for (const [column, value] of Object.entries(OTHER)) {
      await app.sql(`UPDATE audit_entries SET ${column} = ? WHERE id = ?`, [value, ids[2]]);
      const problems = await found();
      expect(problems[0], column).toEqual([column === 'id' ? 'DELETED' : 'CHANGED', 3]);
      expect(
        problems.slice(1).map(([kind]) => kind),
        column,
      ).toEqual(column === 'id' ? ['INSERTED'] : []);
      await app.sql(`UPDATE audit_entries SET ${column} = ? WHERE id = ?`, [
        entry[column],
        column === 'id' ? value : ids[2],
      ]);
    }
    expect(await found()).toEqual([]);
  });
});

describe('a seal of which one column was changed', () => {
  it('is named, whichever column it is', async () => {
    const other: Record<string, [unknown, ...string[]]> = {
      organization_id: [uuidv7(), 'MISSING'],
      seq: [77, 'MISSING', 'CHANGED'],
      entry_id: [uuidv7(), 'DELETED', 'INSERTED'],
      previous_hash: ['0'.repeat(64), 'CHANGED'],
      hash: ['0'.repeat(64), 'CHANGED'],
      key_id: ['k0', 'CHANGED'],
      signature: ['0'.repeat(64), 'FORGED'],
      sealed_at: [new Date('2026-01-01T00:00:00.001Z'), 'CHANGED'],
    };
    const columns = await app.sql<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = 'audit_seals'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(other).sort());
    const [seal] = await app.sql('SELECT * FROM audit_seals WHERE organization_id = ? AND seq = 3', [
      organizationId,
    ]);
    for (const [column, [value, ...kinds]] of Object.entries(other)) {
      await app.sql(`UPDATE audit_seals SET ${column} = ? WHERE entry_id = ?`, [value, ids[2]]);
      const problems = await found();
      if (column === 'seq') expect(problems.map(([kind]) => kind)).toContain('MISSING');
      else
        expect(
          problems.map(([kind]) => kind),
          column,
        ).toEqual(kinds);
      await app.sql(`UPDATE audit_seals SET ${column} = ? WHERE entry_id = ?`, [
        seal[column],
        column === 'entry_id' ? value : ids[2],
      ]);
    }
    expect(await found()).toEqual([]);
  });

  it('is found when it is the kept end of the chain', async () => {
    for (const change of [`seq = seq + 1`, `hash = REPEAT('0', 64)`, `key_id = 'k0'`, `signature = ''`]) {
      const [head] = await app.sql('SELECT * FROM audit_heads WHERE organization_id = ?', [organizationId]);
      await app.sql(`UPDATE audit_heads SET ${change} WHERE organization_id = ?`, [organizationId]);
      expect((await found())[0]?.[0], change).toMatch(/CUT_OFF|END_CHANGED/);
      await app.sql(
        'UPDATE audit_heads SET seq = ?, hash = ?, key_id = ?, signature = ? WHERE organization_id = ?',
        [head.seq, head.hash, head.key_id, head.signature, organizationId],
      );
    }
    await app.sql('DELETE FROM audit_heads WHERE organization_id = ?', [organizationId]);
    expect(await found()).toEqual([['END_CHANGED', ENTRIES]]);
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
    expect((await verify(checkpoint)).problems).toEqual([
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
    expect(await found(checkpoint)).toEqual([['REPLACED', 6]]);
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
});

describe('a log that was hashed anew by somebody without the key', () => {
  it('is found at the first entry that was changed, and at every one after it', async () => {
    await app.sql(`UPDATE audit_entries SET action = 'client.created' WHERE id = ?`, [ids[3]]);
    await rehash();
    expect(await found()).toEqual([
      ['FORGED', 4],
      ['FORGED', 5],
      ['FORGED', 6],
      ['END_CHANGED', 6],
    ]);
  });

  it('is found too when it names a key that we do not have', async () => {
    await app.sql(`UPDATE audit_entries SET action = 'client.created' WHERE id = ?`, [ids[3]]);
    await app.sql(`UPDATE audit_seals SET key_id = 'k0' WHERE organization_id = ? AND seq >= 4`, [
      organizationId,
    ]);
    await rehash();
    await app.sql(
      `UPDATE audit_heads h JOIN audit_seals s ON s.organization_id = h.organization_id AND s.seq = h.seq
          SET h.hash = s.hash, h.key_id = s.key_id WHERE h.organization_id = ?`,
      [organizationId],
    );
    expect(await found()).toEqual([['UNVOUCHED', 6]]);
  });

  async function rehash() {
    const rows = await app.sql(
      `SELECT s.organization_id AS sealOrganization, s.seq, s.key_id AS keyId, s.sealed_at AS sealedAt, s.hash AS sealed, e.id,
              e.organization_id AS organizationId, e.action, e.actor_kind AS actorKind, e.actor_user_id AS actorUserId,
              e.actor_staff_id AS actorStaffId, e.on_behalf_of AS onBehalfOf, e.address, e.subject_type AS subjectType,
              e.subject_id AS subjectId, e.reason, e.details, e.at
         FROM audit_seals s JOIN audit_entries e ON e.id = s.entry_id WHERE s.organization_id = ? ORDER BY s.seq`,
      [organizationId],
    );
    let previousHash = rows[2].sealed as string;
    for (const row of rows.slice(3)) {
      const hash = hashOf({ ...row, previousHash }, row);
      await app.sql(
        'UPDATE audit_seals SET previous_hash = ?, hash = ? WHERE organization_id = ? AND seq = ?',
        [previousHash, hash, organizationId, row.seq],
      );
      previousHash = hash;
    }
  }
});
