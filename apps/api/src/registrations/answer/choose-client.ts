import type { Client } from '../../clients/client.entity.js';
import { CLIENT_COLUMNS, type ClientRow, toClient } from '../../clients/read-clients.js';
import type { RequestContext } from '../../context.js';
import { isId } from '../../id.js';
import { replaceAddress } from '../../invitations/replace-address.js';
import type { Staff } from '../../staff/authorize.js';
import type { Registration } from '../registration.entity.js';

type Choice = { client: Client | null } | { code: string; reason: string };

/**
 * Whom on file a request is joined with: the one that staff chose, else the one with the same address, which nobody else can
 * have; null for nobody. The caller holds the number sequence, so that addresses stay where they are.
 */
export async function chooseClient(
  tx: RequestContext,
  { organizationId, email, userId }: Registration,
  clientId: string | null,
): Promise<Choice> {
  const rows = await tx.db.query<ClientRow[]>(
    `SELECT ${CLIENT_COLUMNS} FROM clients c
      WHERE c.organization_id = ? AND (c.id = ? OR c.email = ? OR c.user_id = ?) ORDER BY c.id FOR UPDATE`,
    [organizationId, isId(clientId) ? clientId : '', email, userId ?? ''],
  );
  const clients = rows.map(toClient);
  const self = clients.find((client) => client.userId !== null && client.userId === userId);
  if (self) return joinable(self, userId);
  const sameAddress = clients.find((client) => client.email === email) ?? null;
  if (clientId === null) return sameAddress ? joinable(sameAddress, userId) : { client: null };
  const chosen = clients.find(({ id }) => id === clientId);
  if (!chosen) return { code: 'CLIENT_NOT_FOUND', reason: 'There is no such client.' };
  if (sameAddress && sameAddress.id !== chosen.id)
    return {
      code: 'ADDRESS_TAKEN',
      reason: `Client ${sameAddress.number} has this address. Join the request with that one.`,
    };
  return joinable(chosen, userId);
}

function joinable(client: Client, userId: string | null): Choice {
  if (client.deactivatedAt !== null)
    return { code: 'CLIENT_DEACTIVATED', reason: `Client ${client.number} is deactivated.` };
  if (client.userId !== null && client.userId !== userId)
    return {
      code: 'CLIENT_HAS_USER',
      reason: `Client ${client.number} already has a user, who is somebody else.`,
    };
  return { client };
}

/** The client chosen by staff gets the address that has been proven; links sent to the earlier one die. What it is found by follows. */
export async function moveToAddress(
  tx: RequestContext,
  staff: Staff,
  client: Client,
  email: string,
): Promise<void> {
  const { organizationId } = staff;
  await replaceAddress(tx, { organizationId, staffMemberId: staff.id, clientId: client.id, email });
  await tx.db.query(
    'UPDATE clients SET email = ?, updated_at = NOW(3) WHERE organization_id = ? AND id = ?',
    [email, organizationId, client.id],
  );
}
