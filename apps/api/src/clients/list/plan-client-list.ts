import type { RequestContext } from '../../context.js';
import type { Attempt, Branch } from '../../pagination/list-by-keyset.js';
import type { ClientStatus } from '../client-status.js';
import {
  beginsWith,
  type ClientCriteria,
  type Condition,
  canMatch,
  hasStatus,
  isEnrolled,
  isFoundBy,
  matchesWord,
} from './client-filter.js';
import type { ClientOrder } from './client-order.js';
import { estimateMatches } from './estimate-matches.js';
import { planConnectedClients } from './plan-connected-clients.js';

/** Up to here the invitations whose time is over, and which no sweep has marked yet, are looked up and sorted. */
const FEW_LAPSED = 1_000;
/** Rows found for a page, with some to spare. */
const PAGE = 60;
/** What it costs to read and sort one term, in units of looking up one condition of one row; by name, few are sorted. */
const SORTING = { sort_name: 0.06, other: 0.15 };
/** Up to here those whom another word finds are gathered first, instead of being looked up one by one. */
const GATHERED = 40_000;
/** What is worth how much trouble. */
const EFFORT = {
  /** So many look-ups are not worth looking for a better way. */
  cheap: 4_000,
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
}

/**
 * Finds the ways to a page of the list that stay fast with a million clients. An index holds each order, of all clients, of
 * each status and of each program; what it cannot answer (a word, a second condition) is looked up row by row along it, which
 * is quick while many rows match. When a word matches few, its terms are read instead: they carry what is sorted by. The way
 * that should be quickest is tried first, but not for long: names, numbers and statuses are not spread evenly.
 */
