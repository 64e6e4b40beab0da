import { randomBytes } from 'node:crypto';
import type { RequestContext } from '../../context.js';

const VALID = 48 * 60 * 60 * 1000;

/** A link with which a user sets a password once, to be handed over by whoever runs the system. */
export async function passwordLink(ctx: RequestContext, userId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const { internalAdapter } = await ctx.services.auth.$context;
  // As the authentication library does for a forgotten password, so that its route accepts it.
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: userId,
    expiresAt: new Date(Date.now() + VALID),
  });
  return `${ctx.config.publicUrl}/admin/reset-password#${token}`;
}
