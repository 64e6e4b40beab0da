import { writeFile } from 'node:fs/promises';
import { createSchema, schemaText } from '../schema.js';

await writeFile(new URL('../../schema.graphql', import.meta.url), schemaText(await createSchema()));