export async function planClientList(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
  effort = EFFORT,
): Promise<Attempt[]> {
  if (!canMatch(criteria)) return [];
  const { connectedTo, organizationId } = criteria;
  if (connectedTo)
    return [planConnectedClients({ organizationId, connectedTo }, conditionsOf('c.id', criteria), order)];
  const { words, programId, statuses } = criteria;
  if (words.length === 0 && programId && !statuses)
    return [inOrder(programBranches(criteria, programId, order))];
  if (words.length === 0 && !programId)
    return [
      inOrder(statuses ? await statusBranches(ctx, criteria, statuses, order) : allBranches(criteria, order)),
    ];
  const { ways, matches } = await waysToPage(ctx, criteria, order);
  const safest = least(ways, (way) => way.worst);
  const oneWord = words.length === 1 && !programId && !statuses;
  if (!oneWord && (safest.worst <= effort.cheap || matches <= effort.few)) return [safest.attempt];
  const quickest = least(ways, (way) => way.expected);
  const limited = ({ attempt, start = attempt, rows }: Way): Attempt => ({
    ...start,
    // A few times as far as it should take; what is rarer than it seemed is left to the next attempt.
    scan: Math.ceil(Math.max(effort.patience, rows * 2)),
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

async function waysToPage(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
): Promise<{ ways: Way[]; matches: number }> {
  const estimates = await estimateMatches(ctx, criteria);
  const { words, programId, statuses } = criteria;
  const { all } = estimates;
  const conditions = words.length + (programId ? 1 : 0) + (statuses ? 1 : 0);
  const matching = [...estimates.words, estimates.program ?? all, estimates.statuses ?? all].reduce(
    (share, count) => share * Math.min(1, count / all),
    1,
  );
  const way = (attempt: Attempt, base: number, lookups: number, sorting: number): Way => {
    const rows = Math.min(base, (PAGE / Math.max(matching, 1e-9)) * Math.min(1, base / all));
    return {
      attempt,
      worst: base * (lookups + sorting),
      expected: rows * lookups + base * sorting,
      rows,
    };
  };
  const ways = words.map((word, index): Way => {
    const rarestFirst = [word, ...words.filter((other) => other !== word)];
    const few = estimates.words.every((count) => count <= GATHERED);
    const sorting = order.client === 'sort_name' ? SORTING.sort_name : SORTING.other;
    return {
      ...way(
        termAttempt({ ...criteria, words: rarestFirst }, order, few),
        estimates.words[index] ?? 0,
        conditions - 1,
        sorting,
      ),
      start: nameAttempt({ ...criteria, words: rarestFirst }, order),
    };
  });
  // Whoever is found by a surname stands together in the order of names, and numbers in that of numbers and of creation.
  const uneven = words.some((word) => (order.client === 'sort_name' ? !/\d/.test(word) : /\d/.test(word)))
    ? 4
    : 1;
  const along = (branches: Branch[], base: number, lookups: number) => {
    const found = way(inOrder(branches), base, lookups, 0);
    ways.push({ ...found, expected: Math.min(found.worst, found.expected * uneven) });
  };
  if (programId) along(programBranches(criteria, programId, order), estimates.program ?? 0, conditions - 1);
  if (statuses)
    along(await statusBranches(ctx, criteria, statuses, order), estimates.statuses ?? 0, conditions - 1);
  along(allBranches(criteria, order), all, conditions);
  return { ways, matches: matching * all };
}

function inOrder(branches: Branch[]): Attempt {
  return { branches, scan: null };
}

function least(ways: Way[], cost: (way: Way) => number): Way {
  return ways.reduce((best, way) => (cost(way) < cost(best) ? way : best));
}

/** All terms that begin with the first word, sorted; then the other conditions. */
function termAttempt(criteria: ClientCriteria, order: ClientOrder, gather = false): Attempt {
  const { organizationId, programId, statuses } = criteria;
  const [word = '', ...others] = criteria.words;
  const conditions = gather
    ? [
        ...others.map((other) => isFoundBy('m.id', organizationId, other)),
        ...conditionsOf('m.id', { organizationId, words: [], programId, statuses }),
      ]
    : conditionsOf('m.id', { ...criteria, words: others });
  // A client several of whose terms begin with the word comes several times: the residual makes the rows distinct.
  return {
    branches: [termBranch(organizationId, word, order)],
    residual: {
      join: statuses ? 'STRAIGHT_JOIN clients c ON c.id = m.id' : '',
      where: conditions.length === 0 ? 'TRUE' : conditions.map(({ sql }) => sql).join(' AND '),
      params: conditions.flatMap(({ params }) => params),
    },
    scan: null,
  };
}

/** By name, those whose name itself begins with the word stand in order in the index: only the others have to be sorted. */
function nameAttempt(criteria: ClientCriteria, order: ClientOrder): Attempt {
  const attempt = termAttempt(criteria, order);
  const [word = ''] = criteria.words;
  if (order.client !== 'sort_name') return attempt;
  const byName = clientBranch(order.index, order, {
    sql: 'AND c.sort_name LIKE ?',
    params: [criteria.organizationId, beginsWith(word)],
  });
  const others = termBranch(criteria.organizationId, word, order);
  return {
    ...attempt,
    branches: [
      byName,
      {
        ...others,
        where: `${others.where} AND t.sort_name NOT LIKE ?`,
        params: [...others.params, beginsWith(word)],
      },
    ],
  };
}

function termBranch(organizationId: string, word: string, order: ClientOrder): Branch {
  return {
    from: 'client_search_terms t FORCE INDEX (PRIMARY)',
    where: 't.organization_id = ? AND t.term LIKE ?',
    params: [organizationId, beginsWith(word)],
    key: `t.${order.copy}`,
    id: 't.client_id',
  };
}

/** Along the index of the program. */
function programBranches(criteria: ClientCriteria, programId: string, order: ClientOrder): Branch[] {
  const branch: Branch = {
    from: `enrolments e FORCE INDEX (${order.enrolmentIndex})`,
    where: 'e.program_id = ? AND e.organization_id = ?',
    params: [programId, criteria.organizationId],
    key: `e.${order.copy}`,
    id: 'e.client_id',
  };
  const join = criteria.statuses ? ' STRAIGHT_JOIN clients c ON c.id = e.client_id' : '';
  return [filtered(branch, conditionsOf('e.client_id', { ...criteria, programId: null }), join)];
}

/** Along the index of each status. */
async function statusBranches(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  statuses: readonly ClientStatus[],
  order: ClientOrder,
): Promise<Branch[]> {
  const branches = await Promise.all(
    statuses.map((status) => branchesOfStatus(ctx, criteria.organizationId, status, statuses, order)),
  );
  const conditions = conditionsOf('c.id', { ...criteria, statuses: null });
  return branches.flat().map((branch) => filtered(branch, conditions));
}

/** Along the index of all clients. */
function allBranches(criteria: ClientCriteria, order: ClientOrder): Branch[] {
  const branch = clientBranch(order.index, order, { sql: '', params: [criteria.organizationId] });
  return [filtered({ ...branch, unique: order.unique }, conditionsOf('c.id', criteria))];
}

function filtered(branch: Branch, conditions: Condition[], join = ''): Branch {
  if (conditions.length === 0) return branch;
  return {
    ...branch,
    from: branch.from + join,
    where: [branch.where, ...conditions.map(({ sql }) => sql)].join(' AND '),
    params: [...branch.params, ...conditions.flatMap(({ params }) => params)],
    unfiltered: branch,
  };
}

/** The stored status may be behind the clock: an invitation is expired the moment its time is over. */
async function branchesOfStatus(
  ctx: Pick<RequestContext, 'db'>,
  organizationId: string,
  status: ClientStatus,
  all: readonly ClientStatus[],
  order: ClientOrder,
): Promise<Branch[]> {
  const branch = (stored: ClientStatus, sql = '', index = order.statusIndex) =>
    clientBranch(index, order, { sql: `AND c.status = ? ${sql}`, params: [organizationId, stored] });
  const bothWays = all.includes('INVITE_PENDING') && all.includes('INVITE_EXPIRED');
  if (status === 'INVITE_PENDING')
    return [branch('INVITE_PENDING', bothWays ? '' : 'AND c.invitation_expires_at > NOW(3)')];
  if (status !== 'INVITE_EXPIRED') return [branch(status)];
  if (bothWays) return [branch('INVITE_EXPIRED')];
  const few = await fewLapsed(ctx, organizationId);
  return [
    branch('INVITE_EXPIRED'),
    branch(
      'INVITE_PENDING',
      'AND c.invitation_expires_at <= NOW(3)',
      few ? 'ix_clients_status_expires' : order.statusIndex,
    ),
  ];
}

async function fewLapsed(ctx: Pick<RequestContext, 'db'>, organizationId: string): Promise<boolean> {
  const [row] = await ctx.db.query<[{ found: number }]>(
    `SELECT COUNT(*) AS found FROM (SELECT 1 FROM clients c FORCE INDEX (ix_clients_status_expires)
      WHERE c.organization_id = ? AND c.status = 'INVITE_PENDING' AND c.invitation_expires_at <= NOW(3)
      LIMIT ${FEW_LAPSED}) lapsed`,
    [organizationId],
  );
  return Number(row.found) < FEW_LAPSED;
}

function clientBranch(index: string, order: ClientOrder, condition: Condition): Branch {
  return {
    from: `clients c FORCE INDEX (${index})`,
    where: `c.organization_id = ? ${condition.sql}`,
    params: condition.params,
    key: `c.${order.client}`,
    id: 'c.id',
  };
}

function conditionsOf(
  clientId: string,
  { organizationId, words, programId, statuses }: ClientCriteria,
): Condition[] {
  const conditions = words.map((word) => matchesWord(clientId, organizationId, word));
  if (programId) conditions.push(isEnrolled(clientId, organizationId, programId));
  if (statuses) conditions.push(hasStatus(statuses));
  return conditions;
}
