import type { Attempt } from '../../pagination/attempt.js';
import { CLIENT_STATUS_NOW, type ClientCriteria, type Condition, matchesWord } from './client-filter.js';
import type { ClientOrder } from './client-order.js';

/**
 * R11: the clients of one staff member. They are a few hundred, however many the organization has: all of them are looked up
 * by their connections, held against the conditions, and sorted.
 */
export function planConnectedClients(
  criteria: ClientCriteria,
  connectedTo: string,
  order: ClientOrder,
): Attempt {
  const conditions = conditionsOf(criteria);
  return {
    branches: [
      {
        from: `connections k FORCE INDEX (uq_connections_pair)
               STRAIGHT_JOIN clients c FORCE INDEX (PRIMARY) ON c.id = k.client_id`,
        where: ['k.staff_member_id = ? AND c.organization_id = ?', ...conditions.map(({ sql }) => sql)].join(
          ' AND ',
        ),
        params: [connectedTo, criteria.organizationId, ...conditions.flatMap(({ params }) => params)],
        key: `c.${order.client}`,
        id: 'c.id',
      },
    ],
    scan: null,
  };
}

function conditionsOf({ organizationId, words, programId, statuses }: ClientCriteria): Condition[] {
  const conditions = words.map((word) => matchesWord('c.id', organizationId, word));
  if (programId)
    conditions.push({
      sql: 'EXISTS (SELECT 1 FROM enrolments e WHERE e.program_id = ? AND e.client_id = c.id AND e.organization_id = ?)',
      params: [programId, organizationId],
    });
  if (statuses) conditions.push({ sql: `${CLIENT_STATUS_NOW} IN (?)`, params: [statuses] });
  return conditions;
}
