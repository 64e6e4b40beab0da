import { ArgsType, Field, ID } from 'type-graphql';
import { noteRead, shapeOf } from '../../audit/note-read.js';
import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../../pagination/connection.js';
import { countUpTo } from '../../pagination/count-up-to.js';
import { listByKeyset } from '../../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../../pagination/page-args.js';
import { authorizeScoped, ownClientsOf } from '../../staff/authorize.js';
import { Client } from '../client.entity.js';
import { ClientFilter, ClientSort } from '../client.inputs.js';
import { CLIENT_COLUMNS, toClient } from '../read-clients.js';
import { readCriteria } from './client-filter.js';
import { clientOrder } from './client-order.js';
import { planClientCount, planClientList } from './plan-client-list.js';

export const ClientConnection = connectionTypeOf('Client', () => Client);

@ArgsType()
export class ClientsArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ClientFilter, { nullable: true })
  filter?: ClientFilter | null;

  @Field(() => ClientSort, { nullable: true, description: 'Left out: by name.' })
  sort?: ClientSort | null;
}

export async function listClients(ctx: RequestContext, args: ClientsArgs): Promise<Connection<Client>> {
  if (!isId(args.organizationId)) throw notFound();
  const staff = await authorizeScoped(ctx, args.organizationId, 'clients.read');
  const order = clientOrder(args.sort);
  const page = readPage(args, order.name, order.client === 'created_at' ? 'moment' : 'text');
  const criteria = readCriteria(args.organizationId, args.filter, ownClientsOf(staff));
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'clients.listed',
    details: { filter: shapeOf(args.filter) },
  });
  const listed = await listByKeyset(
    ctx.db,
    {
      order: order.name,
      direction: order.direction,
      attempts: await planClientList(ctx, criteria, order),
      columns: CLIENT_COLUMNS,
      join: 'STRAIGHT_JOIN clients c ON c.id = p.id',
    },
    page,
    toClient,
  );
  return toConnection(listed, async () =>
    countUpTo(ctx.db, await planClientCount(ctx, criteria, order), COUNT_LIMIT + 1),
  );
}
