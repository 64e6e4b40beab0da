import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { noteRead, shapeOf } from '../../audit/note-read.js';
import { SortDirection } from '../../clients/client.inputs.js';
import { searchWords } from '../../clients/search-terms.js';
import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import type { Direction } from '../../pagination/attempt.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../../pagination/connection.js';
import { countUpTo } from '../../pagination/count-up-to.js';
import { listByKeyset } from '../../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../../pagination/page-args.js';
import { Invitation } from '../invitation.entity.js';
import { InvitationFilter } from '../invitation.inputs.js';
import { INVITATION_COLUMNS, toInvitation } from '../invitation-rows.js';
import type { InvitationCriteria } from './invitation-branches.js';
import { authorizeReach, type InvitationReach, narrowReach, TO_READ } from './invitation-reach.js';
import { planInvitationCount, planInvitationList } from './plan-invitation-list.js';

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

/** The open ones unless others are asked for. */
export async function listInvitations(
  ctx: RequestContext,
  args: InvitationsArgs,
): Promise<Connection<Invitation>> {
  if (!isId(args.organizationId)) throw notFound();
  const { staff, reach } = await authorizeReach(ctx, args.organizationId, TO_READ);
  const order = invitationOrder(args.sort);
  const page = readPage(args, order.name, 'moment');
  const criteria = readInvitationCriteria(args.organizationId, args.filter, reach);
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
      attempts: await planInvitationList(ctx, criteria),
      columns: INVITATION_COLUMNS,
      join: 'STRAIGHT_JOIN invitations i ON i.id = p.id',
    },
    page,
    toInvitation,
  );
  return toConnection(listed, async () =>
    countUpTo(ctx.db, await planInvitationCount(ctx, criteria, COUNT_LIMIT + 1), COUNT_LIMIT + 1),
  );
}

export function readInvitationCriteria(
  organizationId: string,
  filter: InvitationFilter | null | undefined,
  reach: InvitationReach,
): InvitationCriteria {
  const programId = filter?.programId ?? null;
  const narrowed = narrowReach(reach, filter?.recipient);
  return {
    organizationId,
    words: searchWords(filter?.search ?? ''),
    statuses: [...new Set(filter?.statuses ?? (['PENDING', 'EXPIRED'] as const))],
    deliveryStates: filter?.deliveryStates ? [...new Set(filter.deliveryStates)] : null,
    programId,
    // The staff are in no program.
    reach: programId === null ? narrowed : { ...narrowed, staff: false },
  };
}

function invitationOrder(sort: InvitationSort | null | undefined): { name: string; direction: Direction } {
  const { field, direction } = sort ?? { field: 'SENT_AT', direction: 'DESC' };
  return { name: `${field} ${direction}`, direction };
}
