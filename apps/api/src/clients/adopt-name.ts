import type { RequestContext } from '../context.js';
import { readClients } from './read-clients.js';
import { refreshSearch } from './write-clients.js';

/**
 * A client who was invited by address alone is known from now on by the name they gave; a name on file stays as the
 * organization wrote it. Within the caller's transaction, which holds the client's row.
 */
export async function adoptName(
  tx: RequestContext,
  { organizationId, clientId }: { organizationId: string; clientId: string },
  name: { firstName: string | null; lastName: string | null },
): Promise<void> {
  const named = await tx.db.query<{ affectedRows: number }>(
    `UPDATE clients SET first_name = ?, last_name = ?
      WHERE id = ? AND organization_id = ? AND first_name IS NULL AND last_name IS NULL`,
    [name.firstName, name.lastName, clientId, organizationId],
  );
  if (named.affectedRows === 0) return;
  for (const client of await readClients(tx, organizationId, [clientId])) await refreshSearch(tx, client);
}
