import { shapeOf } from '../../audit/note-read.js';
import { recordAudit } from '../../audit/record-audit.js';
import { tooManyRequests } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import { CSV_BEGINNING, csvLines } from '../../exports/csv.js';
import type { Cursor } from '../../pagination/cursor.js';
import { listByKeyset } from '../../pagination/list-by-keyset.js';
import { authorize, authorizeScoped, ownClientsOf } from '../../staff/authorize.js';
import type { Client } from '../client.entity.js';
import type { ClientFilter } from '../client.inputs.js';
import { type ClientCriteria, readCriteria } from '../list/client-filter.js';
import { clientOrder } from '../list/client-order.js';
import { planClientList } from '../list/plan-client-list.js';
import { CLIENT_COLUMNS, toClient } from '../read-clients.js';

const BATCH = 500;

const COLUMNS = [
  'number',
  'lastName',
  'firstName',
  'email',
  'status',
  'invitationExpiresAt',
  'activatedAt',
  'lastSeenAt',
  'createdAt',
  'programs',
] as const satisfies readonly (keyof Client | 'programs')[];

/**
 * The clients of a list as text, by name, in pieces: however many they are, only one batch is in memory. R11: to whoever sees
 * only their own clients, those. That it was taken out is in the audit log before the first piece.
 */
export async function exportClients(
  ctx: RequestContext,
  organizationId: string,
  filter: ClientFilter,
): Promise<AsyncGenerator<string>> {
  await authorize(ctx, organizationId, 'exports.run');
  const staff = await authorizeScoped(ctx, organizationId, 'clients.read');
  const wait = ctx.services.limits.exports.take(staff.id);
  if (wait > 0) throw tooManyRequests(wait);
  await ctx.transaction((tx) =>
    recordAudit(tx, [
      {
        organizationId,
        action: 'clients.exported',
        staffMemberId: staff.id,
        subjectType: 'ORGANIZATION',
        subjectId: organizationId,
        details: { filter: shapeOf(filter) },
      },
    ]),
  );
  return write(ctx, readCriteria(organizationId, filter, ownClientsOf(staff)));
}

async function* write(ctx: RequestContext, criteria: ClientCriteria): AsyncGenerator<string> {
  yield CSV_BEGINNING + csvLines([COLUMNS]);
  for await (const clients of batches(ctx, criteria)) {
    const programs = await ctx.loaders.programsOfClient.loadMany(clients.map(({ id }) => id));
    yield csvLines(
      clients.map((client, index) => {
        const of = programs[index] ?? [];
        if (of instanceof Error) throw of;
        return COLUMNS.map((column) =>
          column === 'programs' ? of.map(({ name }) => name).join('; ') : client[column],
        );
      }),
    );
    // What is known of a client stays in memory otherwise, and there may be a million of them.
    ctx.loaders.programsOfClient.clearAll();
  }
}

async function* batches(ctx: RequestContext, criteria: ClientCriteria): AsyncGenerator<Client[]> {
  const order = clientOrder(null);
  for (let cursor: Cursor | null = null; ; ) {
    const { rows, hasNextPage }: Awaited<ReturnType<typeof listByKeyset<Client>>> = await listByKeyset(
      ctx.db,
      {
        order: order.name,
        direction: order.direction,
        attempts: await planClientList(ctx, criteria, order),
        columns: CLIENT_COLUMNS,
        join: 'STRAIGHT_JOIN clients c ON c.id = p.id',
      },
      { size: BATCH, backward: false, cursor },
      toClient,
    );
    yield rows.map(({ node }) => node);
    const last = rows.at(-1);
    if (!hasNextPage || !last) return;
    cursor = { key: last.key, id: last.node.id };
  }
}
