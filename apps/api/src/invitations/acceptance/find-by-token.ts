import { throttleTokenGuess } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import type { Language } from '../../organizations/language.js';
import { membersWhoMay } from '../../staff/read-permissions.js';
import type { InvitationStatus } from '../invitation.entity.js';
import { readInvitationToken } from '../invitation-token.js';
import { STATUS_NOW } from '../validity.js';

/** What a link refers to, as of now. */
export interface TokenInvitation {
  id: string;
  organizationId: string;
  clientId: string;
  email: string;
  generation: number;
  supportCode: string;
  status: InvitationStatus;
  expiresAt: Date;
  renewalRequestedAt: Date | null;
  firstName: string | null;
  lastName: string | null;
  acceptedUserId: string | null;
  inviterName: string | null;
  /** The organization is suspended, the client deactivated, or who invited may no longer do so. */
  revoked: boolean;
  organization: {
    id: string;
    name: string;
    slug: string;
    language: Language;
    timeZone: string;
    accentColor: string;
    phone: string | null;
    visitingAddress: string | null;
  };
}

interface Row {
  id: string;
  organization_id: string;
  client_id: string;
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
  client_deactivated_at: Date | null;
  organization_name: string;
  slug: string;
  language: Language;
  time_zone: string;
  accent_color: string;
  phone: string | null;
  visiting_address: string | null;
  suspended_at: Date | null;
}

const FIND = `
  SELECT i.id, i.organization_id, i.client_id, i.email, i.generation, i.support_code, ${STATUS_NOW} AS status, i.expires_at,
         i.renewal_requested_at, i.sent_by, c.first_name, c.last_name, c.user_id,
         c.deactivated_at AS client_deactivated_at,
         s.first_name AS inviter_first_name, s.last_name AS inviter_last_name,
         o.name AS organization_name, o.slug, o.language, o.time_zone, o.accent_color, o.phone, o.visiting_address,
         o.suspended_at
    FROM invitations i
    JOIN clients c ON c.id = i.client_id
    JOIN organizations o ON o.id = i.organization_id
    LEFT JOIN staff_members s ON s.id = i.sent_by
   WHERE i.id = ?`;

/** An id that no invitation has: an unknown id costs the same look-up and comparison as a known one. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Null for anything but the current token of an existing invitation, without a hint which of the reasons it was. Guesses are
 * counted by address; a genuine link never is.
 */
export async function findByToken(ctx: RequestContext, token: unknown): Promise<TokenInvitation | null> {
  const presented = readInvitationToken(token);
  const rows = await ctx.db.query<Row[]>(FIND, [presented?.invitationId ?? NO_ID]);
  const row = rows[0];
  const matches = presented?.matches(ctx.config.tokenKeys, row?.generation ?? 0) ?? false;
  if (row && matches) return fromRow(row, await inviterMayInvite(ctx, row));
  throttleTokenGuess(ctx);
  return null;
}

/** Asked again by whoever has claimed the invitation: a suspension or a dismissal may have come since it was found. */
export async function isRevoked(ctx: RequestContext, invitationId: string): Promise<boolean> {
  const [row] = await ctx.db.query<Row[]>(FIND, [invitationId]);
  return !row || fromRow(row, await inviterMayInvite(ctx, row)).revoked;
}

function fromRow(row: Row, inviterMay: boolean): TokenInvitation {
  return {
    id: row.id,
    organizationId: row.organization_id,
    clientId: row.client_id,
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
    revoked: row.suspended_at !== null || row.client_deactivated_at !== null || !inviterMay,
    organization: {
      id: row.organization_id,
      name: row.organization_name,
      slug: row.slug,
      language: row.language,
      timeZone: row.time_zone,
      accentColor: row.accent_color,
      phone: row.phone,
      visitingAddress: row.visiting_address,
    },
  };
}

/** What the inviter may do counts at acceptance, not when the mail left. */
async function inviterMayInvite(ctx: RequestContext, { sent_by }: Row): Promise<boolean> {
  return sent_by === null || (await membersWhoMay(ctx, [sent_by], 'clients.invite')).has(sent_by);
}
