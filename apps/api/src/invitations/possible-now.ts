import type { RequestContext } from '../context.js';
import type { Possibility } from '../possibility.js';
import { permitted, permittedForClient } from '../staff/permitted.js';
import type { Invitation } from './invitation.entity.js';
import { type NeededForInvitations, TO_RESEND, TO_WITHDRAW } from './list/invitation-reach.js';
import { canRemind, canRemindOffer, canResend, canResendOffer, canWithdraw } from './possibilities.js';

/** What would become of it if the caller did it now: whether they may, and whether the link would let anybody in. */
export async function canRemindNow(ctx: RequestContext, invitation: Invitation): Promise<Possibility> {
  const usual = await unlessForbidden(ctx, invitation, TO_RESEND, canRemind);
  return usual.allowed ? canRemindOffer(invitation, await ctx.loaders.offerStanding.load(invitation)) : usual;
}

export async function canResendNow(ctx: RequestContext, invitation: Invitation): Promise<Possibility> {
  const usual = await unlessForbidden(ctx, invitation, TO_RESEND, canResend);
  return usual.allowed ? canResendOffer(invitation, await ctx.loaders.offerStanding.load(invitation)) : usual;
}

export function canWithdrawNow(ctx: RequestContext, invitation: Invitation): Promise<Possibility> {
  return unlessForbidden(ctx, invitation, TO_WITHDRAW, canWithdraw);
}

async function unlessForbidden(
  ctx: RequestContext,
  invitation: Invitation,
  needed: NeededForInvitations,
  rule: (invitation: Invitation) => Possibility,
): Promise<Possibility> {
  const { clientId, organizationId } = invitation;
  const theirs = clientId
    ? await permittedForClient(ctx, { id: clientId, organizationId }, needed.clients)
    : await permitted(ctx, organizationId, needed.staff);
  return theirs.allowed ? rule(invitation) : theirs;
}
