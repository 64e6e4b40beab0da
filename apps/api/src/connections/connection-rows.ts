import type { RequestContext } from '../context.js';
import { Connection } from './connection.entity.js';

/** Whom a connection ties, which may have to wait for one of them. */
export type Pending = Pick<Connection, 'id' | 'organizationId' | 'staffMemberId' | 'clientId'>;

/** SQL: the columns of connection `k`. */
export const CONNECTION_COLUMNS = `k.id, k.organization_id AS organizationId, k.staff_member_id AS staffMemberId,
  k.client_id AS clientId, k.created_by AS createdBy, k.activated_at AS activatedAt, k.created_at AS createdAt`;

export function toConnectionRow(row: Record<string, unknown>): Connection {
  return Object.assign(new Connection(), row);
}

/** What there is between these staff members and these clients, as of now and not as of when the transaction began. */
export async function connectionsBetween(
  tx: Pick<RequestContext, 'db'>,
  staffMemberIds: readonly string[],
  clientIds: readonly string[],
): Promise<Connection[]> {
  if (staffMemberIds.length === 0 || clientIds.length === 0) return [];
  const rows = await tx.db.query<Record<string, unknown>[]>(
    `SELECT ${CONNECTION_COLUMNS} FROM connections k WHERE k.staff_member_id IN (?) AND k.client_id IN (?) LOCK IN SHARE MODE`,
    [staffMemberIds, clientIds],
  );
  return rows.map(toConnectionRow);
}
