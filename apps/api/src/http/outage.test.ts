import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, startDatabase } from '../../../../scripts/database.mjs';
import { anOrganization, aStaffMember, type BuiltStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { applyMigrations } from '../database/apply-migrations.js';
import { createDataSource } from '../database/data-source.js';

let server: Database;
let app: App;
let fenna: BuiltStaffMember;
const logged: { level: number; msg: string; reason?: string }[] = [];

beforeAll(async () => {
  // A server of this file's own, because it dies.
  server = await startDatabase({ throwaway: true });
  const dataSource = await createDataSource(server.url, 2);
  await applyMigrations(dataSource);
  await dataSource.destroy();
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  app = await startApp({ databaseUrl: server.url, log });
  fenna = await aStaffMember(app, await anOrganization(app));
  await app.cookieOf(fenna);
}, 120_000);
afterAll(async () => {
  await app?.close();
  await server?.stop();
});

const update = (on = app) =>
  on.graphql('mutation { updateViewer(input: { language: NL }) { viewer { language } } }', {}, { as: fenna });

const preview = (on = app) => on.graphql(`{ invitationPreview(token: "inv_${'A'.repeat(64)}") { state } }`);

const signIn = (on = app) =>
  on.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://anteroom.test' },
    body: JSON.stringify({ email: 'nobody@example.com', password: 'not the password' }),
  });

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

