import { readFile, writeFile } from 'node:fs/promises';
import { createSchema, schemaText } from './schema.js';

const file = new URL('../schema.graphql', import.meta.url);
const text = schemaText(await createSchema());

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8')) !== text) {
    process.stderr.write('apps/api/schema.graphql is not what the code says; run: pnpm run schema\n');
    process.exitCode = 1;
  }
} else await writeFile(file, text);
