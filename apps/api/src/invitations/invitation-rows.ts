import type { RequestContext } from '../context.js';
import { Invitation } from './invitation.entity.js';
import { STATUS_NOW } from './validity.js';

/** SQL: the columns of invitation `i`, with the status as of now. */
export const INVITATION_COLUMNS = `
  i.id, i.organization_id AS organizationId, i.client_id AS clientId, i.staff_member_id AS staffMemberId, i.message_id AS messageId, i.email,
  i.generation, i.support_code AS supportCode, ${STATUS_NOW} AS status, i.sent_at AS sentAt, i.sent_by AS sentBy, i.expires_at AS expiresAt,
  i.reminders_sent AS remindersSent, i.next_reminder_at AS nextReminderAt, i.accepted_at AS acceptedAt,
  i.withdrawn_at AS withdrawnAt, i.renewal_requested_at AS renewalRequestedAt, i.last_mail_id AS lastMailId,
  i.delivery_state AS deliveryState, i.created_at AS createdAt, i.updated_at AS updatedAt`;

export function toInvitation(row: Record<string, unknown>): Invitation {
  return Object.assign(new Invitation(), row);
}

/** The caller answers for the organization: ids come from rows it was allowed to read. */
export async function invitationsByIds(ctx: RequestContext, ids: readonly string[]): Promise<Invitation[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.query<Record<string, unknown>[]>(
    `SELECT ${INVITATION_COLUMNS} FROM invitations i WHERE i.id IN (?)`,
    [ids],
  );
  return rows.map(toInvitation);
}

export async function invitationsByClientIds(
  ctx: RequestContext,
  clientIds: readonly string[],
): Promise<Invitation[]> {
  if (clientIds.length === 0) return [];
  const rows = await ctx.db.query<Record<string, unknown>[]>(
    `SELECT ${INVITATION_COLUMNS} FROM invitations i WHERE i.client_id IN (?)`,
    [clientIds],
  );
  return rows.map(toInvitation);
}
