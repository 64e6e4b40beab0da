import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { IS_ACTIVE_MEMBER } from '../staff/read-permissions.js';
import { tellOfActivation } from './connection-mails.js';
import type { Pending } from './connection-rows.js';

/**
 * Somebody has just become active, in the caller's transaction; those of their connections whose other end is active
 * as well are from now on.
 */
export async function activateConnections(
  tx: RequestContext,
  whose: { clientId: string } | { staffMemberId: string },
): Promise<void> {
  const [column, id] =
    'clientId' in whose ? ['client_id', whose.clientId] : ['staff_member_id', whose.staffMemberId];
  const pending = await tx.db.query<Pending[]>(
    `SELECT id, organization_id AS organizationId, staff_member_id AS staffMemberId, client_id AS clientId
       FROM connections WHERE ${column} = ? AND activated_at IS NULL ORDER BY id FOR UPDATE`,
    [id],
  );
  await activatePending(tx, pending);
}

/**
 * Activates those of the pending connections, which the caller holds, both of whose ends are active. Of two ends that become
 * active at the same time, one waits for the other at these locks: without them each would see the other as it was before.
 * @returns the ids of those that are active now
 */
export async function activatePending(
  tx: RequestContext,
  pending: readonly Pending[],
): Promise<ReadonlySet<string>> {
  if (pending.length === 0) return new Set();
  const clients = await tx.db.query<{ id: string }[]>(
    `SELECT c.id FROM clients c WHERE c.id IN (?) AND c.status = 'ACTIVE' AND c.deactivated_at IS NULL
      ORDER BY c.id LOCK IN SHARE MODE`,
    [[...new Set(pending.map(({ clientId }) => clientId))]],
  );
  const staff = await tx.db.query<{ id: string }[]>(
    `SELECT m.id FROM staff_members m WHERE m.id IN (?) AND ${IS_ACTIVE_MEMBER} ORDER BY m.id LOCK IN SHARE MODE`,
    [[...new Set(pending.map(({ staffMemberId }) => staffMemberId))]],
  );
  const active = new Set([...clients, ...staff].map((row) => row.id));
  const due = pending.filter(
    ({ clientId, staffMemberId }) => active.has(clientId) && active.has(staffMemberId),
  );
  if (due.length === 0) return new Set();
  const ids = due.map(({ id }) => id);
  await tx.db.query('UPDATE connections SET activated_at = NOW(3) WHERE id IN (?) AND activated_at IS NULL', [
    ids,
  ]);
  await recordAudit(
    tx,
    due.map(({ id, organizationId, staffMemberId, clientId }) => ({
      organizationId,
      action: 'connection.activated',
      actorKind: 'SYSTEM' as const,
      subjectType: 'CONNECTION' as const,
      subjectId: id,
      details: { staffMemberId, clientId },
    })),
  );
  await tellOfActivation(tx, due);
  return new Set(ids);
}
