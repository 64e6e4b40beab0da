import type { Condition } from '../clients/list/client-filter.js';
import type { Attempt } from '../pagination/list-by-keyset.js';
import type { InvitationCriteria, InvitationOrder } from './list-invitations.js';
import { STATUS_NOW } from './validity.js';

/** R11: the invitations of one staff member's clients, looked up by their connections and sorted: they are a few hundred. */
export function planConnectedInvitations(
  { organizationId, statuses, deliveryStates }: InvitationCriteria,
  connectedTo: string,
  conditions: readonly Condition[],
  order: InvitationOrder,
): Attempt {
  if (statuses.length === 0 || deliveryStates?.length === 0) return { branches: [], scan: null };
  const parts: Condition[] = [
    { sql: 'k.staff_member_id = ? AND i.organization_id = ?', params: [connectedTo, organizationId] },
    { sql: `${STATUS_NOW} IN (?)`, params: [statuses] },
    ...(deliveryStates ? [{ sql: 'i.delivery_state IN (?)', params: [deliveryStates] }] : []),
    ...conditions,
  ];
  return {
    branches: [
      {
        from: `connections k FORCE INDEX (uq_connections_pair)
               STRAIGHT_JOIN invitations i FORCE INDEX (uq_invitations_client) ON i.client_id = k.client_id`,
        where: parts.map(({ sql }) => sql).join(' AND '),
        params: parts.flatMap(({ params }) => params),
        key: `i.${order.column}`,
        id: 'i.id',
      },
    ],
    scan: null,
  };
}
