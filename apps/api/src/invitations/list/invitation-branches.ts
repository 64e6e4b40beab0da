import { STORED_STATUSES } from '../../clients/client-status.js';
import { isIn, termBranch } from '../../clients/list/client-branches.js';
import {
  type ClientCriteria,
  type Condition,
  matchesWord,
  storedStatuses as storedClientStatuses,
} from '../../clients/list/client-filter.js';
import { clientOrder } from '../../clients/list/client-order.js';
import { LEADS } from '../../clients/search-terms.js';
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
  /** The program that the client is in; null, or left out by an older release, for any or none. */
  programId?: string | null;
  /** Left out: of clients. */
  reach?: InvitationReach;
}

export const OF_CLIENTS: InvitationReach = { clients: true, staff: false };

/** Any but the one by name, of which terms show only a part. */
export const CLIENT_ORDER = clientOrder({ field: 'CREATED_AT', direction: 'ASC' });

/** The clients whose invitations may be meant. Whoever has an open one is pending in each program, too. */
export function invitedBy(criteria: InvitationCriteria): ClientCriteria {
  const { programId = null } = criteria;
  const statuses =
    programId !== null && areOpen(criteria) ? (['INVITE_PENDING', 'INVITE_EXPIRED'] as const) : null;
  return { ...criteria, programId, statuses: statuses && [...statuses] };
}

export function areOpen({ statuses }: InvitationCriteria): boolean {
  return statuses.every((status) => status === 'PENDING' || status === 'EXPIRED');
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

/** So many are sorted out at first: three pages. */
const SORTED_OUT = 180;

/** The invitations of those whom the first word finds, in no order, held against everything else. */
export function byTerm(criteria: InvitationCriteria, words: string[]): Attempt {
  const { organizationId, reach = OF_CLIENTS } = criteria;
  const terms = termBranch({ ...invitedBy(criteria), words }, words[0] ?? '', CLIENT_ORDER, LEADS);
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
    scan: SORTED_OUT,
  };
}

/** The invitations of those who are in the program, in no order. */
export function byProgram(criteria: InvitationCriteria): Attempt {
  const { programId, statuses } = invitedBy(criteria);
  const stored = statuses ? storedClientStatuses(statuses) : STORED_STATUSES;
  return {
    branches: [
      branchOf(
        'enrolments e FORCE INDEX (ix_enrolments_created) STRAIGHT_JOIN invitations i FORCE INDEX (ix_invitations_client) ON i.client_id = e.client_id',
        [
          { sql: 'e.program_id = ? AND e.status IN (?)', params: [programId, stored] },
          ...standingOf(criteria),
        ],
      ),
    ],
    scan: null,
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
  { organizationId, words, programId = null, reach = OF_CLIENTS }: InvitationCriteria,
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
      ...(programId === null ? [] : [isIn('i.client_id', programId)]),
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
