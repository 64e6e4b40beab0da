import type { RequestContext } from '../../context.js';
import type { Attempt, Branch } from '../../pagination/list-by-keyset.js';
import { marksOf } from '../search-terms.js';
import { branchesInOrder, foundBy, termBranch } from './client-branches.js';
import {
  beginsWith,
  type ClientCriteria,
  type Condition,
  canMatch,
  clockSide,
  matchesWord,
} from './client-filter.js';
import type { ClientOrder } from './client-order.js';
import { estimateMatches } from './estimate-matches.js';
import { planConnectedClients } from './plan-connected-clients.js';

/** Rows found for a page, with some to spare. */
const PAGE = 60;
/** What it costs to read a term and sort it, in units of looking up one condition of one row. */
const SORTING = 0.1;
/** And to read a row along an index. */
const READING = 0.1;
/** How many clients remain to be looked up when a word has been held against their marks, by its letters. */
const PASSING = [1, 1, 0.3, 0.1];
/** What is worth how much trouble. */
const EFFORT = {
  /** So many look-ups are not worth looking for a better way. */
  cheap: 1_000,
  /** Nor is there one when everything that matches is not much more than a page. */
  few: 150,
  /** A way is not given up before it has looked at so many rows. */
  patience: 300,
};

/** A way to a page: its attempt, and how many look-ups it takes at worst and if the conditions are independent. */
interface Way {
  attempt: Attempt;
  /** What to do when not all rows are to be looked at, if that is something else. */
  start?: Attempt;
  worst: number;
  expected: number;
  /** How many rows it will probably look at. */
  rows: number;
  /** And how many look-ups each takes. */
  perRow: number;
}

/**
 * Finds the ways to a page of the list that stay fast with a million clients. An index holds each order, of all clients, of
 * each status, of each program and of each status in it; the words of a search are looked up row by row along it, which is
 * quick while many rows match. When a word matches few there, its terms are read instead: they carry what is sorted by. The
 * way that should be quickest is tried first, but not for long: names and numbers are not spread evenly.
 */
export async function planClientList(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
  effort = EFFORT,
): Promise<Attempt[]> {
  if (!canMatch(criteria) || !(await hasProgram(ctx, criteria))) return [];
  if (criteria.connectedTo) return [planConnectedClients(criteria, criteria.connectedTo, order)];
  const inOrder = await branchesInOrder(ctx, criteria, order);
  if (criteria.words.length === 0) return [{ branches: inOrder, scan: null }];
  const { ways, matches } = await waysToPage(ctx, criteria, order, inOrder);
  const safest = least(ways, (way) => way.worst);
  if (safest.worst <= effort.cheap || matches <= effort.few) return [safest.attempt];
  const quickest = least(ways, (way) => way.expected);
  const limited = ({ attempt, start = attempt, rows, perRow }: Way): Attempt => ({
    ...start,
    // A few times as far as it should take, but at half the cost of the sure way: to that is left what is rarer than it seemed.
    scan: Math.ceil(
      Math.max(effort.patience, Math.min(rows * 4, safest.worst / 2 / Math.max(perRow, SORTING))),
    ),
  });
  const last = safest.attempt.residual ? [limited(safest), safest.attempt] : [safest.attempt];
  return quickest === safest ? last : [limited(quickest), ...last];
}

/** The way to count the same clients. */
export async function planClientCount(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
): Promise<Pick<Attempt, 'branches' | 'residual'>> {
  const attempts = await planClientList(ctx, criteria, order);
  return attempts.at(-1) ?? { branches: [] };
}

/** The terms and enrolments of a program do not name the organization, so the program has to be its own. */
async function hasProgram(
  ctx: Pick<RequestContext, 'db'>,
  { organizationId, programId }: ClientCriteria,
): Promise<boolean> {
  if (!programId) return true;
  const rows = await ctx.db.query<unknown[]>('SELECT 1 FROM programs WHERE organization_id = ? AND id = ?', [
    organizationId,
    programId,
  ]);
  return rows.length > 0;
}

