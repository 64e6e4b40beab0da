import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import type { RequestContext } from '../../context.js';

/** Lets our own code open a session for a user it has made sure of; not reachable over HTTP. */
export function openSessionPlugin() {
  return {
    id: 'open-session',
    endpoints: {
      openSession: createAuthEndpoint(
        '/open-session',
        { method: 'POST', body: z.object({ userId: z.uuid() }), metadata: { scope: 'server' } },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
          if (!user) throw new APIError('NOT_FOUND');
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ userId: user.id });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

/**
 * Signs the user in on this response. After the commit that made or proved the user, never inside it: the session is written
 * over another connection.
 */
export async function openSession(ctx: RequestContext, userId: string): Promise<void> {
  const { headers } = await ctx.services.auth.api.openSession({
    body: { userId },
    headers: ctx.http.headers,
    returnHeaders: true,
  });
  ctx.http.setCookie(headers.getSetCookie());
}
