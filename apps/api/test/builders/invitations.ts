import { uuidv7 } from 'uuidv7';
import type { InvitationStatus } from '../../src/invitations/invitation.entity.js';
import { newSupportCode } from '../../src/invitations/support-code.js';
import type { BuiltClient } from './clients.js';
import { type Tables, unique } from './tables.js';

export interface BuiltInvitation {
  readonly id: string;
  readonly clientId: string;
  readonly organizationId: string;
}

/** Sent just now, with its mail accepted by the mail server; `passTime` makes it older. */
export async function anInvitation(
  app: Tables,
  client: BuiltClient,
  {
    sentBy,
    status = 'PENDING',
  }: { sentBy?: { staffMemberId: string } | null; status?: Exclude<InvitationStatus, 'EXPIRED'> } = {},
): Promise<BuiltInvitation> {
  const id = uuidv7();
  const messageId = uuidv7();
  await app.sql(
    `INSERT INTO messages (id, organization_id, subject, body, button_text)
     VALUES (?, ?, 'Welcome', '<p>Hello {{ClientFirstName}}</p>', 'Open')`,
    [messageId, client.organizationId],
  );
  await app.sql(
    `INSERT INTO invitations
       (id, organization_id, client_id, message_id, support_code, email, status, sent_at, sent_by, expires_at, next_reminder_at, delivery_state)
     VALUES (?, ?, ?, ?, ?, ?, ?, NOW(3), ?, NOW(3) + INTERVAL 14 DAY, NOW(3) + INTERVAL 3 DAY, 'SENT')`,
    [
      id,
      client.organizationId,
      client.id,
      messageId,
      newSupportCode(),
      client.email,
      status,
      sentBy?.staffMemberId ?? null,
    ],
  );
  await app.sql(
    `UPDATE clients SET status = ?, invitation_expires_at = NOW(3) + INTERVAL 14 DAY WHERE id = ?`,
    [status === 'ACCEPTED' ? 'ACTIVE' : `INVITE_${status}`, client.id],
  );
  return { id, clientId: client.id, organizationId: client.organizationId };
}

export interface BuiltStaffInvitation {
  readonly staffMemberId: string;
  readonly invitationId: string;
}

/** Somebody invited to become staff, just now. */
export async function aStaffInvitation(
  app: Tables,
  organization: { id: string },
  {
    roles = [],
    email = `staff-${unique()}@example.com`,
    sentBy,
  }: { roles?: string[]; email?: string; sentBy?: { staffMemberId: string } } = {},
): Promise<BuiltStaffInvitation> {
  const [staffMemberId, invitationId, messageId] = [uuidv7(), uuidv7(), uuidv7()];
  await app.sql(
    `INSERT INTO staff_members (id, organization_id, email, first_name, last_name) VALUES (?, ?, ?, 'Iris', 'Mulder')`,
    [staffMemberId, organization.id, email],
  );
  for (const role of roles)
    await app.sql('INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, ?)', [
      staffMemberId,
      role,
    ]);
  await app.sql(
    `INSERT INTO messages (id, organization_id, subject, body, button_text) VALUES (?, ?, 'Welcome', '<p>Hello</p>', 'Open')`,
    [messageId, organization.id],
  );
  await app.sql(
    `INSERT INTO invitations
       (id, organization_id, staff_member_id, message_id, support_code, email, status, sent_at, sent_by, expires_at, next_reminder_at, delivery_state)
     VALUES (?, ?, ?, ?, ?, ?, 'PENDING', NOW(3), ?, NOW(3) + INTERVAL 14 DAY, NOW(3) + INTERVAL 3 DAY, 'SENT')`,
    [
      invitationId,
      organization.id,
      staffMemberId,
      messageId,
      newSupportCode(),
      email,
      sentBy?.staffMemberId ?? null,
    ],
  );
  return { staffMemberId, invitationId };
}

/** Lets time pass for one invitation: everything about it happened that much earlier. */
export async function passTime(
  app: Tables,
  invitationId: string,
  { days = 0, seconds = 0 }: { days?: number; seconds?: number },
): Promise<void> {
  const by = days * 86_400 + seconds;
  const back = (columns: string[]) =>
    columns.map((column) => `${column} = ${column} - INTERVAL ${Number(by)} SECOND`).join(', ');
  await app.sql(
    `UPDATE invitations SET ${back(['sent_at', 'expires_at', 'next_reminder_at', 'accepted_at', 'withdrawn_at', 'renewal_requested_at'])} WHERE id = ?`,
    [invitationId],
  );
  await app.sql(`UPDATE invitation_events SET ${back(['at'])} WHERE invitation_id = ?`, [invitationId]);
  await app.sql(
    `UPDATE mails SET ${back(['next_attempt_at', 'sent_at', 'created_at'])} WHERE invitation_id = ?`,
    [invitationId],
  );
  await app.sql(
    `UPDATE clients SET ${back(['invitation_expires_at'])}
      WHERE id = (SELECT client_id FROM invitations WHERE id = ?)`,
    [invitationId],
  );
}
