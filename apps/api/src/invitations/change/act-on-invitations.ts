import type { RequestContext } from '../../context.js';
import { recordSuppressed } from '../../email/limits/record-suppressed.js';
import { refuseMails } from '../../email/limits/refuse-mails.js';
import type { Possibility } from '../../possibility.js';
import type { Invitation } from '../invitation.entity.js';
import { type InvitationReach, isWithin } from '../list/invitation-reach.js';
import type { InvitationFacts } from '../possibilities.js';
import { STATUS_NOW } from '../validity.js';

/** Who acts, and in which sending the mails that follow are counted. */
export interface Action {
  organizationId: string;
  staffMemberId: string;
  /** What lies outside is as if it were not there. */
  reach: InvitationReach;
  /** Null for an action that sends nothing. */
  mailingId: string | null;
  /** The offer stays that of whoever made it, for staff who act on it but may not invite: a link holds only while they may. */
  keepsInviter?: boolean;
}

export interface LockedInvitation extends InvitationFacts {
  id: string;
  clientId: string | null;
  /** Null for an invitation of a client. */
  staffMemberId: string | null;
  messageId: string;
  email: string;
}

export interface ActionOutcome {
  invitationId: string;
  possibility: Possibility;
}

/**
 * Locks the invitations of one organization, decides about each by the same rule that the lists show and, when mail is to be
 * sent, by what its recipient may get, and lets `act` change the allowed ones. Within the caller's transaction; ids of other organizations do not come back at all.
 */
export async function actOnInvitations(
  ctx: RequestContext,
  action: Action,
  invitationIds: readonly string[],
  rule: (row: LockedInvitation) => Possibility,
  act: (allowed: LockedInvitation[]) => Promise<void>,
): Promise<ActionOutcome[]> {
  if (invitationIds.length === 0) return [];
  const rows = await lockInvitations(ctx, action, invitationIds);
  const decided = rows.map((row) => ({ row, possibility: rule(row) }));
  if (action.mailingId !== null) {
    const possible = decided.filter(({ possibility }) => possibility.allowed).map(({ row }) => row);
    const refusals = await refuseMails(ctx, action, possible);
    await recordSuppressed(ctx, action, 'INVITATION', refusals);
    for (const one of decided) one.possibility = refusals.get(one.row.id) ?? one.possibility;
  }
  const allowed = decided.filter(({ possibility }) => possibility.allowed).map(({ row }) => row);
  if (allowed.length > 0) await act(allowed);
  return decided.map(({ row, possibility }) => ({ invitationId: row.id, possibility }));
}

async function lockInvitations(
  ctx: RequestContext,
  { organizationId, reach }: Action,
  ids: readonly string[],
): Promise<LockedInvitation[]> {
  const within = isWithin(reach);
  const rows = await ctx.db.query<
    (Pick<Invitation, 'id' | 'email' | 'status'> & {
      client_id: string | null;
      staff_member_id: string | null;
      message_id: string;
      delivery_state: LockedInvitation['deliveryState'];
    })[]
  >(
    `SELECT i.id, i.client_id, i.staff_member_id, i.message_id, i.email, ${STATUS_NOW} AS status, i.delivery_state
       FROM invitations i WHERE i.organization_id = ? AND i.id IN (?) AND ${within.sql} ORDER BY i.id FOR UPDATE`,
    [organizationId, ids, ...within.params],
  );
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    staffMemberId: row.staff_member_id,
    messageId: row.message_id,
    email: row.email,
    status: row.status,
    deliveryState: row.delivery_state,
  }));
}
