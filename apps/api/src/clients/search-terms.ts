import { crc32 } from 'node:zlib';

/** What a client is searched and sorted by. */
export interface Searchable {
  number: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
}

export const MAX_TERM_LENGTH = 64;
const MAX_SORT_NAME_LENGTH = 300;
const MAX_SEARCH_WORDS = 8;

// Letters that Unicode does not take apart, written as people without them on their keyboard do.
const LETTERS: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
};

/** Lower case without marks, so that `Zoë` is found by `zoe` and `zoe` by `Zoë`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđßæœıþ]/g, (letter) => LETTERS[letter] ?? letter);
}

/** The words of a search as they are compared with terms; a search of nothing but spaces has none. */
export function searchWords(search: string): string[] {
  const words = fold(search.slice(0, 500)).split(/[\s,;]+/);
  return mostSpecific(words.map((word) => cut(word, MAX_TERM_LENGTH))).slice(0, MAX_SEARCH_WORDS);
}

/**
 * Everything that a word of a search may be the beginning of: each word of the names (and each part of a hyphenated one),
 * the address and what follows each of its signs, the number. A term that another one begins with is left out, since
 * whatever finds it finds the longer one.
 */
export function searchTermsOf(client: Searchable): string[] {
  const terms = [client.number];
  for (const name of [client.firstName, client.lastName])
    for (const word of (name ?? '').split(/[\s,;]+/)) terms.push(...beginnings(word, /[-'’.]/g));
  // What comes after the last full stop of an address (`com`) would find half of all clients.
  for (const part of beginnings(client.email ?? '', /[@._+-]/g))
    if (part.includes('.') || part.includes('@')) terms.push(part);
  return mostSpecific(terms.map((term) => cut(fold(term), MAX_TERM_LENGTH)));
}

/** Each of these as a first letter has a bit of its own in the marks. */
const FIRST_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const OTHER_BITS = 64 - FIRST_LETTERS.length;

/**
 * What the first letters of texts leave in 64 bits: the first one a bit of its own, the first two and the first three one of
 * those that are left. A word that leaves a bit which a client's terms did not leave is the beginning of none of them: that
 * is seen without looking them up.
 */
export function marksOf(texts: readonly string[]): bigint {
  // In halves: counting with large integers takes longer than everything else about a new client.
  let high = 0;
  let low = 0;
  const mark = (bit: number) => {
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  };
  for (const text of texts) {
    let beginning = '';
    let letters = 0;
    for (const letter of text) {
      beginning += letter;
      letters += 1;
      if (letters > 1) mark(FIRST_LETTERS.length + (crc32(beginning) % OTHER_BITS));
      else if (FIRST_LETTERS.includes(letter)) mark(FIRST_LETTERS.indexOf(letter));
      if (letters === 3) break;
    }
  }
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** Whether the marks of a client tell for certain if the word is the beginning of one of its terms. */
export function isToldByMarks(word: string): boolean {
  return word.length === 1 && FIRST_LETTERS.includes(word);
}

/** By so many first letters terms stand together in the orders of lists. */
const BEGINNING = 3;
/** Numbers by all but so many last digits: those that follow one another are together, and in one place of most orders. */
const COUNTING = 4;
const COUNTED = new RegExp(`[0-9]{${COUNTING}}$`);

export function beginningOf(term: string): string {
  return COUNTED.test(term) ? term.slice(0, -COUNTING) : firstLetters(term, BEGINNING);
}

/**
 * Every beginning of a term that begins with the word is one of these, or begins with the word itself: its own, and those of
 * numbers of which the word has some of the last digits.
 */
export function beginningsFor(word: string): string[] {
  const digits = /[0-9]*$/.exec(word)?.[0].length ?? 0;
  const ofNumbers = Array.from({ length: Math.min(digits, COUNTING) + 1 }, (_, n) =>
    word.slice(0, word.length - n),
  );
  return [...new Set([firstLetters(word, BEGINNING), ...ofNumbers])];
}

/** So many first letters of each term tell what else a client is found by: words are seldom longer, and names seldom the same so far. */
const COMPANION = 6;
/** In bytes. */
export const MAX_COMPANIONS_LENGTH = 500;

/**
 * The first letters of all terms of a client, each after a comma, which no term contains: whether another word finds the client is
 * seen beside each term. Empty where they would be too long: then it has to be looked up.
 */
export function companionsOf(terms: readonly string[]): string {
  const companions = [...new Set(terms.map((term) => `,${firstLetters(term, COMPANION)}`))].join('');
  return Buffer.byteLength(companions) > MAX_COMPANIONS_LENGTH ? '' : companions;
}

/** What stands in the companions of everybody whom the word finds; `certain` if of nobody else. */
export function asCompanion(word: string): { text: string; certain: boolean } {
  const letters = firstLetters(word, COMPANION);
  return { text: `,${letters}`, certain: letters === word };
}

function firstLetters(text: string, count: number): string {
  return [...text.slice(0, 2 * count)].slice(0, count).join('');
}

/** What sorting by name compares. */
export function sortNameOf({ firstName, lastName, email, number }: Searchable): string {
  const name = [lastName, firstName].filter(Boolean).join(' ');
  return cut(fold(name || email || number), MAX_SORT_NAME_LENGTH);
}

/** Further than this it is not counted: so long a word finds few. */
const MAX_LEAD = 10;
/** Every lead a term can have. */
export const LEADS: readonly number[] = Array.from({ length: MAX_LEAD + 1 }, (_, lead) => lead);

/** With how many letters of the term the name that its client is sorted by begins. */
export function leadOf(term: string, sortName: string): number {
  const letters = [...term.slice(0, 2 * MAX_LEAD)].slice(0, MAX_LEAD);
  const name = [...sortName.slice(0, 2 * MAX_LEAD)];
  const differs = letters.findIndex((letter, index) => letter !== name[index]);
  return differs < 0 ? letters.length : differs;
}

/** The leads of the terms by which a word can find clients whom the order of names does not show under it. */
export function leadsApart(word: string): readonly number[] {
  const { length } = [...word];
  return LEADS.filter((lead) => lead < length);
}

/** The text itself and what follows each of the signs in it. */
function beginnings(text: string, signs: RegExp): string[] {
  return [text, ...Array.from(text.matchAll(signs), (match) => text.slice(match.index + match[0].length))];
}

function mostSpecific(terms: string[]): string[] {
  const different = [...new Set(terms)].filter((term) => term !== '');
  return different.filter((term) => !different.some((other) => other !== term && other.startsWith(term)));
}

/** Cuts between whole characters: half of a surrogate pair is no text. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
