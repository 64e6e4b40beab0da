import { readFile, writeFile } from 'node:fs/promises';
import { withPermissionsTable } from '../staff/permissions-table.js';

const page = new URL('../../../../docs/permissions.md', import.meta.url);
await writeFile(page, withPermissionsTable(await readFile(page, 'utf8')));
