import type { DataSource } from 'typeorm';
import { MAX_TERM_LENGTH } from '../src/clients/search-terms.js';
import { DOMAINS, FIRST_NAMES, LAST_NAMES } from './names.js';

/** What is searched for in every combination with everything else. */
export const SEARCHES = {
  none: '',
  'common surname': 'jansen',
  'rare surname': 'zuiderwijk',
  'first name': 'sophie',
  'first and last name': 'emma bakker',
  'both of them common': 'anna jansen',
  'surname of three words': 'van den berg',
  'surname and initial': 'de jong j',
  'two beginnings': 'an jo',
  initials: 'd v',
  'initials of a long name': 'j v d b',
  'three letters': 'ber',
  'one letter': 'k',
  'mail provider': 'gmail',
  'one address': 'user123456@',
  'addresses that count up': 'user1',
  'one number': 'c-0654321',
  'a hundred numbers': 'c-04321',
  'a tenth of all numbers': 'c-06',
  nobody: 'xyzzy',
};

export interface Searched {
  kind: string;
  text: string;
}

/** Every word, finished or not, that at least so many terms of the organization begin with; it goes through all of them. */
export async function commonWords(
  dataSource: DataSource,
  organizationId: string,
  least: number,
): Promise<Searched[]> {
  const words: Searched[] = [];
  for (let length = 1; length <= MAX_TERM_LENGTH; length += 1) {
    const found = await dataSource.query<{ word: string }[]>(
      `SELECT LEFT(term, ${length}) AS word FROM client_search_terms FORCE INDEX (PRIMARY)
        WHERE scope_id = ? AND CHAR_LENGTH(term) >= ${length} GROUP BY word HAVING COUNT(*) >= ?`,
      [organizationId, least],
    );
    if (found.length === 0) break;
    words.push(...found.map(({ word }) => ({ kind: `${length} letters`, text: word })));
  }
  return words;
}

/**
 * What somebody who looks for a client may have typed when the list is asked for: a name, an address or a number, or the
 * beginning of it. The same seed gives the same ones.
 */
export function typedSearches(count: number, clients: number, seed: number): Searched[] {
  const random = randomOf(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const of = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  // The front of each list is common, as it is among the clients.
  const first = () => FIRST_NAMES[Math.floor(random() ** 1.5 * FIRST_NAMES.length)] as string;
  const last = () => LAST_NAMES[Math.floor(random() ** 2 * LAST_NAMES.length)] as string;
  const long = () => of(LAST_NAMES.filter((name) => name.includes(' ')));
  const initialsOf = (name: string) => name.replace(/(\S)\S*/g, '$1');
  const beginning = (text: string, least = 1) => text.slice(0, least + below(text.length - least + 1));
  // As the fill makes them.
  const address = () => {
    const [name, surname, n] = [first(), last().replaceAll(' ', ''), 1 + below(clients)];
    const local = [`${name}.${surname}${n}`, `${name[0]}.${surname}${n}`, `${surname}${n}`, `user${n}`];
    return `${of(local)}@${of(DOMAINS)}`;
  };
  const kinds: Record<string, () => string> = {
    'a first name': () => beginning(first()),
    'a surname': () => beginning(last()),
    'first name, then surname': () => `${first()} ${beginning(last())}`,
    'surname, then first name': () => `${last()} ${beginning(first())}`,
    'beginnings of both': () => `${beginning(first())} ${beginning(last())}`,
    'two initials': () => `${first()[0]} ${last()[0]}`,
    'three initials or more': () => `${first()[0]} ${initialsOf(long())} ${below(2) ? '' : of(DOMAINS)[0]}`,
    'an initial and a surname': () => `${first()[0]} ${beginning(last(), 2)}`,
    'an address': () => beginning(address(), 3),
    'a mail provider': () => beginning(of(DOMAINS), 2),
    'a number': () => beginning(`C-${String(1 + below(clients)).padStart(7, '0')}`, 3),
    'a name and a mail provider': () => `${beginning(last(), 2)} ${beginning(of(DOMAINS), 2)}`,
  };
  const names = Object.keys(kinds);
  return Array.from({ length: count }, (_, index) => {
    const kind = names[index % names.length] as string;
    return { kind, text: (kinds[kind] as () => string)() };
  });
}

/** Numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
