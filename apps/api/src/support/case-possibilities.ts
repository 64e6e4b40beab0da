import type { RequestContext } from '../context.js';
import { canRemind, canResend, INVITER_GONE } from '../invitations/possibilities.js';
import { type Possibility, possible } from '../possibility.js';
import { revokedOf } from './case-rows.js';
import type { SupportCase } from './support-case.types.js';

export function unlessRevoked(revoked: boolean): Possibility {
  return revoked ? INVITER_GONE : possible;
}

export async function canRemindCase(ctx: RequestContext, found: SupportCase): Promise<Possibility> {
  const usual = canRemind(found.invitation);
  return usual.allowed ? unlessRevoked(await revokedOf(ctx, found)) : usual;
}

export async function canResendCase(ctx: RequestContext, found: SupportCase): Promise<Possibility> {
  const usual = canResend(found.invitation);
  return usual.allowed ? unlessRevoked(await revokedOf(ctx, found)) : usual;
}
