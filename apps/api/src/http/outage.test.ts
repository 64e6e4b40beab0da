import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, startDatabase } from '../../../../scripts/database.mjs';
import { anOrganization, aStaffMember, type BuiltStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { applyMigrations } from '../database/apply-migrations.js';
import { createDataSource } from '../database/data-source.js';

let server: Database;
let app: App;
let fenna: BuiltStaffMember;

beforeAll(async () => {
  // A server of this file's own, because it dies.
  server = await startDatabase({ throwaway: true });
  const dataSource = await createDataSource(server.url, 2);
  await applyMigrations(dataSource);
  await dataSource.destroy();
  app = await startApp({ databaseUrl: server.url });
  fenna = await aStaffMember(app, await anOrganization(app));
  await app.cookieOf(fenna);
}, 120_000);
afterAll(async () => {
  await app?.close();
  await server?.stop();
});

const update = () =>
  app.graphql(
    'mutation { updateViewer(input: { language: NL }) { viewer { language } } }',
    {},
    { as: fenna },
  );

const preview = () => app.graphql(`{ invitationPreview(token: "inv_${'A'.repeat(64)}") { state } }`);

const signIn = () =>
  app.fetch('/api/auth/sign-in/email', {
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
      expect((await within(8_000, app.fetch('/readyz'))).status).toBe(503);
      expect((await app.fetch('/healthz')).status).toBe(200);
    }

    await server.restart();
    expect((await app.fetch('/readyz')).status).toBe(200);
    for (let round = 0; round < 5; round += 1)
      expect((await update()).data).toEqual({ updateViewer: { viewer: { language: 'NL' } } });
    expect((await signIn()).status).toBe(401);
  }, 120_000);

  it('also when it has too many connections', async () => {
    await app.sql('SET GLOBAL max_connections = 10');
    const { createConnection } = await import('mysql2/promise');
    const others = await Promise.all(
      Array.from({ length: 30 }, () => createConnection({ uri: server.url }).catch(() => null)),
    );
    try {
      // What the pool holds already goes on working; what would need a new connection is told to come back.
      const statuses = (await within(20_000, Promise.all(Array.from({ length: 30 }, update)))).map(
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
