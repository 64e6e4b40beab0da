import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { noteRead, shapeOf } from '../audit/note-read.js';
import { SortDirection } from '../clients/client.inputs.js';
import { type Condition, matchesWord } from '../clients/list/client-filter.js';
import { checkMomentCursor } from '../clients/list/client-order.js';
import { searchWords } from '../clients/search-terms.js';
import type { RequestContext } from '../context.js';
import type { DeliveryState } from '../email/mail.entity.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../pagination/connection.js';
import { type Attempt, type Branch, countUpTo, listByKeyset } from '../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../pagination/page-args.js';
import { matchesStaffWord } from '../staff/matches-staff-word.js';
import { Invitation, type InvitationStatus } from './invitation.entity.js';
import { InvitationFilter } from './invitation.inputs.js';
import { authorizeReach, type InvitationReach, narrowReach, TO_READ } from './invitation-reach.js';
import { INVITATION_COLUMNS, toInvitation } from './invitation-rows.js';
import { VALID_DAYS } from './validity.js';

export const InvitationConnection = connectionTypeOf('Invitation', () => Invitation);

export const InvitationSortField = { SENT_AT: 'SENT_AT', EXPIRES_AT: 'EXPIRES_AT' } as const;
export type InvitationSortField = (typeof InvitationSortField)[keyof typeof InvitationSortField];
registerEnumType(InvitationSortField, { name: 'InvitationSortField' });

@InputType()
export class InvitationSort {
  @Field(() => InvitationSortField)
  field!: InvitationSortField;

  @Field(() => SortDirection)
  direction!: SortDirection;
}

@ArgsType()
export class InvitationsArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => InvitationFilter, { nullable: true })
  filter?: InvitationFilter | null;

  @Field(() => InvitationSort, { nullable: true, description: 'Left out: the latest sent first.' })
  sort?: InvitationSort | null;
}

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

export interface InvitationOrder {
  name: string;
  direction: SortDirection;
  column: 'sent_at' | 'expires_at';
  /** SQL: where in this order the invitations begin whose time is over. */
  over: string;
  index: string;
  deliveryIndex: string;
}

/** R38: the open ones unless others are asked for. */
export async function listInvitations(
  ctx: RequestContext,
  args: InvitationsArgs,
): Promise<Connection<Invitation>> {
  if (!isId(args.organizationId)) throw notFound();
  const { staff, reach } = await authorizeReach(ctx, args.organizationId, TO_READ);
  const order = invitationOrder(args.sort);
  const page = readPage(args, order.name);
  checkMomentCursor(page.cursor, true);
  const attempt = planInvitationList(readInvitationCriteria(args.organizationId, args.filter, reach), order);
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'invitations.listed',
    details: { filter: shapeOf(args.filter) },
  });
  const listed = await listByKeyset(
    ctx.db,
    {
      order: order.name,
      direction: order.direction,
      attempts: [attempt],
      columns: INVITATION_COLUMNS,
      join: 'STRAIGHT_JOIN invitations i ON i.id = p.id',
    },
    page,
    toInvitation,
  );
  return toConnection(listed, () => countUpTo(ctx.db, attempt, COUNT_LIMIT + 1));
}

export function readInvitationCriteria(
  organizationId: string,
  filter: InvitationFilter | null | undefined,
  reach: InvitationReach,
): InvitationCriteria {
  return {
    organizationId,
    words: searchWords(filter?.search ?? ''),
    statuses: [...new Set(filter?.statuses ?? (['PENDING', 'EXPIRED'] as const))],
    deliveryStates: filter?.deliveryStates ? [...new Set(filter.deliveryStates)] : null,
    reach: narrowReach(reach, filter?.recipient),
  };
}

export function invitationOrder(sort: InvitationSort | null | undefined): InvitationOrder {
  const { field, direction } = sort ?? { field: 'SENT_AT', direction: 'DESC' };
  return field === 'SENT_AT'
    ? {
        name: `SENT_AT ${direction}`,
        direction,
        column: 'sent_at',
        over: `NOW(3) - INTERVAL ${VALID_DAYS} DAY`,
        index: 'ix_invitations_sent',
        deliveryIndex: 'ix_invitations_delivery_sent',
      }
    : {
        name: `EXPIRES_AT ${direction}`,
        direction,
        column: 'expires_at',
        over: 'NOW(3)',
        index: 'ix_invitations_expires',
        deliveryIndex: 'ix_invitations_delivery_expires',
      };
}

/** Along the index of each status, or of each status and delivery state. */
export function planInvitationList(criteria: InvitationCriteria, order: InvitationOrder): Attempt {
  const { organizationId, deliveryStates } = criteria;
  const branches = storedStatuses(criteria.statuses, order).flatMap(({ stored, clock }) =>
    (deliveryStates ?? [null]).flatMap((state): Branch[] => {
      const parts: Condition[] = [
        { sql: 'i.organization_id = ? AND i.status = ?', params: [organizationId, stored] },
        ...(state ? [{ sql: 'i.delivery_state = ?', params: [state] }] : []),
        ...(clock ? [{ sql: clock, params: [] }] : []),
      ];
      const index = state ? order.deliveryIndex : order.index;
      return sourcesOf(criteria, index).map(({ from, conditions }) => ({
        from,
        where: [...parts, ...conditions].map(({ sql }) => sql).join(' AND '),
        params: [...parts, ...conditions].flatMap(({ params }) => params),
        key: `i.${order.column}`,
        id: 'i.id',
      }));
    }),
  );
  return { branches, scan: null };
}

/**
 * Along an index, which holds the invitations of all clients and of the few members of the staff; what is asked only of the
 * staff is found by way of these few, and sorted.
 */
function sourcesOf(
  { organizationId, words, reach = { clients: true, staff: false } }: InvitationCriteria,
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
  const ofStaff = {
    from: 'staff_members m STRAIGHT_JOIN invitations i FORCE INDEX (uq_invitations_staff_member) ON i.staff_member_id = m.id',
    conditions: [
      { sql: 'm.organization_id = ?', params: [organizationId] },
      ...words.map((word) => matchesStaffWord('m', word)),
    ],
  };
  return [...(reach.clients ? [ofClients] : []), ...(reach.staff ? [ofStaff] : [])];
}

/** That the time of a pending one is over is not stored: those are the pending ones on one side of a moment. */
function storedStatuses(
  statuses: readonly InvitationStatus[],
  { column, over }: InvitationOrder,
): { stored: InvitationStatus; clock: string | null }[] {
  const expired = statuses.includes('EXPIRED');
  const stored = [...new Set(statuses.map((status) => (status === 'EXPIRED' ? 'PENDING' : status)))];
  const side =
    expired === statuses.includes('PENDING') ? null : `i.${column} ${expired ? '<=' : '>'} ${over}`;
  return stored.map((status) => ({ stored: status, clock: status === 'PENDING' ? side : null }));
}
