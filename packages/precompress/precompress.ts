#!/usr/bin/env node
// Run in an app after its build: puts a .br and a .gz beside each file of dist that is text, for the server to choose from.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = /\.(css|html|js|json|svg)$/;
/** What is smaller fits into one packet anyhow. */
const WORTH_IT = 1_400;
/** One less than the most, which takes ten times as long for a hundredth. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };

const entries = await readdir('dist', { recursive: true, withFileTypes: true });
for (const entry of entries) {
  if (!entry.isFile() || !TEXT.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const content = await readFile(path);
  if (content.length < WORTH_IT) continue;
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content, BROTLI));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}
