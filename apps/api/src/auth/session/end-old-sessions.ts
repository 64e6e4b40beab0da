import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';

const LONGEST = 30 * 24 * 60 * 60 * 1000;

/**
 * The library lets a session go on for as long as somebody uses it; here it ends with this, so that whoever got hold of one
 * does not keep it for good. Ended where every request asks who it is from, not by its expiry, which the library moves.
 */
export function endOldSessions() {
  return {
    id: 'end-old-sessions',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === '/get-session',
          handler: createAuthMiddleware(async (ctx) => {
            const session = ctx.context.session?.session;
            if (!session || Date.now() - session.createdAt.getTime() < LONGEST) return;
            await ctx.context.internalAdapter.deleteSession(session.token);
            deleteSessionCookie(ctx);
            return ctx.json(null);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
