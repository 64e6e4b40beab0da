import { neutralizeName } from '@anteroom/address-list';
import { recordAudit } from '../../audit/record-audit.js';
import { openSession } from '../../auth/open-session.js';
import { hashPassword } from '../../auth/password.js';
import { tooManyRequests } from '../../auth/throttle.js';
import type { RequestContext, Viewer } from '../../context.js';
import { duplicateKey } from '../../database/transaction.js';
import { UserError, UserErrors } from '../../errors.js';
import { createUser } from '../../users/create-user.js';
import { userHasPassword } from '../../users/user-has-password.js';
import { aboutInvited } from '../about-whom.js';
import { recordEvents } from '../invitation-events.js';
import { cancelQueuedMails } from '../outbox.js';
import type { AcceptInvitationInput } from './acceptance.inputs.js';
import { activateMember } from './activate-member.js';
import { findByToken, isRevoked, type TokenInvitation } from './find-by-token.js';
import type { InvitationLinkState } from './invitation-preview.js';
import { checkNewUser } from './new-user.js';
import { linkState } from './preview-invitation.js';
import { recordRefusal, recordSight } from './record-opening.js';
import { refuseLink } from './refuse-link.js';

/** What the holder of a link has become. */
export type Accepted = Pick<TokenInvitation, 'recipient' | 'invitedId'>;

/**
 * R22, R23: makes the holder of the link an active client or staff member. Somebody new chooses a password and is signed in;
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
  const acceptor = viewer ? signedInUser(viewer) : await prepareNewUser(ctx, invitation, input);
  const userId = await ctx.transaction((tx) => accept(tx, invitation, acceptor));
  // Somebody was faster, and it may have been the same person's first click.
  if (userId === null) return repeatAcceptance(ctx, await findByToken(ctx, input.token), input);
  if (!viewer) await openSession(ctx, userId);
  return invitation;
}

/** Who accepts; `userId` gives their id within the transaction, and makes the user if there is none. */
interface Acceptor {
  firstName: string | null;
  lastName: string | null;
  userId(tx: RequestContext): Promise<string>;
}

function signedInUser(viewer: Viewer): Acceptor {
  if (!viewer.emailVerified)
    throw new UserErrors(
      new UserError(
        'EMAIL_NOT_VERIFIED',
        'Prove first that this mailbox is yours: ask for a new password, and set it with the link in the mail.',
        ['token'],
      ),
    );
  const [firstName = '', ...rest] = viewer.name.split(' ');
  return {
    firstName: neutralizeName(firstName),
    lastName: neutralizeName(rest.join(' ')),
    userId: async () => viewer.userId,
  };
}

async function prepareNewUser(
  ctx: RequestContext,
  invitation: TokenInvitation,
  input: AcceptInvitationInput,
): Promise<Acceptor> {
  const [existing] = await ctx.db.query<{ id: string }[]>('SELECT id FROM users WHERE email = ?', [
    invitation.email,
  ]);
  if (existing) throw signInRequired();
  const person = checkNewUser(input);
  // Hashing takes long on purpose; it must not hold the transaction's locks.
  const passwordHash = await hashPassword(person.password);
  return {
    ...person,
    userId: (tx) =>
      createUser(tx, {
        name: `${person.firstName} ${person.lastName}`,
        email: invitation.email,
        emailVerified: true,
        passwordHash,
        language: input.language ?? null,
      }).catch((error: unknown) => {
        // Another organization's invitation to the same address was accepted while the password was being hashed.
        throw duplicateKey(error) === 'uq_users_email' ? signInRequired() : error;
      }),
  };
}

function signInRequired(): UserErrors {
  return new UserErrors(
    new UserError('SIGN_IN_REQUIRED', 'This address already has a user: sign in, then accept.', ['token']),
  );
}

/** @returns the id of the user, or null when the invitation has been accepted in the meantime */
async function accept(
  tx: RequestContext,
  invitation: TokenInvitation,
  acceptor: Acceptor,
): Promise<string | null> {
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
  if (await isRevoked(tx, invitation.id)) throw new UserErrors(refuseLink('WITHDRAWN'));
  const userId = await acceptor.userId(tx);
  await activateMember(tx, invitation, userId, acceptor);
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
  if (ctx.viewer && ctx.viewer.userId === userId) return invitation;
  if (ctx.viewer || userId === null || !input.password) throw new UserErrors(refuseLink('USED'));
  // This is a sign-in by another door, and whoever holds an old link must not guess at it faster than at the first.
  const wait = ctx.services.limits.passwordGuesses.take(userId);
  if (wait > 0) throw tooManyRequests(wait);
  if (!(await userHasPassword(ctx, userId, input.password))) throw new UserErrors(refuseLink('USED'));
  await openSession(ctx, userId);
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
