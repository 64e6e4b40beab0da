import { uuidv7 } from 'uuidv7';
import { type Tables, unique } from './tables.js';

export interface BuiltProgram {
  readonly id: string;
  readonly name: string;
}

export async function aProgram(
  app: Tables,
  organization: { id: string },
  { name = `Program ${unique()}` } = {},
): Promise<BuiltProgram> {
  const id = uuidv7();
  await app.sql('INSERT INTO programs (id, organization_id, name) VALUES (?, ?, ?)', [
    id,
    organization.id,
    name,
  ]);
  return { id, name };
}
