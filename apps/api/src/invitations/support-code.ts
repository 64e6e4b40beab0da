import { randomInt } from 'node:crypto';

/** No signs that are taken for another one, read or spoken (0 O, 1 I L), and no vowels, so that no code is a word. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const HALF = 3;
const SHAPE = new RegExp(`^[${ALPHABET}]{${HALF * 2}}$`);

/** By what a caller names their invitation, e.g. `7KQ-M4P`; unique in the organization. It opens nothing. */
export function newSupportCode(): string {
  return withDash(Array.from({ length: HALF * 2 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''));
}

/** The code that somebody typed as they heard it, however they wrote it; null for what cannot be one. */
export function readSupportCode(typed: string): string | null {
  const signs = typed.toUpperCase().replace(/[\s._–—-]/g, '');
  return SHAPE.test(signs) ? withDash(signs) : null;
}

function withDash(signs: string): string {
  return `${signs.slice(0, HALF)}-${signs.slice(HALF)}`;
}
