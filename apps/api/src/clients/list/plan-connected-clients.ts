import type { Attempt } from '../../pagination/list-by-keyset.js';
import type { Condition } from './client-filter.js';
import type { ClientOrder } from './client-order.js';

/**
 * R11: the clients of one staff member. They are a few hundred, however many the organization has: all of them are looked up
 * by their connections, held against the conditions, and sorted.
 */
export function planConnectedClients(
  { organizationId, connectedTo }: { organizationId: string; connectedTo: string },
  conditions: readonly Condition[],
  order: ClientOrder,
): Attempt {
  return {
    branches: [
      {
        from: `connections k FORCE INDEX (uq_connections_pair)
               STRAIGHT_JOIN clients c FORCE INDEX (PRIMARY) ON c.id = k.client_id`,
        where: ['k.staff_member_id = ? AND c.organization_id = ?', ...conditions.map(({ sql }) => sql)].join(
          ' AND ',
        ),
        params: [connectedTo, organizationId, ...conditions.flatMap(({ params }) => params)],
        key: `c.${order.client}`,
        id: 'c.id',
      },
    ],
    scan: null,
  };
}
