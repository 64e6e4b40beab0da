import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import type { Client } from '../clients/client.entity.js';
import { lockClients } from '../clients/read-clients.js';
import type { RequestContext } from '../context.js';
import { activatePending } from './activate-connections.js';
import type { Connection } from './connection.entity.js';
import { tellOfCreation } from './connection-mails.js';
import { connectionsBetween } from './connection-rows.js';

interface PairsToConnect {
  organizationId: string;
  /** The staff member who decided it. */
  createdBy: string;
  staffMemberIds: readonly string[];
  clientIds: readonly string[];
}

export interface MadeConnections {
  /** Those of the clients who are there. */
  clients: Client[];
  /** Ids of those of the staff members who are there and can be connected. */
  staffMemberIds: Set<string>;
  /** All between them, whoever made them and when. */
  connections: Connection[];
  /** Ids of those that were not there before. */
  createdIds: Set<string>;
}

/**
 * Connects each of the staff members with each of the clients, within the caller's transaction; who is connected stays so.
 * Clients and staff are held by locks, so that nobody of them becomes active unseen between our look and our commit.
 */
export async function makeConnections(tx: RequestContext, pairs: PairsToConnect): Promise<MadeConnections> {
  const { organizationId, createdBy } = pairs;
  const clients = await lockClients(tx, organizationId, pairs.clientIds);
  const staffMemberIds = await holdStaff(tx, organizationId, pairs.staffMemberIds);
  const clientIds = clients.filter(({ deactivatedAt }) => deactivatedAt === null).map(({ id }) => id);
  const wanted = clientIds.flatMap((clientId) =>
    [...staffMemberIds].map((staffMemberId) => ({ id: uuidv7(), clientId, staffMemberId })),
  );
  if (wanted.length === 0) return { clients, staffMemberIds, connections: [], createdIds: new Set() };
  // Written before it is looked at: a look that locks what is not there yet would let two who connect block one another.
  await tx.db.query(
    `INSERT INTO connections (id, organization_id, staff_member_id, client_id, created_by)
     VALUES ${wanted.map(() => '(?, ?, ?, ?, ?)').join(', ')} ON DUPLICATE KEY UPDATE id = connections.id`,
    wanted.flatMap(({ id, staffMemberId, clientId }) => [
      id,
      organizationId,
      staffMemberId,
      clientId,
      createdBy,
    ]),
  );
  const now = await connectionsBetween(tx, [...staffMemberIds], clientIds);
  const ours = new Set(wanted.map(({ id }) => id));
  const created = now.filter(({ id }) => ours.has(id));
  await recordAudit(
    tx,
    created.map(({ id, staffMemberId, clientId }) => ({
      organizationId,
      action: 'connection.created',
      staffMemberId: createdBy,
      subjectType: 'CONNECTION' as const,
      subjectId: id,
      details: { staffMemberId, clientId },
    })),
  );
  const active = await activatePending(tx, created);
  // Who is told that it is active need not be told as well that it was made.
  await tellOfCreation(
    tx,
    created.filter(({ id }) => !active.has(id)),
  );
  return {
    clients,
    staffMemberIds,
    connections: active.size === 0 ? now : await connectionsBetween(tx, [...staffMemberIds], clientIds),
    createdIds: new Set(created.map(({ id }) => id)),
  };
}

export function pairOf({ staffMemberId, clientId }: { staffMemberId: string; clientId: string }): string {
  return `${staffMemberId} ${clientId}`;
}

/** People of the organization, invited or active: keys of partner apps see nobody, and who has left no longer does. */
export async function holdStaff(
  tx: RequestContext,
  organizationId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.db.query<{ id: string }[]>(
    `SELECT id FROM staff_members
      WHERE organization_id = ? AND id IN (?) AND kind = 'PERSON' AND deactivated_at IS NULL
      ORDER BY id LOCK IN SHARE MODE`,
    [organizationId, ids],
  );
  return new Set(rows.map((row) => row.id));
}
