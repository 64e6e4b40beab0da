import type { RequestContext } from '../context.js';
import { canRemind, canResend } from '../invitations/possibilities.js';
import { impossible, type Possibility, possible } from '../possibility.js';
import { revokedOf } from './case-rows.js';
import type { SupportCase } from './support-case.types.js';

const CLOSED = impossible(
  'INVITER_GONE',
  'The link lets nobody in: the person is deactivated, or whoever invited them may no longer do so. Ask somebody who may invite to do it anew.',
);

/** Another mail would only lead to a closed door. */
export function unlessRevoked(revoked: boolean): Possibility {
  return revoked ? CLOSED : possible;
}

export async function canRemindCase(ctx: RequestContext, found: SupportCase): Promise<Possibility> {
  const usual = canRemind(found.invitation);
  return usual.allowed ? unlessRevoked(await revokedOf(ctx, found)) : usual;
}

export async function canResendCase(ctx: RequestContext, found: SupportCase): Promise<Possibility> {
  const usual = canResend(found.invitation);
  return usual.allowed ? unlessRevoked(await revokedOf(ctx, found)) : usual;
}