describe('while the database is away', () => {
  it('every answer is a quick 503 that says nothing else, and all is well when it is back', async () => {
    expect((await app.fetch('/readyz')).status).toBe(200);
    expect((await update()).status).toBe(200);

    await server.kill();
    for (let round = 0; round < 3; round += 1) {
      const answers = await within(8_000, Promise.all([update(), update(), update()]));
      for (const { status, errors, headers } of answers) {
        expect(status).toBe(503);
        expect(headers.get('retry-after')).toBe('2');
        expect(errors?.[0]?.extensions?.code).toBe('UNAVAILABLE');
        expect(JSON.stringify(errors)).not.toMatch(/ECONN|127\.0\.0\.1|mysql|stack/i);
      }
      // Without a session it is the resolver that meets the outage first.
      const { status, errors } = await within(8_000, preview());
      expect([status, errors?.[0]?.extensions?.code]).toEqual([503, 'UNAVAILABLE']);
      expect((await within(8_000, signIn())).status).toBe(503);
      const readiness = await within(8_000, app.fetch('/readyz'));
      expect([readiness.status, await readiness.json()]).toEqual([
        503,
        { status: 'the database does not answer', reason: 'DATABASE_AWAY' },
      ]);
      expect((await app.fetch('/healthz')).status).toBe(200);
    }

    // Of some twenty failures, once in ten seconds.
    expect(new Set(logged.map(({ msg }) => msg))).toEqual(new Set(['the database cannot be used']));
    expect(logged.length).toBeLessThan(4);
    expect(logged[0]?.reason).toMatch(/^[A-Z_]+$/);

    await server.restart();
    expect((await app.fetch('/readyz')).status).toBe(200);
    for (let round = 0; round < 5; round += 1)
      expect((await update()).data).toEqual({ updateViewer: { viewer: { language: 'NL' } } });
    expect((await signIn()).status).toBe(401);
  }, 120_000);

  it('also when it takes no changes, as one that has become a replica', async () => {
    const lesser = Object.assign(new URL(server.url), { username: 'lesser', password: 'for-tests-only' });
    await app.sql(`CREATE USER 'lesser'@'%' IDENTIFIED BY 'for-tests-only'`);
    await app.sql(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${lesser.pathname.slice(1)}.* TO 'lesser'@'%'`);
    const other = await startApp({ databaseUrl: lesser.href });
    try {
      expect((await update(other)).status).toBe(200);
      await app.sql('SET GLOBAL read_only = 1');
      for (let round = 0; round < 2; round += 1) {
        const { status, data, errors, headers } = await within(8_000, update(other));
        expect([status, data ?? null, headers.get('retry-after')]).toEqual([503, null, '2']);
        expect(errors?.[0]?.extensions?.code).toBe('UNAVAILABLE');
        expect(JSON.stringify(errors)).not.toMatch(/read.?only|mariadb|mysql|stack/i);
        expect((await within(8_000, signIn(other))).status).toBe(503);
      }
      expect((await preview(other)).data).toEqual({ invitationPreview: { state: 'UNKNOWN' } });
      await app.sql('SET GLOBAL read_only = 0');
      expect((await update(other)).data).toEqual({ updateViewer: { viewer: { language: 'NL' } } });
      expect((await signIn(other)).status).toBe(401);
    } finally {
      await app.sql('SET GLOBAL read_only = 0');
      await other.close();
    }
  }, 60_000);

  describe('half way through a file', () => {
    beforeAll(async () => {
      const tens = `(${[...Array(10).keys()].map((n) => `SELECT ${n} AS n`).join(' UNION ALL ')})`;
      await app.sql(
        `INSERT INTO audit_entries (id, organization_id, action, actor_kind)
         SELECT UUID(), ?, 'staff.signedIn', 'SYSTEM' FROM ${tens} a, ${tens} b, ${tens} c`,
        [fenna.organizationId],
      );
      await app.sql(
        `INSERT INTO audit_unsealed (organization_id, entry_id)
         SELECT organization_id, id FROM audit_entries WHERE actor_kind = 'SYSTEM'`,
      );
    });

    /** Downloads while the database dies before the given one of the statements that read a piece. */
    const download = async (path: string, lastPiece: number) => {
      const { manager } = app.services.dataSource;
      const query = manager.query.bind(manager) as (sql: string, parameters?: unknown) => Promise<never>;
      let pieces = 0;
      const spy = vi.spyOn(manager, 'query').mockImplementation(async (sql: string, parameters?: unknown) => {
        if (/LIMIT 50[01]$/.test(sql)) pieces += 1;
        if (pieces === lastPiece) await server.kill();
        return query(sql, parameters);
      });
      try {
        const response = await app.fetch(`${path}?organization=${fenna.organizationId}`, {
          headers: { cookie: await app.cookieOf(fenna) },
        });
        const text = await response.text().catch((error: Error) => error);
        expect(pieces).toBe(lastPiece);
        return { status: response.status, text, headers: response.headers };
      } finally {
        spy.mockRestore();
        await server.restart();
      }
    };

    it('breaks the connection off, so that nobody takes what came for all there is', async () => {
      for (const path of ['/export/audit.csv', '/export/audit.jsonl']) {
        // The second piece that has something in it.
        const { status, text } = await download(path, 3);
        expect([status, text]).toEqual([200, expect.any(TypeError)]);
      }
    });

    it('is a 503 as long as nothing of it has left', async () => {
      const { status, text, headers } = await download('/export/audit.jsonl', 2);
      expect([status, headers.get('retry-after')]).toEqual([503, '2']);
      // A browser would keep it as the file that was asked for.
      expect([headers.get('content-disposition'), headers.get('content-type')]).toEqual([
        null,
        'application/json; charset=utf-8',
      ]);
      expect(text).not.toMatch(/ECONN|127\.0\.0\.1|mysql|stack/i);
    });
  });

  it('also when it has too many connections', async () => {
    await app.sql('SET GLOBAL max_connections = 10');
    const { createConnection } = await import('mysql2/promise');
    const others = await Promise.all(
      Array.from({ length: 30 }, () => createConnection({ uri: server.url }).catch(() => null)),
    );
    try {
      // What the pool holds already goes on working; what would need a new connection is told to come back.
      const statuses = (await within(20_000, Promise.all(Array.from({ length: 30 }, () => update())))).map(
        ({ status }) => status,
      );
      for (const status of statuses) expect([200, 503]).toContain(status);
    } finally {
      for (const other of others) await other?.end();
      await app.sql('SET GLOBAL max_connections = 250');
    }
    expect((await update()).status).toBe(200);
  }, 60_000);
});
