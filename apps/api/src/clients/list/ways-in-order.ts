import type { Attempt } from '../../pagination/attempt.js';
import type { Branch } from '../../pagination/branch.js';
import { isToldByPairs } from '../search-pairs.js';
import { isToldByMarks } from '../search-terms.js';
import { beginningBranches, digitsBranch, foundBy, pairBranchesInOrder } from './client-branches.js';
import type { ClientCriteria } from './client-filter.js';
import { type ClientOrder, isByName } from './client-order.js';
import type { Estimates } from './estimate-matches.js';
import {
  COST,
  clientsOf,
  clockOf,
  foundTogether,
  type InOrder,
  lookingUpBeside,
  mostFound,
  onSide,
  PAGE,
  shareOf,
  shareOfRarest,
} from './way.js';

/** Of so many places each can be read for a page: more of them are read in parts. */
const FEW_PLACES = 3;
/** So many terms, in several places, are read in less time than a question takes. */
const READ_AT_ONCE = 6_000;
/** How many times as many rows are read in several places as they have to be put together. */
const OVERLAP = 3;
/** How many clients whom a word does not find have its marks, by its letters. */
const MARKED = [1, 1, 0.04, 0.015];

/** The terms in order that share their beginnings with one of the words, of that word of which it is quickest. */
export function wayAlongBeginnings(
  criteria: ClientCriteria,
  order: ClientOrder,
  estimates: Estimates,
): InOrder | null {
  const [way] = criteria.words
    .flatMap((word) => wayAlongBeginningsOf(word, criteria, order, estimates) ?? [])
    .toSorted((a, b) => a.expected - b.expected);
  return way ?? null;
}

function wayAlongBeginningsOf(
  word: string,
  criteria: ClientCriteria,
  order: ClientOrder,
  estimates: Estimates,
): InOrder | null {
  const { words, statuses } = criteria;
  const beginnings = estimates.beginnings.get(word);
  if (!beginnings) return null;
  const { all, terms } = beginnings;
  const others = words.filter((other) => other !== word);
  const meant = onSide(statuses, estimates).reduce((sum, share) => sum + share, 0);
  const found = Math.min(1, clientsOf(word, estimates) / Math.max(terms, 1));
  const matching = Math.min(
    found * shareOfRarest(others, estimates),
    mostFound(estimates) / Math.max(terms, 1),
  );
  // A page of each place, while they are few or all of them are soon read; otherwise no more of each than is likely to be reached.
  const inParts = all.length > FEW_PLACES && terms > READ_AT_ONCE;
  const rows = Math.min(terms, (PAGE * (inParts ? OVERLAP : all.length)) / Math.max(matching * meant, 1e-9));
  // Where the word finds all of them, they are found one after the other.
  const spread = all.every((beginning) => beginning.startsWith(word)) ? others : words;
  const looked = Math.min(terms, rows * unevenness(spread, words, order, matching));
  const row = inParts ? COST.sample : COST.row;
  const perMatch = clockOf(statuses) + lookingUpBeside(others);
  // Where more match, the page is full.
  const reading = (looked: number) =>
    looked * row + Math.min(looked * matching, PAGE / Math.max(meant, 1e-9)) * perMatch;
  const places = all.length * (inParts ? COST.part : COST.place) + (inParts ? 2 * COST.apart : 0);
  const expected = { rows: rows * 1.2, even: !isByName(order) };
  return {
    attempt: {
      branches: beginningBranches(criteria, word, all, order),
      scan: null,
      ...(inParts ? { places: placesIn(order, word), expected } : {}),
    },
    worst: places + reading(terms),
    expected: places + reading(looked),
    rows,
    perRow: row + matching * perMatch,
  };
}

function placesIn(order: ClientOrder, word: string): Attempt['places'] {
  return {
    table: 'clients',
    caseless: order.client === 'number',
    // Numbers are given in turn.
    oneByOne: hasDigits(word) && !isByName(order),
  };
}

/** Whoever has pairs of the first letters of two words, in order; of those two of which it is quickest. */
export function wayAlongPairs(
  criteria: ClientCriteria,
  order: ClientOrder,
  estimates: Estimates,
): InOrder | null {
  const [way] = estimates.pairs
    .filter(({ words }) => words.every(isToldByPairs))
    .map((pair) => wayAlongPair(pair, criteria, order, estimates))
    .toSorted((a, b) => a.expected - b.expected);
  return way ?? null;
}

