import type { RequestContext } from '../context.js';
import { SUPPRESSED } from '../email/limits/suppressions.js';
import type { Invitation } from '../invitations/invitation.entity.js';
import { TO_RESEND, TO_WITHDRAW } from '../invitations/list/invitation-reach.js';
import { canRemindNow, canResendNow } from '../invitations/possible-now.js';
import type { Possibility } from '../possibility.js';
import type { Permission } from '../staff/permissions.js';
import { permittedForClient } from '../staff/permitted.js';
import type { Client } from './client.entity.js';
import { canInvite, canRemind, canResend, canWithdraw } from './possibilities.js';

/** What would become of it if the caller did it now: whether they may comes first. */
export async function canInviteNow(ctx: RequestContext, client: Client): Promise<Possibility> {
  const theirs = await permittedForClient(ctx, client, 'clients.invite');
  if (!theirs.allowed) return theirs;
  const { organizationId, email } = client;
  const usual = canInvite(client);
  if (!usual.allowed || email === null) return usual;
  return (await ctx.loaders.suppressed.load({ organizationId, email })) ? SUPPRESSED : usual;
}

export function canRemindClientNow(ctx: RequestContext, client: Client): Promise<Possibility> {
  return ofInvitation(ctx, client, TO_RESEND.clients, canRemind, canRemindNow);
}

export function canResendClientNow(ctx: RequestContext, client: Client): Promise<Possibility> {
  return ofInvitation(ctx, client, TO_RESEND.clients, canResend, canResendNow);
}

export function canWithdrawClientNow(ctx: RequestContext, client: Client): Promise<Possibility> {
  return ofInvitation(ctx, client, TO_WITHDRAW.clients, canWithdraw);
}

async function ofInvitation(
  ctx: RequestContext,
  client: Client,
  permission: Permission,
  rule: typeof canRemind,
  ruleNow?: typeof canRemindNow,
): Promise<Possibility> {
  const theirs = await permittedForClient(ctx, client, permission);
  if (!theirs.allowed) return theirs;
  const invitation: Invitation | null = await ctx.loaders.invitationOfClient.load(client.id);
  const usual = rule(client, invitation);
  return usual.allowed && invitation && ruleNow ? ruleNow(ctx, invitation) : usual;
}
