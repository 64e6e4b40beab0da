import { termBranch } from '../../clients/list/client-branches.js';
import { type Condition, matchesWord } from '../../clients/list/client-filter.js';
import { clientOrder } from '../../clients/list/client-order.js';
import { estimateMatches } from '../../clients/list/estimate-matches.js';
import { LEADS } from '../../clients/search-terms.js';
import type { RequestContext } from '../../context.js';
import type { DeliveryState } from '../../email/delivery-state.js';
import type { Attempt } from '../../pagination/attempt.js';
import type { Branch } from '../../pagination/branch.js';
import { matchesStaffWord } from '../../staff/matches-staff-word.js';
import type { InvitationStatus } from '../invitation.entity.js';
import { isNotOver, isOver } from '../validity.js';
import type { InvitationReach } from './invitation-reach.js';

/** A filter in one form, however it was written; also what a bulk operation keeps as JSON. */
export interface InvitationCriteria {
  organizationId: string;
  words: string[];
  statuses: InvitationStatus[];
  /** Null for all. */
  deliveryStates: DeliveryState[] | null;
  /** Left out: of clients. */
  reach?: InvitationReach;
}

/** Rows found for a page, with some to spare. */
const PAGE = 60;
/** What a row costs, in look-ups: along an index, its client's terms; by a term, its invitation and being sorted. */
const ALONG = 1.1;
const BY_TERM = 1.2;
/** How many of those whom one word finds are left to be looked up when the marks of the others have been held against them. */
const PASSING = 0.3;
/** So many look-ups are not worth looking for a better way; and a way is not given up before it has looked at so many rows. */
const EFFORT = { cheap: 1_000, patience: 300 };
/** Any but the one by name, of which terms show only a part. */
const CLIENT_ORDER = clientOrder({ field: 'CREATED_AT', direction: 'ASC' });

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
 * the words of a search are looked up row by row: quick while many match. When few do, the clients are gathered by the
 * rarest word, then their invitations. Which it is, is estimated; what takes longer than thought is given up for the sure way.
 */
export async function planInvitationList(
  ctx: Pick<RequestContext, 'db'>,
  criteria: InvitationCriteria,
  wanted = PAGE,
  effort = EFFORT,
): Promise<Attempt[]> {
  const { words, reach = OF_CLIENTS } = criteria;
  const along: Attempt = { branches: alongIndex(criteria), scan: null };
  if (words.length === 0 || !reach.clients || reach.clientsOf) return [along];
  const estimates = await estimateMatches(
    ctx,
    { ...criteria, statuses: null, programId: null },
    CLIENT_ORDER,
  );
  const rows = await estimateRows(ctx, criteria);
  const rarestFirst = words
    .map((word) => ({ word, clients: estimates.words.get(word)?.terms ?? 0 }))
    .sort((a, b) => a.clients - b.clients);
  const gathered = byTerm(
    criteria,
    rarestFirst.map(({ word }) => word),
  );
  const byTermWorst = (rarestFirst[0]?.clients ?? 0) * BY_TERM * (words.length > 1 ? PASSING : 1);
  const alongWorst = rows * ALONG;
  if (Math.min(byTermWorst, alongWorst) <= effort.cheap)
    return [byTermWorst <= alongWorst ? gathered : along];
  const share = rarestFirst.reduce((all, { clients }) => all * Math.min(1, clients / estimates.all), 1);
  const expected = wanted / Math.max(share, 1e-9);
  if (alongWorst <= byTermWorst) return [along];
  if (expected * ALONG >= byTermWorst) return [gathered];
  const scan = Math.max(effort.patience, byTermWorst / 2 / ALONG);
  return [{ ...along, scan, expected: { rows: expected * 1.2, even: true } }, gathered];
}

const OF_CLIENTS: InvitationReach = { clients: true, staff: false };

/** How many invitations there are whatever the words are, by the depth of the index; reads no rows. */
async function estimateRows(ctx: Pick<RequestContext, 'db'>, criteria: InvitationCriteria): Promise<number> {
  const parts = alongIndex({ ...criteria, words: [], reach: { clients: true, staff: true } });
  if (parts.length === 0) return 0;
  const plan = await ctx.db.query<{ table: string | null; rows: number | string | null }[]>(
    `EXPLAIN FORMAT=TRADITIONAL ${parts.map(({ from, where }) => `SELECT 1 FROM ${from} WHERE ${where}`).join(' UNION ALL ')}`,
    parts.flatMap(({ params }) => params),
  );
  return plan.filter(({ table }) => table === 'i').reduce((sum, row) => sum + Number(row.rows ?? 0), 0);
}

