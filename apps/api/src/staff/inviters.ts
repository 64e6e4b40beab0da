import type { EntityManager } from 'typeorm';
import { membersWhoMay } from './read-permissions.js';

/** An invitation, by whom it was sent and to which client. */
export interface SentInvitation {
  id: string;
  /** Null for one that nobody of the staff sent. */
  sentBy: string | null;
  clientId: string;
}

/**
 * Those invitations of clients that still stand, by the rights of who sent them: they may invite any client, or (R10) this
 * one, as long as they are connected to them.
 */
export async function stillOffered(
  ctx: { db: EntityManager },
  invitations: readonly SentInvitation[],
): Promise<Set<string>> {
  const senders = [...new Set(invitations.flatMap(({ sentBy }) => sentBy ?? []))];
  const [any, own] = await Promise.all([
    membersWhoMay(ctx, senders, 'clients.invite'),
    membersWhoMay(ctx, senders, 'clients.invite', 'own'),
  ]);
  const byTheirClinician = invitations.filter(
    ({ sentBy }) => sentBy !== null && !any.has(sentBy) && own.has(sentBy),
  );
  const connected = await connectedPairs(ctx, byTheirClinician);
  return new Set(
    invitations
      .filter(
        ({ sentBy, clientId }) =>
          sentBy === null || any.has(sentBy) || (own.has(sentBy) && connected.has(`${sentBy} ${clientId}`)),
      )
      .map(({ id }) => id),
  );
}

async function connectedPairs(
  ctx: { db: EntityManager },
  invitations: readonly SentInvitation[],
): Promise<Set<string>> {
  if (invitations.length === 0) return new Set();
  const rows = await ctx.db.query<{ staff_member_id: string; client_id: string }[]>(
    'SELECT staff_member_id, client_id FROM connections WHERE staff_member_id IN (?) AND client_id IN (?)',
    [
      [...new Set(invitations.map(({ sentBy }) => sentBy))],
      [...new Set(invitations.map(({ clientId }) => clientId))],
    ],
  );
  return new Set(rows.map((row) => `${row.staff_member_id} ${row.client_id}`));
}
