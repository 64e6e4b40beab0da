import type { ClientSelection } from '../clients/client.inputs.js';
import { type ClientCriteria, readCriteria } from '../clients/list/client-filter.js';
import { clientOrder } from '../clients/list/client-order.js';
import { planClientCount, planClientList } from '../clients/list/plan-client-list.js';
import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';
import type { InvitationSelection } from '../invitations/invitation.inputs.js';
import type { InvitationCriteria } from '../invitations/list/invitation-branches.js';
import { type InvitationReach, narrowReach } from '../invitations/list/invitation-reach.js';
import { readInvitationCriteria } from '../invitations/list/list-invitations.js';
import { planInvitationCount, planInvitationList } from '../invitations/list/plan-invitation-list.js';
import type { Attempt } from '../pagination/attempt.js';
import { countUpTo } from '../pagination/count-up-to.js';
import type { Cursor } from '../pagination/cursor.js';
import { listByKeyset } from '../pagination/list-by-keyset.js';

/** Whom a bulk operation is about: kept with it, and asked anew for every batch. */
export type Selection = ({ clients: ClientCriteria } | { invitations: InvitationCriteria }) & {
  /** For CONNECT. */
  staffMemberIds?: string[];
};

/** Nobody has so many clients; counting has to end somewhere. */
const COUNTED = 10_000_000;

export function selectClients(
  { organizationId, filter }: ClientSelection,
  connectedTo: string | null,
): Selection {
  return { clients: readCriteria(organizationId, filter, connectedTo) };
}

export function selectInvitations(
  { organizationId, filter, clientFilter }: InvitationSelection,
  reach: InvitationReach,
): Selection {
  if (filter && clientFilter)
    throw new UserErrors(
      new UserError('INVALID', 'Give a filter of invitations or one of clients, not both.', [
        'selection',
        'clientFilter',
      ]),
    );
  return clientFilter && narrowReach(reach, 'CLIENT').clients
    ? { clients: readCriteria(organizationId, clientFilter, reach.clientsOf) }
    : { invitations: readInvitationCriteria(organizationId, filter, reach) };
}

/** The staff member to whose clients it is held; null for all clients. */
export function clientsOf(selection: Selection): string | null {
  return (
    ('clients' in selection ? selection.clients.connectedTo : selection.invitations.reach?.clientsOf) ?? null
  );
}

// In this order nothing that a batch does brings a row back: clients keep their moment of creation, and an invitation that
// is sent again comes behind the moment at which the operation began.
const CLIENT_ORDER = clientOrder({ field: 'CREATED_AT', direction: 'ASC' });

export async function countSelected(ctx: Pick<RequestContext, 'db'>, selection: Selection): Promise<number> {
  return countUpTo(ctx.db, await planSelected(ctx, selection, COUNTED), COUNTED);
}

/** The way to all whom the selection names: ids of clients, or of invitations. */
export function planSelected(
  ctx: Pick<RequestContext, 'db'>,
  selection: Selection,
  limit: number,
): Promise<Pick<Attempt, 'branches' | 'residual'>> {
  return 'clients' in selection
    ? planClientCount(ctx, selection.clients, CLIENT_ORDER)
    : planInvitationCount(ctx, selection.invitations, limit);
}

/** One row of a batch: a client, or an invitation. */
export type Selected = { clientId: string } | { invitationId: string };

export interface Batch {
  rows: Selected[];
  /** Of the last row; null when there is none. */
  last: Cursor | null;
  /** Nothing of the operation lies behind this batch. */
  complete: boolean;
}

/** The next rows that match now, of those that were there when the operation began. */
export async function nextBatch(
  ctx: Pick<RequestContext, 'db'>,
  selection: Selection,
  after: Cursor | null,
  beganAt: Date,
  size: number,
): Promise<Batch> {
  const page = { size, backward: false, cursor: after };
  const toNode = (row: Record<string, unknown>) => row as unknown as { id: string; at: Date };
  const { rows, hasNextPage } =
    'clients' in selection
      ? await listByKeyset(
          ctx.db,
          {
            order: '',
            direction: 'ASC',
            attempts: await planClientList(ctx, selection.clients, CLIENT_ORDER),
            columns: 'c.id, c.created_at AS at',
            join: 'STRAIGHT_JOIN clients c ON c.id = p.id',
          },
          page,
          toNode,
        )
      : await listByKeyset(
          ctx.db,
          {
            order: '',
            direction: 'ASC',
            attempts: await planInvitationList(ctx, selection.invitations, size),
            columns: 'i.id, i.sent_at AS at',
            join: 'STRAIGHT_JOIN invitations i ON i.id = p.id',
          },
          page,
          toNode,
        );
  const meant = rows.filter(({ node }) => node.at <= beganAt);
  const last = meant.at(-1);
  return {
    rows: meant.map(({ node: { id } }) => ('clients' in selection ? { clientId: id } : { invitationId: id })),
    last: last ? { key: last.key, id: last.node.id } : null,
    complete: !hasNextPage || meant.length < rows.length,
  };
}
