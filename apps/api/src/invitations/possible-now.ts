import type { RequestContext } from '../context.js';
import type { Possibility } from '../possibility.js';
import type { Invitation } from './invitation.entity.js';
import { canRemind, canRemindOffer, canResend, canResendOffer } from './possibilities.js';

/** What would become of it if the caller did it now: also whether the link would let anybody in. */
export async function canRemindNow(ctx: RequestContext, invitation: Invitation): Promise<Possibility> {
  const usual = canRemind(invitation);
  return usual.allowed ? canRemindOffer(invitation, await ctx.loaders.offerStanding.load(invitation)) : usual;
}

export async function canResendNow(ctx: RequestContext, invitation: Invitation): Promise<Possibility> {
  const usual = canResend(invitation);
  return usual.allowed ? canResendOffer(invitation, await ctx.loaders.offerStanding.load(invitation)) : usual;
}
