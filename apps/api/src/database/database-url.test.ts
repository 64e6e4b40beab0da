import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../test/database.js';
import { createDataSource } from './data-source.js';
import { readDatabaseUrl } from './database-url.js';

const BASE = 'mysql://anteroom:pa%25ss@db.internal/anteroom';

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anteroom-ca-'));
  await writeFile(join(folder, 'ca.pem'), 'a certificate');
  database = await createTestDatabase();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

describe('the address of the database', () => {
  it('is read as it was meant', () => {
    expect(readDatabaseUrl(BASE)).toEqual({
      host: 'db.internal',
      port: 3306,
      user: 'anteroom',
      password: 'pa%ss',
      database: 'anteroom',
    });
    expect(readDatabaseUrl('mariadb://a:b@[::1]:3307/c')).toMatchObject({ host: '::1', port: 3307 });
  });

  it('says how the connection is to be encrypted', () => {
    const ca = join(folder, 'ca.pem');
    const ssl = (parameters: string) => readDatabaseUrl(`${BASE}?${parameters}`).ssl;
    expect(ssl('ssl-mode=DISABLED')).toBeUndefined();
    expect(ssl('ssl-mode=required')).toEqual({ rejectUnauthorized: false, verifyIdentity: false });
    expect(ssl('ssl-mode=VERIFY_IDENTITY')).toEqual({ rejectUnauthorized: true, verifyIdentity: true });
    const known = { rejectUnauthorized: true, ca: Buffer.from('a certificate') };
    expect(ssl(`ssl-mode=VERIFY_CA&ssl-ca=${ca}`)).toEqual({ ...known, verifyIdentity: false });
    expect(ssl(`ssl-ca=${ca}`)).toEqual({ ...known, verifyIdentity: true });
  });

  it.each([
    ['ssl=true', 'not ssl'],
    ['sslmode=require', 'not sslmode'],
    ['ssl-mode=PREFERRED', 'one of DISABLED, REQUIRED'],
    ['ssl-mode=constructor', 'one of DISABLED, REQUIRED'],
    ['ssl-ca=/nowhere/ca.pem', 'ENOENT'],
    ['ssl-mode=REQUIRED&ssl-ca=/nowhere/ca.pem', 'goes with'],
  ])('is refused with what would not make it safe: %s', (parameters, words) => {
    expect(() => readDatabaseUrl(`${BASE}?${parameters}`)).toThrow(words);
  });

  it('is never used with less than was asked for', async () => {
    // One without TLS, or one with a certificate of its own making: neither shows who it is.
    await expect(createDataSource(`${database.url}?ssl-mode=VERIFY_IDENTITY`, 1)).rejects.toThrow();
    const cipher = await createDataSource(`${database.url}?ssl-mode=REQUIRED`, 1).then(
      async (dataSource) => {
        const [status] = await dataSource.query<[{ Value: string }]>("SHOW STATUS LIKE 'Ssl_cipher'");
        await dataSource.destroy();
        return status.Value;
      },
      (error: { code: string }) => error.code,
    );
    expect(cipher).toMatch(/^(TLS_.+|HANDSHAKE_NO_SSL_SUPPORT)$/);
  });
});
