import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import type { MailKind } from '../email/mail.entity.js';
import { sealPayload } from '../email/mail-payload.js';
import { queueMails } from '../invitations/outbox.js';
import type { Pending } from './connection-rows.js';

type ConnectionMailKind = Extract<
  MailKind,
  'CONNECTION_CREATED' | 'CONNECTION_ACTIVE' | 'STAFF_CONNECTION_ACTIVE'
>;

/** A mail names no more than a few of them; which, it looks up when it leaves. */
const NAMED = 12;

/** A client who has joined is told that somebody who has not joined yet will be connected with them. */
export async function tellOfCreation(tx: RequestContext, connections: readonly Pending[]): Promise<void> {
  await tellClients(tx, 'CONNECTION_CREATED', connections);
}

/** The client and each of the staff members, in one mail each however many connections become active together. */
export async function tellOfActivation(tx: RequestContext, connections: readonly Pending[]): Promise<void> {
  await tellClients(tx, 'CONNECTION_ACTIVE', connections);
  await tellStaff(tx, connections);
}

async function tellClients(
  tx: RequestContext,
  kind: ConnectionMailKind,
  connections: readonly Pending[],
): Promise<void> {
  if (connections.length === 0) return;
  const groups = Map.groupBy(connections, ({ clientId }) => clientId);
  // Whoever has not joined reads it in the invitation.
  const clients = await tx.db.query<{ id: string; email: string }[]>(
    `SELECT id, email FROM clients WHERE id IN (?) AND status = 'ACTIVE' AND deactivated_at IS NULL AND email IS NOT NULL`,
    [[...groups.keys()]],
  );
  await queue(
    tx,
    kind,
    clients.map(({ id, email }) => ({ recipient: email, about: groups.get(id) ?? [] })),
  );
}

async function tellStaff(tx: RequestContext, connections: readonly Pending[]): Promise<void> {
  const groups = Map.groupBy(connections, ({ staffMemberId }) => staffMemberId);
  if (groups.size === 0) return;
  const staff = await tx.db.query<{ id: string; email: string; language: string | null }[]>(
    `SELECT m.id, u.email, u.language FROM staff_members m JOIN users u ON u.id = m.user_id
      WHERE m.id IN (?) AND m.deactivated_at IS NULL`,
    [[...groups.keys()]],
  );
  await queue(
    tx,
    'STAFF_CONNECTION_ACTIVE',
    staff.map(({ id, email, language }) => ({ recipient: email, about: groups.get(id) ?? [], language })),
  );
}

async function queue(
  tx: RequestContext,
  kind: ConnectionMailKind,
  mails: readonly { recipient: string; about: readonly Pending[]; language?: string | null }[],
): Promise<void> {
  if (mails.length === 0) return;
  await queueMails(
    tx,
    mails.map(({ recipient, about, language }) => {
      const ids = about.map(({ id }) => id).sort();
      return {
        id: uuidv7(),
        organizationId: about[0]?.organizationId ?? '',
        invitationId: null,
        messageId: null,
        mailingId: null,
        kind,
        // A connection is made once and becomes active once, so its first id names the event for this recipient.
        sendKey: `${ids[0]}:${kind.toLowerCase()}`,
        recipient,
        payload: sealPayload(tx.config, {
          connections: ids.slice(0, NAMED).join(','),
          count: String(ids.length),
          ...(language ? { language } : {}),
        }),
      };
    }),
  );
}
