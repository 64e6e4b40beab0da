import type { EntityManager } from 'typeorm';
import { beyondOwn } from './grants.js';
import { grantsHeldBy, NOTHING_HELD, readMembers } from './read-permissions.js';

/** An invitation, by whom it was sent and to whom. */
export interface SentInvitation {
  id: string;
  /** Null for one that nobody of the staff sent. */
  sentBy: string | null;
  /** Whom it invites to the staff; null when it invites a client. */
  staffMemberId: string | null;
}

/**
 * Those invitations that stand by the rights of who sent them. To the staff nobody invites to more than they hold themselves,
 * whatever the roles are called and whatever they have come to mean since.
 */
export async function stillOffered(
  ctx: { db: EntityManager },
  invitations: readonly SentInvitation[],
): Promise<Set<string>> {
  const senderIds = [...new Set(invitations.flatMap(({ sentBy }) => sentBy ?? []))];
  const senders = senderIds.length > 0 ? await readMembers(ctx, 'm.id IN (?)', [senderIds]) : [];
  const byId = new Map(senders.map((sender) => [sender.id, sender]));
  const granted = await grantsHeldBy(
    ctx,
    invitations.flatMap(({ staffMemberId }) => staffMemberId ?? []),
  );
  const stands = ({ sentBy, staffMemberId }: SentInvitation): boolean => {
    if (sentBy === null) return staffMemberId === null;
    const sender = byId.get(sentBy);
    if (!sender) return false;
    if (staffMemberId === null) return sender.permissions.has('clients.invite');
    const { permissions } = granted.get(staffMemberId) ?? NOTHING_HELD;
    return sender.permissions.has('staff.invite') && beyondOwn(sender, permissions).length === 0;
  };
  return new Set(invitations.filter(stands).map(({ id }) => id));
}
