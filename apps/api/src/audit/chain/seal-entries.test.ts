import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anOrganization, aStaffMember, type BuiltOrganization } from '../../../test/builders.js';
import { type App, startApp, testConfig } from '../../../test/harness.js';
import { createContext } from '../../context.js';
import { createDataSource } from '../../database/data-source.js';
import { createLoaders } from '../../loaders.js';
import { recordAudit } from '../record-audit.js';
import type { Problem } from './chain-check.js';
import { resealForNewKey } from './reseal-for-new-key.js';
import { SEAL_BATCH, sealEntries } from './seal-entries.js';
import { verifyLog } from './verify-log.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const write = (organization: BuiltOrganization, count: number) =>
  app.context().transaction((tx) =>
    recordAudit(
      tx,
      Array.from({ length: count }, () => ({ organizationId: organization.id, action: 'program.created' })),
    ),
  );

const sealsOf = (organization: BuiltOrganization) =>
  app.sql<{ seq: number; entry_id: string; key_id: string }>(
    'SELECT seq, entry_id, key_id FROM audit_seals WHERE organization_id = ? ORDER BY seq',
    [organization.id],
  );

async function problems(organization: BuiltOrganization, keys = app.services.config.tokenKeys) {
  const found: Problem[] = [];
  await verifyLog(app.services.dataSource.manager, { organizationId: organization.id, keys }, (problem) =>
    found.push(problem),
  );
  return found;
}

const withKeys = (...ids: string[]) => ({
  ...app.services,
  config: testConfig(app.services.config.databaseUrl, {
    tokenKeys: ids.map((id) => ({
      id,
      value: id === 'k1' ? 'for-tests-only-for-tests-only-for-tests-only' : `${id} `.repeat(20),
    })),
  }),
});

