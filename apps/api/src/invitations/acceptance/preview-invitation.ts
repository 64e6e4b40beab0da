import type { RequestContext } from '../../context.js';
import { grantsHeldBy } from '../../staff/read-permissions.js';
import { rolesByIds } from '../../staff/read-roles.js';
import { findByToken, type TokenInvitation } from './find-by-token.js';
import { type InvitationLinkState, InvitationPreview } from './invitation-preview.js';
import { membershipOf } from './membership-of.js';

/** Reads only, so that a scanner that opens the link, runs its scripts or asks a thousand times uses nothing up. */
export async function previewInvitation(ctx: RequestContext, token: string): Promise<InvitationPreview> {
  const invitation = await findByToken(ctx, token);
  const preview = new InvitationPreview();
  preview.state = linkState(invitation);
  if (!invitation) return preview;

  preview.organization = invitation.organization;
  preview.supportCode = invitation.supportCode;
  preview.recipient = invitation.recipient;
  if (preview.state === 'EXPIRED') {
    preview.expiresAt = invitation.expiresAt;
    preview.renewalRequested = invitation.renewalRequestedAt !== null;
  }
  if (preview.state !== 'OPEN') return preview;

  const [user] = await ctx.db.query<{ id: string; email_verified: number }[]>(
    'SELECT id, email_verified FROM users WHERE email = ?',
    [invitation.email],
  );
  const membership =
    user && invitation.recipient === 'STAFF'
      ? await membershipOf(ctx, invitation.organizationId, user.id)
      : null;
  const signedInAs = ctx.viewer?.email ?? null;
  return Object.assign(preview, {
    email: invitation.email,
    firstName: invitation.firstName,
    lastName: invitation.lastName,
    inviterName: invitation.inviterName,
    ...(await invitedTo(ctx, invitation)),
    expiresAt: invitation.expiresAt,
    userExists: user !== undefined,
    alreadyStaff: membership === 'ACTIVE',
    formerStaff: membership === 'DEACTIVATED',
    mailboxUnproven: user !== undefined && !user.email_verified,
    signedInAsOther: signedInAs !== null && signedInAs !== invitation.email ? signedInAs : null,
    signedInAsInvited: signedInAs === invitation.email,
  });
}

async function invitedTo(
  ctx: RequestContext,
  { recipient, invitedId, organizationId }: TokenInvitation,
): Promise<Pick<InvitationPreview, 'programNames' | 'roles'>> {
  if (recipient === 'CLIENT') {
    const programs = await ctx.db.query<{ name: string }[]>(
      `SELECT p.name FROM enrolments e JOIN programs p ON p.id = e.program_id
        WHERE e.client_id = ? AND p.organization_id = ? ORDER BY p.name`,
      [invitedId, organizationId],
    );
    return { programNames: programs.map(({ name }) => name), roles: [] };
  }
  const held = await grantsHeldBy(ctx, [invitedId]);
  const roles = await rolesByIds(ctx, held.get(invitedId)?.roleIds ?? []);
  return { programNames: [], roles: [...roles.values()].map(({ id, name }) => ({ id, name })) };
}

export function linkState(invitation: TokenInvitation | null): InvitationLinkState {
  if (!invitation) return 'UNKNOWN';
  if (invitation.status === 'ACCEPTED') return 'USED';
  if (invitation.status === 'WITHDRAWN' || invitation.standing === 'GONE') return 'WITHDRAWN';
  // Before its expiry: nobody can be asked for a new one now.
  if (invitation.standing === 'SUSPENDED') return 'SUSPENDED';
  return invitation.status === 'EXPIRED' ? 'EXPIRED' : 'OPEN';
}
