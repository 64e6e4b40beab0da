import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { isGuessable } from './guessable-password.js';
import { MAX_PASSWORD_LENGTH } from './password.js';

/**
 * Of a password that is chosen anew by a mailed link. Before the link is looked at, so that it tells nothing of it, and only
 * here: at signing in the library hashes what it is given as well, and must not answer differently.
 */
export function refuseGuessablePlugin() {
  return {
    id: 'refuse-guessable',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/reset-password',
          handler: createAuthMiddleware(async ({ body }) => {
            const chosen: unknown = body?.newPassword;
            // What is too long is refused by its length, and not worth looking at.
            if (typeof chosen === 'string' && chosen.length <= MAX_PASSWORD_LENGTH && isGuessable(chosen))
              throw new APIError('BAD_REQUEST', {
                code: 'PASSWORD_COMPROMISED',
                message: 'This password is easy to guess. Choose another one, such as a few words in a row.',
              });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