describe('sealing', () => {
  it('gives every entry one place, in more batches than one, and each organization its own chain', async () => {
    const [linde, eik] = [await anOrganization(app), await anOrganization(app)];
    await write(linde, SEAL_BATCH + 7);
    await write(eik, 3);
    await sealEntries(app.services);
    expect((await sealsOf(linde)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: SEAL_BATCH + 7 }, (_, index) => index + 1),
    );
    expect((await sealsOf(eik)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect([...(await problems(linde)), ...(await problems(eik))]).toEqual([]);
    expect(await app.sql('SELECT 1 FROM audit_unsealed')).toEqual([]);
  });

  it('seals what is committed late, behind what was sealed before it', async () => {
    const organization = await anOrganization(app);
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written = () => {};
    const begun = new Promise<void>((resolve) => {
      written = resolve;
    });
    const late = app.context().transaction(async (tx) => {
      await recordAudit(tx, [{ organizationId: organization.id, action: 'client.created' }]);
      written();
      await held;
    });
    await begun;
    await write(organization, 2);
    await sealEntries(app.services);
    expect(await sealsOf(organization)).toHaveLength(2);
    commit();
    await late;
    await sealEntries(app.services);
    const seals = await sealsOf(organization);
    expect(seals.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((seals[2]?.entry_id ?? '') < (seals[0]?.entry_id ?? '')).toBe(true);
    expect(await problems(organization)).toEqual([]);
  });

  it('makes one chain though several seal and many write at once', async () => {
    const organization = await anOrganization(app);
    const sealing = async () => {
      for (let round = 0; round < 6; round += 1) await sealEntries(app.services);
    };
    const writing = async () => {
      for (let round = 0; round < 10; round += 1) await write(organization, 7);
    };
    await Promise.all([writing(), sealing(), writing(), sealing(), sealing()]);
    await sealEntries(app.services);
    expect((await sealsOf(organization)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 140 }, (_, index) => index + 1),
    );
    expect(await problems(organization)).toEqual([]);
  });

  it('keeps nobody who writes waiting, even while the end of the chain is locked', async () => {
    const organization = await anOrganization(app);
    await write(organization, 1);
    await sealEntries(app.services);
    await write(organization, 2);
    // A sealer that has done everything but commit.
    const other = await createDataSource(app.services.config.databaseUrl, 1);
    const runner = other.createQueryRunner();
    await runner.startTransaction('READ COMMITTED');
    try {
      await runner.query('SELECT * FROM audit_heads WHERE organization_id = ? FOR UPDATE', [organization.id]);
      await runner.query(
        `INSERT INTO audit_seals SELECT organization_id, 2, entry_id, '', '', '', '', NOW(3)
           FROM audit_unsealed WHERE organization_id = ? LIMIT 1`,
        [organization.id],
      );
      await runner.query('DELETE FROM audit_unsealed WHERE organization_id = ?', [organization.id]);
      const before = await lockWaits();
      await write(organization, 200);
      expect(await lockWaits()).toBe(before);
      // Another sealer steps around it instead of queueing up.
      expect(await sealEntries(app.services)).toBe(0);
      expect(await lockWaits()).toBe(before);
    } finally {
      await runner.rollbackTransaction();
      await other.destroy();
    }
    await sealEntries(app.services);
    expect(await sealsOf(organization)).toHaveLength(203);
    expect(await problems(organization)).toEqual([]);
  });

  it('leaves nothing half done when it ends in the middle', async () => {
    const organization = await anOrganization(app);
    await write(organization, 3);
    const { dataSource } = app.services;
    const run = dataSource.transaction.bind(dataSource);
    const crash = vi.spyOn(dataSource, 'transaction').mockImplementation((async (
      level: 'READ COMMITTED',
      work: Parameters<typeof run>[1],
    ) =>
      run(level, async (manager) => {
        const query = manager.query.bind(manager);
        manager.query = (async (sql: string, params: unknown[]) => {
          if (sql.startsWith('DELETE FROM audit_unsealed')) throw new Error('the process ended');
          return query(sql, params);
        }) as typeof manager.query;
        return work(manager);
      })) as never);
    await sealEntries(app.services);
    crash.mockRestore();
    expect(await sealsOf(organization)).toEqual([]);
    await sealEntries(app.services);
    expect(await sealsOf(organization)).toHaveLength(3);
    expect(await problems(organization)).toEqual([]);
  });

  it('goes on for the others where one chain cannot be continued', async () => {
    const [broken, sound] = [await anOrganization(app), await anOrganization(app)];
    await write(broken, 2);
    await sealEntries(app.services);
    await app.sql(`UPDATE audit_heads SET hash = REPEAT('0', 64) WHERE organization_id = ?`, [broken.id]);
    await write(broken, 1);
    await write(sound, 1);
    await sealEntries(app.services);
    expect(await sealsOf(broken)).toHaveLength(2);
    expect(await sealsOf(sound)).toHaveLength(1);
    expect(await problems(broken)).toMatchObject([{ kind: 'END_CHANGED' }]);
    await app.sql('DELETE FROM audit_unsealed WHERE organization_id = ?', [broken.id]);
  });
});

describe('a new key', () => {
  it('signs a further entry, and then vouches for everything before without the old one', async () => {
    const organization = await anOrganization(app);
    await write(organization, 2);
    await sealEntries(app.services);
    const both = withKeys('k2', 'k1');
    expect(await problems(organization, withKeys('k2').config.tokenKeys)).toMatchObject([
      { kind: 'UNVOUCHED', seq: 2 },
    ]);
    await resealForNewKey(both);
    await sealEntries(both);
    expect((await sealsOf(organization)).map(({ key_id }) => key_id)).toEqual(['k1', 'k1', 'k2']);
    expect(await problems(organization, withKeys('k2').config.tokenKeys)).toEqual([]);
    expect(await problems(organization, both.config.tokenKeys)).toEqual([]);
  });

  it('continues no chain whose end only a key that is gone has signed', async () => {
    const organization = await anOrganization(app);
    await write(organization, 1);
    await sealEntries(app.services);
    await write(organization, 1);
    const stranger = withKeys('k9');
    await resealForNewKey(stranger);
    await sealEntries(stranger);
    expect(await sealsOf(organization)).toHaveLength(1);
    await sealEntries(app.services);
    expect(await problems(organization)).toEqual([]);
  });
});

it('needs no right to change or delete entries and seals', async () => {
  const organization = await anOrganization(app);
  const url = new URL(app.services.config.databaseUrl);
  const database = url.pathname.slice(1);
  const user = `reader_${randomBytes(4).toString('hex')}`;
  await app.sql(`CREATE USER ${user}@'%' IDENTIFIED BY 'for-tests-only'`);
  for (const [rights, table] of [
    ['SELECT, INSERT', 'audit_entries'],
    ['SELECT, INSERT', 'audit_seals'],
    ['SELECT, INSERT, UPDATE', 'audit_heads'],
    ['SELECT, INSERT, DELETE', 'audit_unsealed'],
  ])
    await app.sql(`GRANT ${rights} ON ${database}.${table} TO ${user}@'%'`);
  Object.assign(url, { username: user, password: 'for-tests-only' });
  const dataSource = await createDataSource(url.href, 2);
  try {
    const services = { ...app.services, dataSource };
    const ctx = createContext(services, null, createLoaders);
    await ctx.transaction((tx) =>
      recordAudit(tx, [{ organizationId: organization.id, action: 'program.created' }]),
    );
    await sealEntries(services);
    expect(await problems(organization)).toEqual([]);
    expect(await sealsOf(organization)).toHaveLength(1);
    for (const table of ['audit_entries', 'audit_seals'])
      for (const statement of [`DELETE FROM ${table}`, `UPDATE ${table} SET organization_id = ''`])
        await expect(dataSource.query(statement), statement).rejects.toThrow(/denied/);
  } finally {
    await dataSource.destroy();
    await app.sql(`DROP USER ${user}@'%'`);
  }
});

it('is done by the jobs, soon after the commit', async () => {
  const running = await startApp({ jobs: true, databaseUrl: app.services.config.databaseUrl });
  try {
    const organization = await anOrganization(app);
    const owner = await aStaffMember(app, organization);
    await running.ask(
      'mutation ($input: CreateProgramInput!) { createProgram(input: $input) { errors { code } } }',
      { input: { organizationId: organization.id, name: `Walking ${uuidv7()}` } },
      { as: owner },
    );
    await vi.waitFor(async () => expect(await sealsOf(organization)).toHaveLength(1), { timeout: 4_000 });
  } finally {
    await running.close();
  }
});

async function lockWaits(): Promise<number> {
  const [row] = await app.sql<{ Value: string }>(`SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_waits'`);
  return Number(row?.Value);
}