/** In the order of an index of each status, or of each status and delivery state. */
export function alongIndex(criteria: InvitationCriteria): Branch[] {
  const { organizationId, deliveryStates } = criteria;
  return storedStatuses(criteria.statuses).flatMap(({ stored, clock }) =>
    (deliveryStates ?? [null]).flatMap((state): Branch[] => {
      const parts: Condition[] = [
        { sql: 'i.organization_id = ? AND i.status = ?', params: [organizationId, stored] },
        ...(state ? [{ sql: 'i.delivery_state = ?', params: [state] }] : []),
        ...(clock ? [{ sql: clock, params: [] }] : []),
      ];
      const index = state ? 'ix_invitations_delivery_expires' : 'ix_invitations_expires';
      return sourcesOf(criteria, index).map(({ from, conditions }) => {
        const { where: sql, params } = branchOf(from, conditions);
        return { ...branchOf(from, parts), ...(sql ? { match: { join: '', sql: `(${sql})`, params } } : {}) };
      });
    }),
  );
}

/** The invitations of those whom the first word finds, in no order, held against everything else. */
function byTerm(criteria: InvitationCriteria, words: string[]): Attempt {
  const { organizationId, reach = OF_CLIENTS } = criteria;
  const everybody = { ...criteria, words, statuses: null, programId: null };
  const terms = termBranch(everybody, words[0] ?? '', CLIENT_ORDER, LEADS);
  const standing = standingOf(criteria);
  const ofClients = branchOf(
    `${terms.from} STRAIGHT_JOIN invitations i FORCE INDEX (ix_invitations_client) ON i.client_id = ${terms.id}`,
    [{ sql: terms.where, params: terms.params }, ...standing],
  );
  const ofStaff = staffSource(organizationId, words);
  return {
    branches: [
      ofClients,
      ...(reach.staff ? [branchOf(ofStaff.from, [...standing, ...ofStaff.conditions])] : []),
    ],
    // A client several of whose terms begin with the word comes several times: the residual makes the rows distinct.
    residual: { table: 'invitations', where: '', params: [] },
    scan: PAGE * 3,
  };
}

function branchOf(from: string, conditions: readonly Condition[]): Branch {
  return {
    from,
    where: conditions.map(({ sql }) => sql).join(' AND '),
    params: conditions.flatMap(({ params }) => params),
    // Every offer holds for the same time: the order of sending is that of the ends, and no clock but that of the ends is asked.
    key: 'i.expires_at',
    id: 'i.id',
  };
}

/** Where the invitation stands, for what no index answers. */
function standingOf({ statuses, deliveryStates }: InvitationCriteria): Condition[] {
  const stored = storedStatuses(statuses);
  const each = stored.map(({ clock }) => (clock ? `(i.status = ? AND ${clock})` : 'i.status = ?'));
  return [
    { sql: `(${each.join(' OR ') || 'FALSE'})`, params: stored.map((one) => one.stored) },
    ...(deliveryStates
      ? [{ sql: 'i.delivery_state IN (?)', params: [deliveryStates.length > 0 ? deliveryStates : ['']] }]
      : []),
  ];
}

/**
 * Along an index, which holds the invitations of all clients and of the few members of the staff; what is asked only of the
 * staff is found by way of these few, and sorted.
 */
function sourcesOf(
  { organizationId, words, reach = OF_CLIENTS }: InvitationCriteria,
  index: string,
): { from: string; conditions: Condition[] }[] {
  const along = `invitations i FORCE INDEX (${index})`;
  if (reach.clients && reach.staff && !reach.clientsOf && words.length === 0)
    return [{ from: along, conditions: [] }];
  const ofClients = {
    // Those of one staff member's clients are a few hundred, however many the organization has.
    from: reach.clientsOf
      ? 'connections k FORCE INDEX (uq_connections_pair) STRAIGHT_JOIN invitations i FORCE INDEX (uq_invitations_client) ON i.client_id = k.client_id'
      : along,
    conditions: [
      reach.clientsOf
        ? { sql: 'k.staff_member_id = ?', params: [reach.clientsOf] }
        : { sql: 'i.client_id IS NOT NULL', params: [] },
      ...words.map((word) => matchesWord('i.client_id', organizationId, word)),
    ],
  };
  return [
    ...(reach.clients ? [ofClients] : []),
    ...(reach.staff ? [staffSource(organizationId, words)] : []),
  ];
}

function staffSource(
  organizationId: string,
  words: readonly string[],
): { from: string; conditions: Condition[] } {
  return {
    from: 'staff_members m STRAIGHT_JOIN invitations i FORCE INDEX (uq_invitations_staff_member) ON i.staff_member_id = m.id',
    conditions: [
      { sql: 'm.organization_id = ?', params: [organizationId] },
      ...words.map((word) => matchesStaffWord('m', word)),
    ],
  };
}

/** That the time of a pending one is over is not stored: those are the pending ones on one side of the moment. */
function storedStatuses(
  statuses: readonly InvitationStatus[],
): { stored: InvitationStatus; clock: string | null }[] {
  const expired = statuses.includes('EXPIRED');
  const stored = [...new Set(statuses.map((status) => (status === 'EXPIRED' ? 'PENDING' : status)))];
  const side = (expired ? isOver : isNotOver)('i.expires_at');
  const apart = expired !== statuses.includes('PENDING');
  return stored.map((status) => ({ stored: status, clock: apart && status === 'PENDING' ? side : null }));
}
