import type { EntityManager } from 'typeorm';
import { beyondOwn } from './grants.js';
import { grantsHeldBy, mayDo, NOTHING_HELD, readMembers } from './read-permissions.js';

/** An invitation, by whom it was sent and to whom. */
export interface SentInvitation {
  id: string;
  /** Null for one that nobody of the staff sent. */
  sentBy: string | null;
  /** Null when it invites to the staff. */
  clientId: string | null;
  /** Whom it invites to the staff; null when it invites a client. */
  staffMemberId: string | null;
}

/**
 * Those invitations that stand by the rights of who sent them: any client, or a client whom the sender is still
 * connected with. To the staff nobody invites to more than they hold themselves,
 * whatever the roles are called and whatever they have come to mean since.
 */
export async function stillOffered(
  ctx: { db: EntityManager },
  invitations: readonly SentInvitation[],
): Promise<Set<string>> {
  const senderIds = [...new Set(invitations.flatMap(({ sentBy }) => sentBy ?? []))];
  const senders = senderIds.length > 0 ? await readMembers(ctx, 'm.id IN (?)', [senderIds]) : [];
  const byId = new Map(senders.map((sender) => [sender.id, sender]));
  const connected = await connectedPairs(ctx, invitations);
  const granted = await grantsHeldBy(
    ctx,
    invitations.flatMap(({ staffMemberId }) => staffMemberId ?? []),
  );
  const stands = ({ sentBy, clientId, staffMemberId }: SentInvitation): boolean => {
    if (sentBy === null) return staffMemberId === null;
    const sender = byId.get(sentBy);
    if (!sender) return false;
    if (staffMemberId === null) {
      const own = connected.has(`${sentBy} ${clientId}`);
      return mayDo(sender, 'clients.invite', own ? 'own' : 'any');
    }
    const { permissions } = granted.get(staffMemberId) ?? NOTHING_HELD;
    return sender.permissions.has('staff.invite') && beyondOwn(sender, permissions).length === 0;
  };
  return new Set(invitations.filter(stands).map(({ id }) => id));
}

async function connectedPairs(
  ctx: { db: EntityManager },
  invitations: readonly SentInvitation[],
): Promise<Set<string>> {
  const senders = [...new Set(invitations.flatMap(({ sentBy }) => sentBy ?? []))];
  const clients = invitations.flatMap(({ clientId }) => clientId ?? []);
  if (senders.length === 0 || clients.length === 0) return new Set();
  const rows = await ctx.db.query<{ staff_member_id: string; client_id: string }[]>(
    'SELECT staff_member_id, client_id FROM connections WHERE staff_member_id IN (?) AND client_id IN (?)',
    [senders, clients],
  );
  return new Set(rows.map((row) => `${row.staff_member_id} ${row.client_id}`));
}