function wayAlongPair(
  { words: pair, clients, alike }: Estimates['pairs'][number],
  criteria: ClientCriteria,
  order: ClientOrder,
  estimates: Estimates,
): InOrder {
  const { words, statuses } = criteria;
  const paired = Math.min(1, clients / Math.max(alike, 1));
  const others = words.filter((word) => !pair.includes(word));
  const found = Math.min(shareOfRarest(others, estimates), mostFound(estimates) / Math.max(clients, 1));
  const matching = paired * found;
  const meant = onSide(statuses, estimates).reduce((sum, share) => sum + share, 0);
  const even = PAGE / Math.max(matching * meant, 1e-9);
  const rows = Math.min(alike, others.length > 0 ? even * unevenness(others, words, order, matching) : even);
  const perRow =
    COST.row +
    COST.beside +
    paired * (others.length * COST.beside + found * (clockOf(statuses) + lookingUpBeside(others)));
  return {
    attempt: { branches: pairBranchesInOrder(criteria, pair, order), scan: null },
    worst: COST.place + alike * perRow,
    expected: COST.place + rows * perRow,
    rows,
    perRow,
  };
}

/** Whoever has the letters and first digits that are one of the words; of those words of which it is quickest. */
export function wayAlongDigits(
  criteria: ClientCriteria,
  order: ClientOrder,
  estimates: Estimates,
): InOrder | null {
  const [way] = estimates.digits
    .map((digits) => wayAlongDigitsOf(digits, criteria, order, estimates))
    .toSorted((a, b) => a.expected - b.expected);
  return way ?? null;
}

function wayAlongDigitsOf(
  { word, clients }: Estimates['digits'][number],
  criteria: ClientCriteria,
  order: ClientOrder,
  estimates: Estimates,
): InOrder {
  const { words, statuses, programId } = criteria;
  const others = words.filter((other) => other !== word);
  // Of the statuses and the program, that is.
  const found = clientsOf(word, estimates) * shareOfRarest(others, estimates);
  const matching = Math.min(1, Math.min(found, mostFound(estimates)) / Math.max(clients, 1));
  const meant = onSide(statuses, estimates).reduce((sum, share) => sum + share, 0);
  const rows = Math.min(clients, PAGE / Math.max(matching * meant, 1e-9));
  const perRow = COST.row + (programId ? COST.program : 0) + clockOf(statuses) + others.length * COST.word;
  return {
    attempt: { branches: [digitsBranch(criteria, word, order)], scan: null },
    worst: COST.place + clients * perRow,
    expected: COST.place + rows * perRow,
    rows,
    perRow,
  };
}

/** Every client in order, until the page is full. */
export function wayAlongOrder(
  { organizationId, words, statuses, programId }: ClientCriteria,
  order: ClientOrder,
  inOrder: Branch[],
  estimates: Estimates,
): InOrder {
  const { all, shares } = estimates;
  const matching = foundTogether(estimates) / all;
  const meant = onSide(statuses, estimates);
  const meantOfAll = meant.reduce((sum, share) => sum + share, 0);
  const rows = Math.min(all, PAGE / Math.max(matching * meantOfAll, 1e-9));
  const clock = programId ? clockOf(statuses) : 0;
  const perRow = COST.row + markedBy(words, estimates) * (clock + lookingUp(words));
  return {
    attempt: {
      branches: inOrder.map((branch, index) => ({
        ...foundBy(branch, organizationId, words),
        ...(inOrder.length > 1
          ? { share: { rows: shares[index] ?? 1, found: (meant[index] ?? 1) / Math.max(meantOfAll, 1e-9) } }
          : {}),
      })),
      scan: null,
    },
    worst: all * perRow,
    expected: Math.min(all, rows * unevenness(words, words, order, matching)) * perRow,
    rows,
    perRow,
  };
}

/** Which part of all clients have the marks of all words: those whom they find, and a few others. */
function markedBy(words: readonly string[], estimates: Estimates): number {
  return words.reduce((share, word) => share * Math.min(1, shareOf(word, estimates) + marked(word)), 1);
}

function marked(word: string): number {
  if (isToldByMarks(word)) return 0;
  // Everybody has a number, and most of them begin alike.
  return hasDigits(word) ? 1 : (MARKED[Math.min(word.length, 3)] ?? 1);
}

function lookingUp(words: readonly string[]): number {
  return words.filter((word) => !isToldByMarks(word)).length * COST.word;
}

/**
 * Whoever is found by a surname stands together in the order of names, and numbers in that of numbers and of creation: so many times as many rows
 * have to be looked at as if they were everywhere. The more of all are found, the less it matters.
 */
function unevenness(
  spread: readonly string[],
  words: readonly string[],
  order: ClientOrder,
  matching: number,
): number {
  const at = isByName(order) ? (words.length > 1 ? 3 : 1) : spread.some(hasDigits) ? 8 : 1;
  return 1 + (at - 1) * (1 - matching);
}

function hasDigits(word: string): boolean {
  return /\d/.test(word);
}
