import type { Branch } from '../../pagination/branch.js';
import type { Attempt } from '../../pagination/list-by-keyset.js';
import type { ClientStatus } from '../client-status.js';
import { asCompanion, isToldByMarks, LEADS } from '../search-terms.js';
import { beginningBranches, foundBy, termBranch } from './client-branches.js';
import { beginsWith, type ClientCriteria, clockSide, storedStatuses } from './client-filter.js';
import { type ClientOrder, isByName, leadsToRead } from './client-order.js';
import type { Estimates } from './estimate-matches.js';

/** Rows found for a page, with some to spare. */
const PAGE = 60;
/** What a way to a page is made of, in microseconds: measured with a million clients on two slow processors. */
const COST = {
  /** To read a row along an index, and hold it against the marks. */
  row: 0.45,
  /** The same where some of the rows are samples. */
  sample: 0.9,
  /** To read a term, and to sort it. */
  term: 0.85,
  sorted: 0.35,
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
};
/** Of so many places each can be read for a page: more of them are read in parts. */
const FEW_PLACES = 3;
/** So many terms, in several places, are read in less time than a question takes. */
const READ_AT_ONCE = 6_000;
/** How many times as many rows are read in several places as they have to be put together. */
const OVERLAP = 3;
/** How many clients whom a word does not find have its marks, by its letters. */
const MARKED = [1, 1, 0.04, 0.015];
/** How many terms are sorted out at first: more than a page, since a client may be found by several. */
const LEAST_SORTED = 150;
const MOST_SORTED = 2_000;

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
  const matching = found * shareOfRarest(others, estimates);
  // A page of each place, while they are few or all of them are soon read; otherwise no more of each than is likely to be reached.
  const inParts = all.length > FEW_PLACES && terms > READ_AT_ONCE;
  const rows = Math.min(terms, (PAGE * (inParts ? OVERLAP : all.length)) / Math.max(matching * meant, 1e-9));
  // Where the word finds all of them, they are found one after the other.
  const spread = all.every((beginning) => beginning.startsWith(word)) ? others : words;
  const looked = Math.min(terms, rows * unevenness(spread, words, order, matching));
  const perRow =
    (inParts ? COST.sample : COST.row) + matching * (clockOf(statuses) + lookingUpBeside(others));
  const places = all.length * (inParts ? COST.part : COST.place) + (inParts ? 2 * COST.apart : 0);
  const expected = { rows: rows * 1.2, even: !isByName(order) };
  return {
    attempt: {
      branches: beginningBranches(criteria, word, all, order),
      scan: null,
      ...(inParts ? { places: placesIn(order, word), expected } : {}),
    },
    worst: places + terms * perRow,
    expected: places + looked * perRow,
    rows,
    perRow,
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

/** Every client in order, until the page is full. */
export function wayAlongOrder(
  { organizationId, words, statuses, programId }: ClientCriteria,
  order: ClientOrder,
  inOrder: Branch[],
  estimates: Estimates,
): InOrder {
  const { all, shares } = estimates;
  const matching = words.reduce((share, word) => share * shareOf(word, estimates), 1);
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

function clientsOf(word: string, { words }: Estimates): number {
  const { terms, named } = words.get(word) ?? { terms: 0, named: 0 };
  return terms + named;
}

/** Which part of all clients the word finds. */
function shareOf(word: string, estimates: Estimates): number {
  return Math.min(1, clientsOf(word, estimates) / estimates.all);
}

/** Of the word that tells most: the others belong to the same name often. Whoever is found by *den* and *Berg* is found by *van*. */
function shareOfRarest(words: readonly string[], estimates: Estimates): number {
  return Math.min(1, ...words.map((word) => shareOf(word, estimates)));
}

/** Of those whom a word finds, the part whom the others may find too: the words of a name belong together, single letters do not. */
function togetherWith(others: readonly string[], estimates: Estimates): number {
  return shareOfRarest(
    others.filter((word) => word.length < 3),
    estimates,
  );
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

function lookingUpBeside(words: readonly string[]): number {
  return words.filter((word) => !asCompanion(word).certain).length * COST.word;
}

function clockOf(statuses: readonly ClientStatus[] | null): number {
  return statuses && clockSide(statuses) ? COST.clock : 0;
}

/** Of all, the part of each stored status that is meant: of those with an invitation out the clock leaves one side. */
function onSide(statuses: readonly ClientStatus[] | null, { shares, side }: Estimates): number[] {
  if (!statuses || !clockSide(statuses)) return shares;
  const stored = storedStatuses(statuses);
  return shares.map((share, index) => (stored[index] === 'INVITE_PENDING' ? share * side.share : share));
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

/** All terms that begin with the word of which that is quickest, sorted; then the other conditions. */
export function wayByTerms(
  criteria: ClientCriteria,
  order: ClientOrder,
  inOrder: Branch[],
  estimates: Estimates,
): Way {
  const [way] = criteria.words
    .map((word) => wayByTermsOf(word, criteria, order, inOrder, estimates))
    .toSorted((a, b) => a.expected - b.expected);
  return way as Way;
}

function wayByTermsOf(
  word: string,
  criteria: ClientCriteria,
  order: ClientOrder,
  inOrder: Branch[],
  estimates: Estimates,
): Way {
  const { words, statuses } = criteria;
  const others = words.filter((other) => other !== word);
  const side = statuses && clockSide(statuses, 'p');
  const meant = onSide(statuses, estimates).reduce((sum, share) => sum + share, 0);
  // Whose name itself begins with the word stand in order in the index: only the others have to be sorted.
  const apart = isByName(order) && others.length === 0;
  const { terms, named } = estimates.words.get(word) ?? { terms: 0, named: 0 };
  const found = (terms + named) * shareOfRarest(others, estimates);
  const rows = Math.ceil(Math.min(MOST_SORTED, Math.max(LEAST_SORTED, (PAGE * 2) / Math.max(meant, 1e-9))));
  const read = apart ? terms * COST.term + Math.min(named, rows) * COST.row : (terms + named) * COST.term;
  const sorted = (apart ? terms : (terms + named) * togetherWith(others, estimates)) * COST.sorted;
  const reading = COST.apart + read + sorted + found * lookingUpBeside(others);
  return {
    attempt: {
      branches: [
        ...(apart ? namedBranches(inOrder, word) : []),
        termBranch(criteria, word, order, apart ? leadsToRead(word, order) : LEADS),
      ],
      // A client several of whose terms begin with the word comes several times.
      residual: {
        table: 'clients',
        apart: others.length > 0,
        passing: meant,
        where: side ? `(p.status <> 'INVITE_PENDING' OR ${side})` : '',
        params: [],
      },
      scan: rows,
    },
    worst: reading + found * clockOf(statuses),
    expected: reading + Math.min(found, rows) * clockOf(statuses),
  };
}

function namedBranches(inOrder: Branch[], word: string): Branch[] {
  return inOrder.map(({ match, ...branch }) => ({
    ...branch,
    where: `${branch.where} AND ${branch.key} LIKE ?`,
    params: [...branch.params, beginsWith(word)],
  }));
}
