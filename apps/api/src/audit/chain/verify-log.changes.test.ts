import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from '../../../test/harness.js';
import { aSealedLog, ENTRIES, verifying } from '../../../test/sealed-log.js';
import { hashOf } from './chain.js';

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

const { found } = verifying(
  () => app,
  () => organizationId,
);

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
    // Also where the chain ends with a part.
    expect(await found({ limit: 6 })).toEqual([['UNVOUCHED', 6]]);
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
