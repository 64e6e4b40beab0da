import { throttleTokenGuess } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import { NO_ID } from '../../id.js';
import type { PublicOrganization } from '../../organizations/public-organization.js';
import { FACE_COLUMNS, faceOf } from '../../organizations/read-organization-page.js';
import { stillOffered } from '../../staff/inviters.js';
import type { InvitationRecipient, InvitationStatus } from '../invitation.entity.js';
import { readInvitationToken } from '../invitation-token.js';
import { STATUS_NOW } from '../validity.js';

/** Whether an offer that nobody has withdrawn can be taken up: not while the organization is suspended. */
export type LinkStanding = 'STANDS' | 'SUSPENDED' | 'GONE';

/** What a link refers to, as of now. */
export interface TokenInvitation {
  id: string;
  organizationId: string;
  recipient: InvitationRecipient;
  /** The client or the staff member. */
  invitedId: string;
  email: string;
  generation: number;
  supportCode: string;
  status: InvitationStatus;
  expiresAt: Date;
  renewalRequestedAt: Date | null;
  firstName: string | null;
  lastName: string | null;
  acceptedUserId: string | null;
  /** Null where a partner app sent it: what its key is called is no name of a person. */
  inviterName: string | null;
  standing: LinkStanding;
  organization: PublicOrganization;
}

interface Row extends PublicOrganization {
  id: string;
  organization_id: string;
  client_id: string | null;
  staff_member_id: string | null;
  email: string;
  generation: number;
  support_code: string;
  status: InvitationStatus;
  expires_at: Date;
  renewal_requested_at: Date | null;
  first_name: string | null;
  last_name: string | null;
  user_id: string | null;
  sent_by: string | null;
  inviter_first_name: string | null;
  inviter_last_name: string | null;
  invited_deactivated_at: Date | null;
  suspended_at: Date | null;
}

const FIND = `
  SELECT i.id, i.organization_id, i.client_id, i.staff_member_id, i.email, i.generation, i.support_code,
         ${STATUS_NOW} AS status, i.expires_at,
         i.renewal_requested_at, i.sent_by, COALESCE(c.first_name, m.first_name) AS first_name,
         COALESCE(c.last_name, m.last_name) AS last_name, COALESCE(c.user_id, m.user_id) AS user_id,
         COALESCE(c.deactivated_at, m.deactivated_at) AS invited_deactivated_at,
         s.first_name AS inviter_first_name, s.last_name AS inviter_last_name,
         o.suspended_at, ${FACE_COLUMNS}
    FROM invitations i
    LEFT JOIN clients c ON c.id = i.client_id
    LEFT JOIN staff_members m ON m.id = i.staff_member_id
    JOIN organizations o ON o.id = i.organization_id
    LEFT JOIN staff_members s ON s.id = i.sent_by AND s.kind = 'PERSON'
   WHERE i.id = ?`;

/**
 * Null for anything but the current token of an existing invitation, without a hint which of the reasons it was. Guesses are
 * counted by address; a genuine link never is.
 */
export async function findByToken(ctx: RequestContext, token: unknown): Promise<TokenInvitation | null> {
  const presented = readInvitationToken(token);
  const rows = await ctx.db.query<Row[]>(FIND, [presented?.invitationId ?? NO_ID]);
  const row = rows[0];
  const matches = presented?.matches(ctx.config.tokenKeys, row?.generation ?? 0) ?? false;
  if (row && matches) return fromRow(row, await standingOf(ctx, row));
  throttleTokenGuess(ctx);
  return null;
}

/** Asked again by whoever has claimed the invitation: a suspension or a dismissal may have come since it was found. */
export async function linkStanding(ctx: RequestContext, invitationId: string): Promise<LinkStanding> {
  const [row] = await ctx.db.query<Row[]>(FIND, [invitationId]);
  return row ? standingOf(ctx, row) : 'GONE';
}

/** Whether the link lets nobody in now, be it for good or while the organization is suspended. */
export async function isOfferGone(ctx: RequestContext, invitationId: string): Promise<boolean> {
  return (await linkStanding(ctx, invitationId)) !== 'STANDS';
}

function fromRow(row: Row, standing: LinkStanding): TokenInvitation {
  return {
    id: row.id,
    organizationId: row.organization_id,
    recipient: row.staff_member_id === null ? 'CLIENT' : 'STAFF',
    invitedId: row.staff_member_id ?? row.client_id ?? '',
    email: row.email,
    generation: row.generation,
    supportCode: row.support_code,
    status: row.status,
    expiresAt: row.expires_at,
    renewalRequestedAt: row.renewal_requested_at,
    firstName: row.first_name,
    lastName: row.last_name,
    acceptedUserId: row.user_id,
    inviterName:
      row.inviter_first_name === null ? null : `${row.inviter_first_name} ${row.inviter_last_name}`.trim(),
    standing,
    organization: faceOf(row),
  };
}

/** Over when the invited is deactivated or who invited may no longer do so, whether or not the organization is suspended too. */
async function standingOf(ctx: RequestContext, row: Row): Promise<LinkStanding> {
  const stands = await offerStands(ctx, row);
  if (row.invited_deactivated_at !== null || !stands) return 'GONE';
  return row.suspended_at === null ? 'STANDS' : 'SUSPENDED';
}

/** What the inviter may do counts at acceptance, not when the mail left. */
async function offerStands(ctx: RequestContext, row: Row): Promise<boolean> {
  const { id, sent_by, client_id, staff_member_id } = row;
  const offers = [{ id, sentBy: sent_by, clientId: client_id, staffMemberId: staff_member_id }];
  return (await stillOffered(ctx, offers)).has(id);
}
