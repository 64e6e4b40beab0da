import type { RequestContext } from '../context.js';
import { Client } from './client.entity.js';
import { CLIENT_STATUS_NOW } from './list/client-filter.js';

/** SQL: the columns of client `c`, with the status as of now. */
export const CLIENT_COLUMNS = `
  c.id, c.organization_id AS organizationId, c.user_id AS userId, c.number, c.first_name AS firstName,
  c.last_name AS lastName, c.email, ${CLIENT_STATUS_NOW} AS status, c.invitation_expires_at AS invitationExpiresAt,
  c.sort_name AS sortName, c.activated_at AS activatedAt, c.deactivated_at AS deactivatedAt,
  c.last_seen_at AS lastSeenAt, c.created_at AS createdAt, c.updated_at AS updatedAt`;

export type ClientRow = Record<string, unknown>;

export function toClient(row: ClientRow): Client {
  return Object.assign(new Client(), row);
}

/** Clients of one organization by id; unknown ones and those of others are not among them. In no order. */
export async function readClients(
  ctx: Pick<RequestContext, 'db'>,
  organizationId: string,
  ids: readonly string[],
): Promise<Client[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.query<ClientRow[]>(
    `SELECT ${CLIENT_COLUMNS} FROM clients c WHERE c.organization_id = ? AND c.id IN (?)`,
    [organizationId, ids],
  );
  return rows.map(toClient);
}

/** The same, kept as they are by locks until the transaction ends; in the order of ids, so that two lockers meet in one. */
export async function lockClients(
  ctx: Pick<RequestContext, 'db'>,
  organizationId: string,
  ids: readonly string[],
): Promise<Client[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.query<ClientRow[]>(
    `SELECT ${CLIENT_COLUMNS} FROM clients c FORCE INDEX (PRIMARY)
      WHERE c.organization_id = ? AND c.id IN (?) ORDER BY c.id FOR UPDATE`,
    [organizationId, ids],
  );
  return rows.map(toClient);
}
