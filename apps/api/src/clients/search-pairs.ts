import { literally } from '../database/like.js';
import { fold, type Searchable } from './search-terms.js';

/** A client with more terms than these has too many pairs to be written. */
const MOST_TERMS = 16;
/** What is written instead: it may be any pair. */
export const ANY_PAIR = '';

/**
 * The first two letters of each two terms of a client: whoever is found by two words stands under theirs, however many each of
 * the words finds. The number is left out: most begin alike. Where one begins with a word, pairs do not tell whom it finds.
 */
export function pairsOf({ number }: Searchable, terms: readonly string[]): string[] {
  const own = fold(number);
  const others = terms.filter((term) => term !== own);
  if (others.length > MOST_TERMS) return [ANY_PAIR];
  const pairs = others.flatMap((term, index) => others.slice(index + 1).map((other) => pairOf(term, other)));
  return [...new Set(pairs)];
}

/**
 * What the pairs of two terms have in common of which one begins with the word and the other with the other word: their first
 * letters, and the pattern of the whole.
 */
export function pairFor(word: string, other: string): { letters: string; pattern: string } {
  const [a = '', c = '', ...second] = pairOf(word, other);
  const letters = a + c;
  return {
    letters,
    pattern: literally(letters) + second.map((one) => (one === NONE ? '_' : literally(one))).join(''),
  };
}

/** Whether the pairs of a client tell for certain if two such words find it by two of its terms. */
export function isToldByPairs(word: string): boolean {
  return [...word].length <= 2;
}

/** What pairs of a first and another letter are kept in the order of names under. */
export function lettersOfPair(pair: string): string {
  return [...pair].slice(0, 2).join('');
}

/** Stands where a term has no second letter. */
const NONE = ' ';

/** Both first letters and then both second ones: the first letters of two words are the beginning of their pairs. */
function pairOf(term: string, other: string): string {
  const letters = [lettersOf(term), lettersOf(other)];
  // As the database compares them: by code points.
  const [[a, b], [c, d]] = letters.sort((x, y) =>
    Buffer.compare(Buffer.from(x.join('')), Buffer.from(y.join(''))),
  ) as [Letters, Letters];
  return a + c + b + d;
}

type Letters = [first: string, second: string];

function lettersOf(text: string): Letters {
  const [first = NONE, second = NONE] = text;
  return [first, second];
}
