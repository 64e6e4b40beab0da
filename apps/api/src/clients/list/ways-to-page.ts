import type { Branch } from '../../pagination/branch.js';
import type { Attempt } from '../../pagination/list-by-keyset.js';
import type { ClientStatus } from '../client-status.js';
import { isToldByMarks, marksOf } from '../search-terms.js';
import { beginningBranch, foundBy, tableOf, termBranch } from './client-branches.js';
import {
  beginsWith,
  type ClientCriteria,
  type Condition,
  clockSide,
  hasMarks,
  matchesWords,
  storedStatuses,
} from './client-filter.js';
import { type ClientOrder, isByName, leadsToRead } from './client-order.js';
import type { Estimates } from './estimate-matches.js';

/** Rows found for a page, with some to spare. */
const PAGE = 60;
/** What a way to a page is made of, in microseconds: measured with a million clients on two slow processors. */
const COST = {
  /** To read a row along an index, and hold it against the marks. */
  row: 0.45,
  /** To read a term and sort it. */
  term: 1.2,
  /** To ask for the rows of what was sorted, which is a question of its own. */
  apart: 700,
  /** To ask a client for the end of the invitation. */
  clock: 4,
  /** To look up whether a word finds a client. */
  word: 11,
};
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
  /** Several words seem to be one surname: they find far more together than each of them would let expect, and all in one place. */
  together?: boolean;
}

/** The terms in order that begin with the same letters as a word, of those letters that fewest begin with. */
export function wayAlongBeginning(
  criteria: ClientCriteria,
  order: ClientOrder,
  estimates: Estimates,
): InOrder | null {
  const { words, statuses } = criteria;
  const [rarest] = [...estimates.beginnings].toSorted(([, a], [, b]) => a - b);
  if (!rarest) return null;
  const [word, terms] = rarest;
  const others = words.filter((other) => other !== word);
  const meant = onSide(statuses, estimates).reduce((sum, share) => sum + share, 0);
  const found = Math.min(1, clientsOf(word, estimates) / Math.max(terms, 1));
  const telling = rarestOf(others, estimates);
  const matching = telling.reduce((share, other) => share * shareOf(other, estimates), found * meant);
  const rows = Math.min(terms, PAGE / Math.max(matching, 1e-9));
  const clock = statuses && clockSide(statuses) ? COST.clock : 0;
  const perRow = COST.row + found * markedBy(telling, estimates) * (clock + lookingUp(others));
  return {
    attempt: { branches: [beginningBranch(criteria, word, order)], scan: null },
    worst: terms * perRow,
    expected: Math.min(terms, rows * unevenness(words, order)) * perRow,
    rows,
    perRow,
    together: isByName(order) && words.length > 1 && beginsNames(words[0] ?? '', estimates),
  };
}

/** The word is more than by chance what clients are sorted by: *van*, *de*, a surname. */
function beginsNames(word: string, { words }: Estimates): boolean {
  const { terms, named } = words.get(word) ?? { terms: 0, named: 0 };
  return named > terms / 2;
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
  const clock = programId && statuses && clockSide(statuses) ? COST.clock : 0;
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
    expected: Math.min(all, rows * unevenness(words, order)) * perRow,
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

/** The word that tells most. What more there are belong to the same name: whoever is found by *den* and *Berg* is found by *van*. */
function rarestOf(words: readonly string[], estimates: Estimates): readonly string[] {
  return words.toSorted((a, b) => clientsOf(a, estimates) - clientsOf(b, estimates)).slice(0, 1);
}

/** Which part of all clients have the marks of all words: those whom they find, and a few others. */
function markedBy(words: readonly string[], estimates: Estimates): number {
  return words.reduce((share, word) => {
    const others = isToldByMarks(word) ? 0 : (MARKED[Math.min(word.length, 3)] ?? 1);
    return share * Math.min(1, shareOf(word, estimates) + others);
  }, 1);
}

function lookingUp(words: readonly string[]): number {
  return words.filter((word) => !isToldByMarks(word)).length * COST.word;
}

/** Of all, the part of each stored status that is meant: of those with an invitation out the clock leaves one side. */
function onSide(statuses: readonly ClientStatus[] | null, { shares, side }: Estimates): number[] {
  if (!statuses || !clockSide(statuses)) return shares;
  const stored = storedStatuses(statuses);
  return shares.map((share, index) => (stored[index] === 'INVITE_PENDING' ? share * side.share : share));
}

/** Whoever is found by a surname stands together in the order of names, and numbers in that of numbers and of creation. */
function unevenness(words: readonly string[], order: ClientOrder): number {
  if (isByName(order)) return words.length > 1 ? 3 : 1;
  return words.some((word) => /\d/.test(word)) ? 8 : 1;
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
  const { organizationId, words, statuses } = criteria;
  const others = words.filter((other) => other !== word);
  const side = statuses && clockSide(statuses, 'p');
  const conditions: Condition[] = [
    ...(side ? [{ sql: `(p.status <> 'INVITE_PENDING' OR ${side})`, params: [] }] : []),
    ...matchesWords('p.id', organizationId, others),
  ];
  const telling = rarestOf(others, estimates);
  const marked = markedBy(telling, estimates);
  const meant = onSide(statuses, estimates).reduce((sum, share) => sum + share, 0);
  const matching = telling.reduce((share, other) => share * shareOf(other, estimates), meant);
  const rows = Math.min(MOST_SORTED, Math.max(LEAST_SORTED, (PAGE * 2 * marked) / Math.max(matching, 1e-9)));
  const perRow = (side ? COST.clock : 0) + lookingUp(others);
  const { terms, named } = estimates.words.get(word) ?? { terms: 0, named: 0 };
  // Among those of one surname the others of the words stand together too, perhaps at the end.
  const inOrderOfNames = others.length > 0 ? named : Math.min(named, rows);
  const reading = COST.apart + terms * COST.term + inOrderOfNames * COST.row;
  const found = (terms + named) * marked;
  return {
    attempt: {
      branches: [
        ...(isByName(order) ? namedBranches(inOrder, word, others) : []),
        termBranch(criteria, [word, ...others], order, leadsToRead(word, order)),
      ],
      // A client several of whose terms begin with the word comes several times.
      residual: {
        table: 'clients',
        apart: marksOf(others) !== 0n,
        passing: meant,
        where: conditions.map(({ sql }) => sql).join(' AND '),
        params: conditions.flatMap(({ params }) => params),
      },
      scan: Math.ceil(rows),
    },
    worst: reading + found * perRow,
    expected: reading + Math.min(found, rows) * perRow,
  };
}

/** Those whose name itself begins with the word stand in order in the index: only the others have to be sorted. */
function namedBranches(inOrder: Branch[], word: string, others: readonly string[]): Branch[] {
  return inOrder.map(({ match, ...branch }) => ({
    ...branch,
    where: `${branch.where} AND ${branch.key} LIKE ? AND ${hasMarks(tableOf(branch), others).sql}`,
    params: [...branch.params, beginsWith(word)],
  }));
}
