import { canMatch } from '../../clients/list/client-filter.js';
import { estimateMatches } from '../../clients/list/estimate-matches.js';
import { hasProgram } from '../../clients/list/plan-client-list.js';
import type { RequestContext } from '../../context.js';
import type { Attempt } from '../../pagination/attempt.js';
import { InvitationStatus } from '../invitation.entity.js';
import {
  alongIndex,
  areOpen,
  byProgram,
  byTerm,
  CLIENT_ORDER,
  type InvitationCriteria,
  invitedBy,
  OF_CLIENTS,
} from './invitation-branches.js';

/** Rows found for a page, with some to spare. */
const PAGE = 60;
/**
 * What a row costs, in look-ups: along an index, its client's terms, or whether the client is in the program; by a term, or in a
 * program, its invitation and being sorted.
 */
const ALONG = 1.1;
const IN_PROGRAM = 0.3;
const BY_TERM = 1.2;
const OF_PROGRAM = 0.5;
/** How many of those whom one word finds are left to be looked up when the marks of the others have been held against them. */
const PASSING = 0.3;
/** So many look-ups are not worth looking for a better way; and a way is not given up before it has looked at so many rows. */
const EFFORT = { cheap: 1_000, patience: 300 };

/** Of several ways to the same invitations the one that looks at all of them, which counting takes. */
export async function planInvitationCount(
  ctx: Pick<RequestContext, 'db'>,
  criteria: InvitationCriteria,
  limit: number,
): Promise<Pick<Attempt, 'branches' | 'residual'>> {
  return (await planInvitationList(ctx, criteria, limit)).at(-1) ?? { branches: [] };
}

/**
 * Ways to a page of the list, the quickest first. Along the index of each status (and delivery state), which holds the order,
 * the program and the words of a search are looked up row by row: quick while many match. When few do, the clients are gathered
 * by the rarest word, or all that are in the program, then their invitations. Which it is, is estimated; what takes longer than
 * thought is given up for the sure way.
 */
export async function planInvitationList(
  ctx: Pick<RequestContext, 'db'>,
  criteria: InvitationCriteria,
  wanted = PAGE,
  effort = EFFORT,
): Promise<Attempt[]> {
  const { words, programId = null, reach = OF_CLIENTS } = criteria;
  const invited = invitedBy(criteria);
  if (!canMatch(invited) || !(await hasProgram(ctx, invited))) return [];
  const along: Attempt = { branches: alongIndex(criteria), scan: null };
  if ((words.length === 0 && programId === null) || !reach.clients || reach.clientsOf) return [along];
  const estimates = await estimateMatches(ctx, invited, CLIENT_ORDER);
  const rows = await estimateRows(ctx, criteria);
  const enrolled = programId === null ? 1 : await shareOfProgram(ctx, criteria, estimates.all);
  const clientsOf = (word: string) => estimates.words.get(word)?.terms ?? 0;
  const rarestFirst = words.toSorted((a, b) => clientsOf(a) - clientsOf(b));
  const [rarest] = rarestFirst;
  const gathered = rarest === undefined ? byProgram(criteria) : byTerm(criteria, rarestFirst);
  const gatheredWorst =
    rarest === undefined
      ? estimates.all * OF_PROGRAM
      : clientsOf(rarest) * BY_TERM * (words.length > 1 ? PASSING : 1);
  // The words are looked up only of those who are in the program.
  const perRow = (programId === null ? 0 : IN_PROGRAM) + (rarest === undefined ? 0 : enrolled * ALONG);
  const alongWorst = rows * perRow;
  if (Math.min(gatheredWorst, alongWorst) <= effort.cheap)
    return [gatheredWorst <= alongWorst ? gathered : along];
  const share = words.reduce((all, word) => all * Math.min(1, clientsOf(word) / estimates.all), enrolled);
  const expected = wanted / Math.max(share, 1e-9);
  if (alongWorst <= gatheredWorst) return [along];
  if (expected * perRow >= gatheredWorst) return [gathered];
  const scan = Math.max(effort.patience, gatheredWorst / 2 / perRow);
  // Whole programs are invited on one day.
  return [{ ...along, scan, expected: { rows: expected * 1.2, even: programId === null } }, gathered];
}

/** Which part of the invitations that are open, or of all, is to clients in the program. */
async function shareOfProgram(
  ctx: Pick<RequestContext, 'db'>,
  criteria: InvitationCriteria,
  clients: number,
): Promise<number> {
  const statuses = areOpen(criteria) ? OPEN : Object.values(InvitationStatus);
  const rows = await estimateRows(ctx, { ...criteria, statuses, deliveryStates: null });
  return Math.min(1, clients / Math.max(rows, 1));
}

const OPEN: InvitationStatus[] = ['PENDING', 'EXPIRED'];

/** How many invitations there are whatever the words and the program are, by the depth of the index; reads no rows. */
async function estimateRows(ctx: Pick<RequestContext, 'db'>, criteria: InvitationCriteria): Promise<number> {
  const parts = alongIndex({
    ...criteria,
    words: [],
    programId: null,
    reach: { clients: true, staff: true },
  });
  if (parts.length === 0) return 0;
  const plan = await ctx.db.query<{ table: string | null; rows: number | string | null }[]>(
    `EXPLAIN FORMAT=TRADITIONAL ${parts.map(({ from, where }) => `SELECT 1 FROM ${from} WHERE ${where}`).join(' UNION ALL ')}`,
    parts.flatMap(({ params }) => params),
  );
  return plan.filter(({ table }) => table === 'i').reduce((sum, row) => sum + Number(row.rows ?? 0), 0);
}
