import type { EntityManager } from 'typeorm';

/** Remembering an answer for its repetition changes nothing of anybody's. */
const MEMORY = /\bidempotency_keys\b/;

/** Tells whether a statement of this transaction has changed a row. */
export function watchChanges(manager: EntityManager): { readonly changed: boolean } {
  const seen = { changed: false };
  const query = manager.query.bind(manager);
  manager.query = async <T>(...args: Parameters<typeof query>): Promise<T> => {
    const result: unknown = await query(...args);
    if (MEMORY.test(String(args[0]))) return result as T;
    if (Number((result as { affectedRows?: unknown } | null)?.affectedRows ?? 0) > 0) seen.changed = true;
    return result as T;
  };
  return seen;
}
