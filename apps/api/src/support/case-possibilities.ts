import type { RequestContext } from '../context.js';
import { canRemind, canResend, INVITER_GONE } from '../invitations/possibilities.js';
import { type Possibility, possible } from '../possibility.js';
import { offerGoneOf } from './case-rows.js';
import type { SupportCase } from './support-case.types.js';

export function unlessGone(offerGone: boolean): Possibility {
  return offerGone ? INVITER_GONE : possible;
}

export async function canRemindCase(ctx: RequestContext, found: SupportCase): Promise<Possibility> {
  const usual = canRemind(found.invitation);
  return usual.allowed ? unlessGone(await offerGoneOf(ctx, found)) : usual;
}

export async function canResendCase(ctx: RequestContext, found: SupportCase): Promise<Possibility> {
  const usual = canResend(found.invitation);
  return usual.allowed ? unlessGone(await offerGoneOf(ctx, found)) : usual;
}
