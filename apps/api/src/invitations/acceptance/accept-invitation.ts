import { recordAudit } from '../../audit/record-audit.js';
import { openSession } from '../../auth/session/open-session.js';
import type { RequestContext, Viewer } from '../../context.js';
import { UserError, UserErrors } from '../../errors.js';
import { type JoiningUser, joiningUser, returningUser } from '../../users/joining-user.js';
import { recordEvents } from '../invitation-events.js';
import { aboutInvited } from '../list/about-whom.js';
import { lockInvited } from '../lock-invited.js';
import { cancelQueuedMails } from '../outbox.js';
import type { AcceptInvitationInput } from './acceptance.inputs.js';
import { activateMember } from './activate-member.js';
import { findByToken, linkStanding, type TokenInvitation } from './find-by-token.js';
import type { InvitationLinkState } from './invitation-preview.js';
import { linkState } from './preview-invitation.js';
import { recordRefusal, recordSight } from './record-opening.js';
import { refuseLink } from './refuse-link.js';

/** What the holder of a link has become. */
export type Accepted = Pick<TokenInvitation, 'recipient' | 'invitedId'>;

/**
 * Makes the holder of the link an active client or staff member. Somebody new chooses a password and is signed in;
 * somebody with a user accepts while signed in with the invited address.
 */
export async function acceptInvitation(ctx: RequestContext, input: AcceptInvitationInput): Promise<Accepted> {
  const invitation = await findByToken(ctx, input.token);
  const state = linkState(invitation);
  if (invitation && state === 'USED') return repeatAcceptance(ctx, invitation, input);
  if (!invitation || state !== 'OPEN') {
    if (invitation) await recordRefusal(ctx, invitation, state);
    throw new UserErrors(refuseLink(state === 'OPEN' ? 'UNKNOWN' : state));
  }

  const viewer = ctx.viewer;
  if (viewer && viewer.email !== invitation.email) return refuseWrongUser(ctx, invitation, viewer);
  // Somebody who has a user has a name as well; only somebody new gives one here.
  const person = await joiningUser(ctx, invitation.email, viewer ? { token: input.token } : input);
  const userId = await ctx.transaction((tx) => accept(tx, invitation, person));
  // Somebody was faster, and it may have been the same person's first click.
  if (userId === null) return repeatAcceptance(ctx, await findByToken(ctx, input.token), input);
  if (!viewer) await openSession(ctx, userId);
  return invitation;
}

/** @returns the id of the user, or null when the invitation has been accepted in the meantime */
async function accept(
  tx: RequestContext,
  invitation: TokenInvitation,
  person: JoiningUser,
): Promise<string | null> {
  await lockInvited(tx, invitation);
  // Claim first: of many simultaneous accepts only one may create the user and the membership.
  const claim = await tx.db.query<{ affectedRows: number }>(
    `UPDATE invitations SET status = 'ACCEPTED', accepted_at = NOW(3), next_reminder_at = NULL,
            renewal_requested_at = NULL, updated_at = NOW(3)
      WHERE id = ? AND generation = ? AND status = 'PENDING' AND expires_at > NOW(3)`,
    [invitation.id, invitation.generation],
  );
  if (claim.affectedRows !== 1) {
    const state = await linkStateNow(tx, invitation);
    if (state === 'USED') return null;
    throw new UserErrors(refuseLink(state));
  }
  const standing = await linkStanding(tx, invitation.id);
  if (standing !== 'STANDS')
    throw new UserErrors(refuseLink(standing === 'SUSPENDED' ? standing : 'WITHDRAWN'));
  const userId = await person.userId(tx);
  await activateMember(tx, invitation, userId, {
    firstName: person.firstName || null,
    lastName: person.lastName || null,
  });
  await cancelQueuedMails(tx, [invitation.id], 'ACCEPTED');
  await recordEvents(tx, [
    {
      organizationId: invitation.organizationId,
      invitationId: invitation.id,
      type: 'ACCEPTED',
      actorId: null,
    },
  ]);
  await recordAudit(tx, [
    {
      organizationId: invitation.organizationId,
      action: 'invitation.accepted',
      actorKind: 'RECIPIENT',
      ...aboutInvited(invitation),
    },
  ]);
  return userId;
}

/** The claim failed, so something changed since the link was read: say what, as of now. */
async function linkStateNow(
  tx: RequestContext,
  before: TokenInvitation,
): Promise<Exclude<InvitationLinkState, 'OPEN'>> {
  const [row] = await tx.db.query<{ status: string; generation: number }[]>(
    'SELECT status, generation FROM invitations WHERE id = ?',
    [before.id],
  );
  if (!row || row.generation !== before.generation) return 'UNKNOWN';
  if (row.status === 'ACCEPTED') return 'USED';
  return row.status === 'WITHDRAWN' ? 'WITHDRAWN' : 'EXPIRED';
}

/** A double click or a lost answer: whoever accepted gets the same answer again, everybody else a refusal. */
async function repeatAcceptance(
  ctx: RequestContext,
  invitation: TokenInvitation | null,
  input: AcceptInvitationInput,
): Promise<Accepted> {
  if (!invitation) throw new UserErrors(refuseLink('UNKNOWN'));
  const userId = invitation.acceptedUserId;
  const returning = await returningUser(ctx, userId, input);
  if (userId === null || !returning) throw new UserErrors(refuseLink('USED'));
  if (returning.signIn) await openSession(ctx, userId);
  return invitation;
}

async function refuseWrongUser(
  ctx: RequestContext,
  invitation: TokenInvitation,
  viewer: Viewer,
): Promise<never> {
  await recordSight(ctx, invitation, 'WRONG_USER', null);
  throw new UserErrors(
    new UserError(
      'WRONG_USER',
      `You are signed in as ${viewer.email}, but this invitation is for another address. Sign out, then open the link again.`,
      ['token'],
    ),
  );
}