async function waysToPage(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
  inOrder: Branch[],
): Promise<{ ways: Way[]; matches: number }> {
  const { organizationId, words, statuses } = criteria;
  const estimates = await estimateMatches(ctx, criteria);
  const matching = estimates.words.reduce((share, count) => share * Math.min(1, count / estimates.all), 1);
  const way = (attempt: Attempt, base: number, lookups: number, sorting: number): Way => {
    const rows = Math.min(base, (PAGE / Math.max(matching, 1e-9)) * Math.min(1, base / estimates.all));
    return {
      attempt,
      worst: base * (lookups + sorting),
      expected: rows * lookups + base * sorting,
      rows,
      perRow: lookups,
    };
  };
  const side = statuses && clockSide(statuses) ? 1 : 0;
  const ways = words.map((word, index): Way => {
    const rarestFirst = [word, ...words.filter((other) => other !== word)];
    const attempt = termAttempt({ ...criteria, words: rarestFirst }, order);
    return {
      ...way(attempt, estimates.words[index] ?? 0, passing(rarestFirst.slice(1), side), SORTING),
      start: order.client === 'sort_name' ? nameAttempt(attempt, inOrder, word) : attempt,
    };
  });
  // Whoever is found by a surname stands together in the order of names, and numbers in that of numbers and of creation.
  const uneven = words.some((word) => (order.client === 'sort_name' ? !/\d/.test(word) : /\d/.test(word)))
    ? 8
    : 1;
  const found = way(
    {
      branches: inOrder.map((branch) => foundBy(branch, organizationId, words)),
      scan: null,
    },
    estimates.all,
    READING + passing(words),
    0,
  );
  ways.push({ ...found, expected: Math.min(found.worst, found.expected * uneven) });
  return { ways, matches: matching * estimates.all };
}

/** How many look-ups a row takes: words are held against its marks first, and `others` have no marks. */
function passing(words: readonly string[], others = 0): number {
  const left = words.reduce((share, { length }) => share * (PASSING[Math.min(length, 3)] ?? 1), 1);
  return (words.length > 0 ? left : 0) + others * left;
}

function least(ways: Way[], cost: (way: Way) => number): Way {
  return ways.reduce((best, way) => (cost(way) < cost(best) ? way : best));
}

/** All terms that begin with the first word, sorted; then the other conditions. */
function termAttempt(
  criteria: ClientCriteria,
  order: ClientOrder,
): Attempt & Required<Pick<Attempt, 'residual'>> {
  const { organizationId, statuses } = criteria;
  const others = criteria.words.slice(1);
  const side = statuses && clockSide(statuses);
  const conditions: Condition[] = [
    ...(side ? [{ sql: `(c.status <> 'INVITE_PENDING' OR ${side})`, params: [] }] : []),
    ...others.map((other) => matchesWord('m.id', organizationId, other)),
  ];
  // A client several of whose terms begin with the word comes several times: the residual makes the rows distinct.
  return {
    branches: [termBranch(criteria, criteria.words, order)],
    residual: {
      apart: marksOf(others) !== 0n,
      join: side ? 'STRAIGHT_JOIN clients c ON c.id = m.id' : '',
      where: conditions.length === 0 ? 'TRUE' : conditions.map(({ sql }) => sql).join(' AND '),
      params: conditions.flatMap(({ params }) => params),
    },
    scan: null,
  };
}

/** By name, those whose name itself begins with the word stand in order in the index: only the others have to be sorted. */
function nameAttempt(attempt: Attempt, inOrder: Branch[], word: string): Attempt {
  const named = (branch: Branch, not: string) => ({
    ...branch,
    where: `${branch.where} AND ${branch.key} ${not} LIKE ?`,
    params: [...branch.params, beginsWith(word)],
  });
  return {
    ...attempt,
    branches: [
      ...inOrder.map((branch) => named(branch, '')),
      ...attempt.branches.map((branch) => named(branch, 'NOT')),
    ],
  };
}
