import type { EntityManager } from 'typeorm';

/** Written for every repeatable request or counted mail, also by one that is a repetition or refused and does nothing else. */
const BOOKKEEPING = /\b(?:idempotency_keys|mail_turns)\b/;

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
