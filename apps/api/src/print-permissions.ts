import { readFile, writeFile } from 'node:fs/promises';
import { withPermissionsTable } from './staff/permissions-table.js';

const readme = new URL('../../../README.md', import.meta.url);
await writeFile(readme, withPermissionsTable(await readFile(readme, 'utf8')));
