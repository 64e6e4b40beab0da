import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember, type BuiltOrganization } from '../test/builders.js';
import { type App, startApp } from '../test/harness.js';
import { sealEntries } from './audit/chain/seal-entries.js';
import { recordAudit } from './audit/record-audit.js';

const COMMAND = fileURLToPath(new URL('../dist/verify-audit.js', import.meta.url));
const TOKEN_KEYS = 'k1:for-tests-only-for-tests-only-for-tests-only';

let app: App;
let folder: string;
let organization: BuiltOrganization;
beforeAll(async () => {
  if (!existsSync(COMMAND)) throw new Error('these tests run the build: pnpm run build');
  app = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  organization = await anOrganization(app);
  await app.context().transaction((tx) =>
    recordAudit(
      tx,
      Array.from({ length: 3 }, () => ({ organizationId: organization.id, action: 'program.created' })),
    ),
  );
  await sealEntries(app.services);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

function run(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [COMMAND, ...args],
      { env: { PATH: process.env.PATH, ...env } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('the command that verifies the audit log', () => {
  it('says that it is whole, then which row is not, and ends accordingly', async () => {
    const server = {
      NODE_ENV: 'test',
      DATABASE_URL: app.services.config.databaseUrl,
      SMTP_URL: 'smtp://127.0.0.1:9',
      PUBLIC_URL: 'http://127.0.0.1:4000',
      AUTH_SECRET: 'for tests only, for tests only, for tests only',
      TOKEN_KEYS,
    };
    const { code, out } = await run(['--organization', organization.slug], server);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        new RegExp(`^${organization.slug}: 3 entries, unbroken; checkpoint 3-[0-9a-f]{64}\n$`),
      ),
    ]);
    const checkpoint = out.trim().split(' ').at(-1) ?? '';
    const [last] = await app.sql('SELECT entry_id FROM audit_seals WHERE organization_id = ? AND seq = 3', [
      organization.id,
    ]);
    await app.sql('DELETE FROM audit_entries WHERE id = ?', [last.entry_id]);
    const broken = await run(['--organization', organization.slug, '--checkpoint', checkpoint], server);
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.out).toContain(
      `seal 3, entry ${last.entry_id}: the entry was deleted, its seal is still there`,
    );
    expect(await run(['--organization', 'none'], server)).toMatchObject({ code: 2 });
  });

  it('reads an export without a server, and without its keys says what it could not check', async () => {
    const owner = await aStaffMember(app, organization);
    const other = await anOrganization(app);
    await app
      .context()
      .transaction((tx) => recordAudit(tx, [{ organizationId: other.id, action: 'program.created' }]));
    await sealEntries(app.services);
    await aStaffMember(app, other, { user: owner });
    const file = join(folder, 'audit.csv');
    const download = await app.fetch(`/export/audit.csv?organization=${other.id}`, {
      headers: { cookie: await app.cookieOf(owner) },
    });
    await writeFile(file, await download.text());
    const unkeyed = await run(['--file', file]);
    expect(unkeyed.code).toBe(0);
    expect(unkeyed.out).toMatch(/unbroken; checkpoint \d-[0-9a-f]{64}.*signatures not checked/);
    expect((await run(['--file', file], { TOKEN_KEYS })).out).not.toContain('not checked');
    expect((await run(['--file', file], { TOKEN_KEYS: TOKEN_KEYS.replace('k1:for', 'k1:not') })).code).toBe(
      1,
    );
  });

  it('explains itself, and what was wrong about the call', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--checkpoint') });
    expect(await run(['--checkpoint', '3'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--checkpoint'),
    });
  });
});
