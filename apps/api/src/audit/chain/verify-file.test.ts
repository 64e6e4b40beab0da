import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from '../../../test/harness.js';
import { aSealedLog, ENTRIES, type SealedLog } from '../../../test/sealed-log.js';
import type { Problem } from './chain-check.js';
import { verifyFile } from './verify-file.js';

let app: App;
let folder: string;
let log: SealedLog;
beforeAll(async () => {
  app = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  log = await aSealedLog(app);
});

describe('an export', () => {
  const download = async (format: 'csv' | 'jsonl', query = '') => {
    const response = await app.fetch(`/export/audit.${format}?organization=${log.organizationId}${query}`, {
      headers: { cookie: await app.cookieOf(log.owner) },
    });
    expect(response.status).toBe(200);
    return response.text();
  };

  const verifyText = async (text: string, format: string, partial = false, keys = true) => {
    const path = join(folder, `${uuidv7()}.${format}`);
    await writeFile(path, text);
    const problems: Problem[] = [];
    const verified = await verifyFile(
      { path, keys: keys ? app.services.config.tokenKeys : null, partial, checkpoint: null },
      (problem) => problems.push(problem),
    );
    return { ...verified, problems };
  };

  it.each(['csv', 'jsonl'] as const)(
    'as %s can be verified by itself, and tells what was changed in it',
    async (format) => {
      const text = await download(format);
      expect(await verifyText(text, format)).toMatchObject({ rows: ENTRIES + 1, unsealed: 1, problems: [] });
      expect((await verifyText(text.replace('line 2', 'line 9'), format)).problems).toMatchObject([
        { kind: 'CHANGED', seq: 3 },
      ]);
      expect(
        (await verifyText(text.replace(/192\.0\.2\.7/g, '192.0.2.9'), format, false, false)).problems,
      ).toHaveLength(ENTRIES);
    },
  );

  it('with a row missing is found out, unless it was made with a filter', async () => {
    const text = await download('jsonl');
    const lines = text.split('\n').filter((line) => !line.includes(log.ids[2] as string));
    expect((await verifyText(lines.join('\n'), 'jsonl')).problems).toEqual([
      { kind: 'MISSING', seq: 3, entryId: null, otherSeq: 3 },
    ]);
    expect((await verifyText(lines.join('\n'), 'jsonl', true)).problems).toEqual([]);
  });

  it('holds no cell that a spreadsheet would run', async () => {
    const text = await download('csv');
    expect(text).toContain(`"'=1+1, ""quoted""\nline 0"`);
    expect(text).not.toMatch(/(^|,|\n)"?[=+@-]/);
  });

  it('of one subject holds nothing of the others', async () => {
    const [{ subject }] = await app.sql('SELECT subject_id AS subject FROM audit_entries WHERE id = ?', [
      log.ids[1],
    ]);
    const text = await download('jsonl', `&subject=${subject}`);
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual([log.ids[1]]);
  });
});
