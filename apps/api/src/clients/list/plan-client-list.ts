import type { RequestContext } from '../../context.js';
import type { Attempt } from '../../pagination/attempt.js';
import { branchesInOrder, fewOnSide } from './client-branches.js';
import { type ClientCriteria, canMatch } from './client-filter.js';
import { type ClientOrder, isByName } from './client-order.js';
import { estimateMatches } from './estimate-matches.js';
import { planConnectedClients } from './plan-connected-clients.js';
import type { InOrder, Way } from './way.js';
import { wayAlongBeginnings, wayAlongDigits, wayAlongOrder, wayAlongPairs } from './ways-in-order.js';
import { wayByPairs, wayByTerms } from './ways-to-end.js';

/** A way of so many microseconds is good enough. */
const CHEAP = 3_000;
/** What it takes to have tried a way in vain: one that saves less is not tried. */
const TRIED = 2_000;
/** To have given up a way that takes no longer than so many times the other saves nothing. */
const WORTH_GOING_ON = 1.5;
/** How many times as long as expected the order of all clients may take: those found may be far from where the page begins. */
const UNSURE = 4;
/** A way is not given up before it has looked at so many rows. */
const PATIENCE = 300;

/**
 * Finds the way to a page of the list that stays fast with a million clients. An index holds each order, of all clients, of
 * each status, of each program and of each status in it. Where words are searched for, it is that of the terms which begin as
 * one of the words does: each term shows what else its client is found by, and a page is soon full while many match. When few
 * match there, the terms of the word are read instead, or whoever has the first letters of two of the words, all of them, and
 * sorted. The order is not followed for long in vain, for names and numbers are not spread evenly: those then show what lies
 * beyond.
 */
export async function planClientList(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
  choose = quickest,
): Promise<Attempt[]> {
  if (!canMatch(criteria)) return [];
  const [own, attempts] = await Promise.all([hasProgram(ctx, criteria), plan(ctx, criteria, order, choose)]);
  return own ? attempts : [];
}

async function plan(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
  choose: typeof quickest,
): Promise<Attempt[]> {
  if (criteria.connectedTo) return [planConnectedClients(criteria, criteria.connectedTo, order)];
  if (criteria.words.length === 0)
    return [{ branches: branchesInOrder(criteria, order, await fewOnSide(ctx, criteria)), scan: null }];
  const estimates = await estimateMatches(ctx, criteria, order);
  const inOrder = branchesInOrder(criteria, order, estimates.side.few);
  const ways = {
    beginnings: wayAlongBeginnings(criteria, order, estimates),
    all: wayAlongOrder(criteria, order, inOrder, estimates),
    terms: wayByTerms(criteria, order, inOrder, estimates),
    pairs: wayByPairs(criteria, order, estimates),
    pairsInOrder: wayAlongPairs(criteria, order, estimates),
    digits: wayAlongDigits(criteria, order, estimates),
  };
  return choose(ways, order);
}

/** Those that there are: along four orders, and to the end of two ranges. */
interface Ways {
  beginnings: InOrder | null;
  all: InOrder;
  pairsInOrder: InOrder | null;
  digits: InOrder | null;
  terms: Way;
  pairs: Way | null;
}

function quickest(
  { beginnings, all, pairsInOrder, digits, terms, pairs }: Ways,
  order: ClientOrder,
): Attempt[] {
  // Who has a pair of letters, or the digits, stands as evenly along their order as the estimate takes them to.
  const toEnd = [pairs, pairsInOrder, digits].reduce<Way>(
    (best, way) => (way && way.expected < best.expected ? way : best),
    terms,
  );
  // What is read to its end when nothing else helps.
  const last = beginnings && beginnings.worst < toEnd.expected ? beginnings : toEnd;
  if (last.worst <= CHEAP) return [last.attempt];
  // Whoever has a pair is among all of them, and seldom any rarer.
  const others = last === pairsInOrder ? [] : [all];
  const ways =
    beginnings && beginnings.expected <= all.expected * UNSURE ? [beginnings] : [...others, beginnings];
  const attempts: Attempt[] = [];
  const sooner = ways.flatMap((way) =>
    way && way !== last && way.expected + TRIED < last.expected ? [way] : [],
  );
  for (const [index, along] of sooner.entries()) {
    const next = sooner[index + 1] ?? last;
    if (along.worst <= next.expected * WORTH_GOING_ON) return [...attempts, along.attempt];
    // No longer than the next way takes: to that is left what is rarer here than it seemed.
    const scan = Math.max(PATIENCE, next.expected / along.perRow);
    const expected = { rows: along.rows * 1.2, even: !isByName(order) };
    attempts.push({ ...along.attempt, scan, expected });
  }
  return [...attempts, last.attempt];
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
export async function hasProgram(
  ctx: Pick<RequestContext, 'db'>,
  { organizationId, programId }: Pick<ClientCriteria, 'organizationId' | 'programId'>,
): Promise<boolean> {
  if (!programId) return true;
  const rows = await ctx.db.query<unknown[]>('SELECT 1 FROM programs WHERE organization_id = ? AND id = ?', [
    organizationId,
    programId,
  ]);
  return rows.length > 0;
}
