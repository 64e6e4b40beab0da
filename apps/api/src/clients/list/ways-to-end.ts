import type { Residual } from '../../pagination/attempt.js';
import type { Branch } from '../../pagination/branch.js';
import type { ClientStatus } from '../client-status.js';
import { LEADS } from '../search-terms.js';
import { pairBranch, termBranch } from './client-branches.js';
import { beginsWith, type ClientCriteria, clockSide } from './client-filter.js';
import { type ClientOrder, isByName, leadsToRead } from './client-order.js';
import type { Estimates } from './estimate-matches.js';
import { COST, clockOf, lookingUpBeside, mostFound, onSide, PAGE, shareOfRarest, type Way } from './way.js';

/** How many terms are sorted out at first: more than a page, since a client may be found by several. */
const LEAST_SORTED = 150;
const MOST_SORTED = 2_000;

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
  // Whose name itself begins with the word stand in order in the index: only the others have to be sorted.
  const apart = isByName(order) && others.length === 0;
  const { terms, named } = estimates.words.get(word) ?? { terms: 0, named: 0 };
  const found = Math.min((terms + named) * shareOfRarest(others, estimates), mostFound(estimates));
  const rows = rowsToSort(statuses, estimates);
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
      residual: onSideOfClock(statuses, estimates, others.length > 0),
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

/** Whoever has terms that begin with two of the words, sorted; of those two of which they are fewest. */
export function wayByPairs(criteria: ClientCriteria, order: ClientOrder, estimates: Estimates): Way | null {
  const [pair] = estimates.pairs.toSorted((a, b) => a.clients - b.clients);
  if (!pair) return null;
  const { words, statuses } = criteria;
  const { clients } = pair;
  const rows = rowsToSort(statuses, estimates);
  const others = words.filter((word) => !pair.words.includes(word));
  const shown = Math.min(clients * shareOfRarest(others, estimates), mostFound(estimates));
  const lookedUp = shown * lookingUpBeside(words);
  const sorted = clients * togetherWith(others, estimates) * (words.length - 1) * COST.paired;
  const reading = COST.apart + clients * COST.pair + sorted + lookedUp;
  return {
    attempt: {
      branches: [pairBranch(criteria, pair.words, order)],
      residual: onSideOfClock(statuses, estimates, true),
      scan: rows,
    },
    worst: reading + clients * clockOf(statuses),
    expected: reading + Math.min(clients, rows) * clockOf(statuses),
  };
}

/** How many of them are probably enough for a page of those on the side of the clock that is meant. */
function rowsToSort(statuses: readonly ClientStatus[] | null, estimates: Estimates): number {
  const page = (PAGE * 2) / Math.max(meantOf(statuses, estimates), 1e-9);
  return Math.ceil(Math.min(MOST_SORTED, Math.max(LEAST_SORTED, page)));
}

function onSideOfClock(
  statuses: readonly ClientStatus[] | null,
  estimates: Estimates,
  apart: boolean,
): Residual {
  const side = statuses && clockSide(statuses, 'p');
  return {
    table: 'clients',
    apart,
    passing: meantOf(statuses, estimates),
    where: side ? `(p.status <> 'INVITE_PENDING' OR ${side})` : '',
    params: [],
  };
}

function meantOf(statuses: readonly ClientStatus[] | null, estimates: Estimates): number {
  return onSide(statuses, estimates).reduce((sum, share) => sum + share, 0);
}

/** Of those whom a word finds, the part whom the others may find too: the words of a name belong together, single letters do not. */
function togetherWith(others: readonly string[], estimates: Estimates): number {
  return shareOfRarest(
    others.filter((word) => word.length < 3),
    estimates,
  );
}
