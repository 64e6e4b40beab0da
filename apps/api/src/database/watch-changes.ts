import type { EntityManager } from 'typeorm';

/** Written down for every repeatable request, also for one that is a repetition and does nothing else. */
const BOOKKEEPING = /\bidempotency_keys\b/;

/** Tells whether a statement of this transaction has changed a row. */
export function watchChanges(manager: EntityManager): { readonly changed: boolean } {
  const seen = { changed: false };
  const query = manager.query.bind(manager);
  manager.query = async <T>(...args: Parameters<typeof query>): Promise<T> => {
    const result: unknown = await query(...args);
    const changed = Number((result as { affectedRows?: unknown } | null)?.affectedRows ?? 0) > 0;
    if (changed && !BOOKKEEPING.test(String(args[0]))) seen.changed = true;
    return result as T;
  };
  return seen;
}
