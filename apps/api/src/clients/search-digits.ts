import { fold, type Searchable } from './search-terms.js';

/** So many first digits: what is found by more of them is few. */
const DIGITS = 2;
const FIRST_DIGITS = new RegExp(`^([^0-9]+)([0-9]{1,${DIGITS}})`);
const IS_BEGINNING = new RegExp(`^[^0-9]+[0-9]{1,${DIGITS}}$`);

/**
 * What terms begin with up to their first digit and their second, where letters come before: addresses that count up
 * (`client0001234@…`) share all else. The number is left out: where one begins with a word, these do not tell whom it finds.
 */
export function digitsOf({ number }: Searchable, terms: readonly string[]): string[] {
  const own = fold(number);
  const beginnings = terms.flatMap((term) => {
    const [, letters = '', digits = ''] = (term !== own && FIRST_DIGITS.exec(term)) || [];
    return Array.from(digits, (_, index) => letters + digits.slice(0, index + 1));
  });
  return [...new Set(beginnings)];
}

/** Whether `digitsOf` everybody whom the word finds has the word itself, and of nobody else. */
export function isToldByDigits(word: string): boolean {
  return IS_BEGINNING.test(word);
}
