import { ArgsType, Field, ID } from 'type-graphql';
import { noteRead } from '../audit/note-read.js';
import type { RequestContext } from '../context.js';
import { badInput, notFound } from '../errors.js';
import { isId } from '../id.js';
import type { Attempt } from '../pagination/attempt.js';
import {
  COUNT_LIMIT,
  connectionTypeOf,
  type Connection as Paged,
  toConnection,
} from '../pagination/connection.js';
import { countUpTo } from '../pagination/count-up-to.js';
import { listByKeyset } from '../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../pagination/page-args.js';
import { authorizeScoped, isConnected, type ScopedStaff } from '../staff/authorize.js';
import { Connection } from './connection.entity.js';
import { CONNECTION_COLUMNS, toConnectionRow } from './connection-rows.js';

export const ConnectionConnection = connectionTypeOf('Connection', () => Connection);

@ArgsType()
export class ConnectionsArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: 'Of this staff member. Give either staffId or clientId.' })
  staffId?: string | null;

  @Field(() => ID, { nullable: true })
  clientId?: string | null;
}

/** The clients of one staff member, or the staff of one client, by the client's name. */
export async function listConnections(
  ctx: RequestContext,
  args: ConnectionsArgs,
): Promise<Paged<Connection>> {
  if (!isId(args.organizationId)) throw notFound();
  const staff = await authorizeScoped(ctx, args.organizationId, 'clients.read');
  const { staffId, clientId } = args;
  if ((typeof staffId === 'string') === (typeof clientId === 'string'))
    throw badInput('Give either staffId or clientId.', ['staffId']);
  return pageOfConnections(
    ctx,
    staff,
    typeof staffId === 'string' ? { staffMemberId: staffId } : { clientId: clientId ?? '' },
    args,
  );
}

export async function connectionsOfStaff(
  ctx: RequestContext,
  { id, organizationId }: { id: string; organizationId: string },
  args: PageArgs,
): Promise<Paged<Connection> | null> {
  const caller = await ctx.loaders.callerIn.load(organizationId);
  if (!caller?.permissions.has('clients.readOwn')) return null;
  const staff = { ...caller, onlyConnected: !caller.permissions.has('clients.read') };
  return pageOfConnections(ctx, staff, { staffMemberId: id }, args);
}

async function pageOfConnections(
  ctx: RequestContext,
  staff: ScopedStaff,
  whose: { staffMemberId: string } | { clientId: string },
  args: PageArgs,
): Promise<Paged<Connection>> {
  const page = readPage(args, 'NAME');
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'connections.listed',
    ...('clientId' in whose && isId(whose.clientId)
      ? { subjectType: 'CLIENT', subjectId: whose.clientId }
      : {}),
  });
  const attempt = connectionsOf(staff, whose);
  const listed = await listByKeyset(
    ctx.db,
    {
      order: 'NAME',
      direction: 'ASC',
      attempts: [attempt],
      columns: CONNECTION_COLUMNS,
      join: 'STRAIGHT_JOIN connections k ON k.id = p.id',
    },
    page,
    toConnectionRow,
  );
  return toConnection(listed, () => countUpTo(ctx.db, attempt, COUNT_LIMIT + 1));
}

function connectionsOf(staff: ScopedStaff, whose: { staffMemberId: string } | { clientId: string }): Attempt {
  const [column, id, index] =
    'clientId' in whose
      ? ['client_id', whose.clientId, 'ix_connections_client']
      : ['staff_member_id', whose.staffMemberId, 'uq_connections_pair'];
  if (!isId(id)) return { branches: [], scan: null };
  const own = isConnected(staff, 'k.client_id');
  return {
    branches: [
      {
        from: `connections k FORCE INDEX (${index}) STRAIGHT_JOIN clients c FORCE INDEX (PRIMARY) ON c.id = k.client_id`,
        where: `k.${column} = ? AND k.organization_id = ?${own ? ` AND ${own.sql}` : ''}`,
        params: [id, staff.organizationId, ...(own?.params ?? [])],
        key: 'c.sort_name',
        id: 'k.id',
      },
    ],
    scan: null,
  };
}
