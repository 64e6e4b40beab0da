import { badInput } from '../errors.js';
import { isId } from '../id.js';

/** A row's place in a list: what the list is sorted by, and the id, which makes it unique. */
export interface Cursor {
  key: string;
  id: string;
}

export function encodeCursor(order: string, { key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString('base64url');
}

/** What a list is sorted by: some servers refuse to compare a moment with a text that is none. */
export type KeyKind = 'text' | 'moment';

/** Cursors come back from outside: anything but one of this list's own is refused before it reaches SQL. */
export function decodeCursor(text: string, order: string, kind: KeyKind, argument: string): Cursor {
  const [itsOrder, key, id] = parse(text);
  if (
    itsOrder !== order ||
    typeof key !== 'string' ||
    typeof id !== 'string' ||
    !isId(id) ||
    !isOf(kind, key)
  )
    throw badInput('This is not a cursor of this list in this order. Begin again without one.', [argument]);
  return { key, id };
}

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?$/;

function isOf(kind: KeyKind, key: string): boolean {
  if (kind === 'text') return true;
  const moment = new Date(`${key.replace(' ', 'T')}Z`);
  // The thirtieth of February is read as a day in March.
  return (
    MOMENT.test(key) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(key.slice(0, 10))
  );
}

function parse(text: string): unknown[] {
  if (text.length > 2000) return [];
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
