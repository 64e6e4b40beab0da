import { UserError, UserErrors } from './errors.js';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id that nothing has: an unknown token costs the same look-up and comparison as a known one. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Whether a text has the form of our ids. Nothing else may reach SQL as one: `id = 0` would match every row. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && ID.test(text);
}

/** How many a request may name one by one. */
export const MAX_IDS = 200;

/** Where in the input they stand, and what one of them is. */
interface Named {
  field: string;
  one: string;
}

/** Refuses a list of nothing and one that is too long. */
export function checkCount(count: number, { field, one }: Named, instead = ''): void {
  if (count === 0) throw new UserErrors(new UserError('REQUIRED', `Give at least one ${one}.`, [field]));
  if (count > MAX_IDS)
    throw new UserErrors(
      new UserError('TOO_MANY', `At most ${MAX_IDS} at once: these are ${count}.${instead}`, [field]),
    );
}

/** The ids of an input, each once; none and too many are refused. */
export function idsGiven(ids: readonly string[], named: Named, instead = ''): string[] {
  const given = [...new Set(ids)];
  checkCount(given.length, named, instead);
  return given;
}

/** The ids of an input that names either some or everybody who matches; null for a selection. */
export function idsOrSelection(
  ids: readonly string[] | null | undefined,
  selection: object | null | undefined,
  named: Named,
): string[] | null {
  if (Boolean(ids) === Boolean(selection))
    throw new UserErrors(
      new UserError('INVALID', `Give either ${named.field} or a selection.`, [named.field]),
    );
  return ids ? idsGiven(ids, named, ' Use a selection for more.') : null;
}
