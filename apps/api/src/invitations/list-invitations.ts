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
import { authorize } from '../staff/authorize.js';
import { Invitation, type InvitationStatus } from './invitation.entity.js';
import { InvitationFilter } from './invitation.inputs.js';
import { INVITATION_COLUMNS, toInvitation } from './invitation-rows.js';

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
}

export interface InvitationOrder {
  name: string;
  direction: SortDirection;
  column: 'sent_at' | 'expires_at';
  index: string;
  deliveryIndex: string;
}

/** R38: the open ones unless others are asked for. */
export async function listInvitations(
  ctx: RequestContext,
  args: InvitationsArgs,
): Promise<Connection<Invitation>> {
  if (!isId(args.organizationId)) throw notFound();
  const staff = await authorize(ctx, args.organizationId, 'invitations.read');
  const order = invitationOrder(args.sort);
  const page = readPage(args, order.name);
  checkMomentCursor(page.cursor, true);
  const attempt = planInvitationList(readInvitationCriteria(args.organizationId, args.filter), order);
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
): InvitationCriteria {
  return {
    organizationId,
    words: searchWords(filter?.search ?? ''),
    statuses: [...new Set(filter?.statuses ?? (['PENDING', 'EXPIRED'] as const))],
    deliveryStates: filter?.deliveryStates ? [...new Set(filter.deliveryStates)] : null,
  };
}

export function invitationOrder(sort: InvitationSort | null | undefined): InvitationOrder {
  const { field, direction } = sort ?? { field: 'SENT_AT', direction: 'DESC' };
  return field === 'SENT_AT'
    ? {
        name: `SENT_AT ${direction}`,
        direction,
        column: 'sent_at',
        index: 'ix_invitations_sent',
        deliveryIndex: 'ix_invitations_delivery_sent',
      }
    : {
        name: `EXPIRES_AT ${direction}`,
        direction,
        column: 'expires_at',
        index: 'ix_invitations_expires',
        deliveryIndex: 'ix_invitations_delivery_expires',
      };
}

/** Along the index of each status, or of each status and delivery state. */
export function planInvitationList(criteria: InvitationCriteria, order: InvitationOrder): Attempt {
  const { organizationId, words, deliveryStates } = criteria;
  const conditions = words.map((word) => matchesWord('i.client_id', organizationId, word));
  const branches = storedStatuses(criteria.statuses).flatMap(({ stored, clock }) =>
    (deliveryStates ?? [null]).map((state): Branch => {
      const parts: Condition[] = [
        { sql: 'i.organization_id = ? AND i.status = ?', params: [organizationId, stored] },
        ...(state ? [{ sql: 'i.delivery_state = ?', params: [state] }] : []),
        ...(clock ? [{ sql: clock, params: [] }] : []),
        ...conditions,
      ];
      return {
        from: `invitations i FORCE INDEX (${state ? order.deliveryIndex : order.index})`,
        where: parts.map(({ sql }) => sql).join(' AND '),
        params: parts.flatMap(({ params }) => params),
        key: `i.${order.column}`,
        id: 'i.id',
      };
    }),
  );
  return { branches, scan: null };
}

/** What is stored may be behind the clock: an invitation is expired the moment its time is over. */
function storedStatuses(
  statuses: readonly InvitationStatus[],
): { stored: InvitationStatus; clock: string | null }[] {
  const pending = statuses.includes('PENDING');
  const expired = statuses.includes('EXPIRED');
  const found = statuses.map((stored) => ({
    stored,
    clock: stored === 'PENDING' && !expired ? 'i.expires_at > NOW(3)' : null,
  }));
  return expired && !pending ? [...found, { stored: 'PENDING', clock: 'i.expires_at <= NOW(3)' }] : found;
}
