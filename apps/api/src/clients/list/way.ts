import type { Attempt } from '../../pagination/attempt.js';
import type { ClientStatus } from '../client-status.js';
import { isToldByPairs } from '../search-pairs.js';
import { asCompanion } from '../search-terms.js';
import { clockSide, storedStatuses } from './client-filter.js';
import type { Estimates } from './estimate-matches.js';

/** Rows found for a page, with some to spare. */
export const PAGE = 60;
/** What a way to a page is made of, in microseconds: measured with a million clients on two slow processors. */
export const COST = {
  /** To read a row along an index, and hold it against the marks. */
  row: 0.3,
  /** The same where some of the rows are samples. */
  sample: 0.9,
  /** To read a term, and to sort it. */
  term: 0.85,
  sorted: 0.35,
  /** To read a pair; and to sort it where the words find its client, for each word that it was held against after the first. */
  pair: 0.55,
  paired: 0.4,
  /** To hold a pair that was read in order against its pattern, or against a word that it does not tell. */
  beside: 0.13,
  /** To ask for the rows of what was sorted, which is a question of its own. */
  apart: 700,
  /** To go to one more place of an order. */
  place: 60,
  /** The same where only a part of it is read, with samples. */
  part: 180,
  /** To ask a client for the end of the invitation. */
  clock: 4,
  /** To look up whether a word finds a client. */
  word: 11,
  /** To look up whether a client is in a program. */
  program: 3,
};

/** A way to a page, and how many microseconds it takes at worst and if the conditions are independent. */
export interface Way {
  attempt: Attempt;
  worst: number;
  expected: number;
}

/** A way that can be given up. */
export interface InOrder extends Way {
  /** About how many rows have to be looked at for a page, and what one takes. */
  rows: number;
  perRow: number;
}

export function clientsOf(word: string, { words }: Estimates): number {
  const { terms, named } = words.get(word) ?? { terms: 0, named: 0 };
  return terms + named;
}

/** Which part of all clients the word finds. */
export function shareOf(word: string, estimates: Estimates): number {
  return Math.min(1, clientsOf(word, estimates) / estimates.all);
}

/** Of the word that tells most: the others belong to the same name often. Whoever is found by *den* and *Berg* is found by *van*. */
export function shareOfRarest(words: readonly string[], estimates: Estimates): number {
  return Math.min(1, ...words.map((word) => shareOf(word, estimates)));
}

/** About how many clients all words find at most, as pairs tell; no limit where there are none. */
export function mostFound(estimates: Estimates): number {
  const { pairs } = estimates;
  return Math.min(
    foundByInitials(estimates) ?? Number.POSITIVE_INFINITY,
    ...pairs.map(({ clients }) => clients),
  );
}

/** The same, if words that are no initials have nothing to do with each other. */
export function foundTogether(estimates: Estimates): number {
  const { all, words } = estimates;
  const apart = all * product([...words.keys()].map((word) => shareOf(word, estimates)));
  return Math.min(foundByInitials(estimates) ?? apart, mostFound(estimates));
}

/**
 * How many clients three short words or more find: what each two of them have to do with each other says how often they are all
 * together (the superposition approximation of Kirkwood, 1935). Null where words are longer: of those pairs tell too little.
 */
function foundByInitials(estimates: Estimates): number | null {
  const { words, pairs, all } = estimates;
  const initials = [...words.keys()];
  if (initials.length < 3 || pairs.length === 0 || !initials.every(isToldByPairs)) return null;
  const shares = initials.map((word) => shareOf(word, estimates));
  const bonds = pairs.map(({ words: [word, other], clients }) => {
    const apart = shareOf(word, estimates) * shareOf(other, estimates) * all;
    return clients / Math.max(apart, 1e-9);
  });
  return all * product([...shares, ...bonds]);
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((product, number) => product * number, 1);
}

export function lookingUpBeside(words: readonly string[]): number {
  return words.filter((word) => !asCompanion(word).certain).length * COST.word;
}

export function clockOf(statuses: readonly ClientStatus[] | null): number {
  return statuses && clockSide(statuses) ? COST.clock : 0;
}

/** Of all, the part of each stored status that is meant: of those with an invitation out the clock leaves one side. */
export function onSide(statuses: readonly ClientStatus[] | null, { shares, side }: Estimates): number[] {
  if (!statuses || !clockSide(statuses)) return shares;
  const stored = storedStatuses(statuses);
  return shares.map((share, index) => (stored[index] === 'INVITE_PENDING' ? share * side.share : share));
}
