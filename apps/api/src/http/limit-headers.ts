import type { ApolloServerPlugin } from '@apollo/server';
import { type Limiter, limitKey } from '../auth/throttle.js';
import type { RequestContext } from '../context.js';

/**
 * Tells a partner app what its key may still do, in the fields of draft-ietf-httpapi-ratelimit-headers: how much there is (q) in how
 * many seconds (w), what remains of it (r), and in how many seconds there will be all of it again (t).
 */
export const limitHeaders: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response }) {
        if (!contextValue.apiKey) return;
        const key = limitKey(contextValue);
        const { keyMutations, keyQueries } = contextValue.services.limits;
        const states = [
          { name: 'mutations', ...roundedState(keyMutations, key) },
          { name: 'queries', ...roundedState(keyQueries, key) },
        ];
        const list = (describe: (state: (typeof states)[number]) => string) =>
          states.map(describe).join(', ');
        response.http.headers.set(
          'ratelimit-policy',
          list(({ name, q, w }) => `"${name}";q=${q};w=${w}`),
        );
        response.http.headers.set(
          'ratelimit',
          list(({ name, r, t }) => `"${name}";r=${r};t=${t}`),
        );
      },
    };
  },
};

function roundedState(limiter: Limiter, key: string): { q: number; w: number; r: number; t: number } {
  const { quota, window, remaining, fullIn } = limiter.stateOf(key);
  return {
    q: Math.max(1, Math.floor(quota)),
    w: Math.max(1, Math.round(window / 1000)),
    r: remaining,
    t: Math.ceil(fullIn / 1000),
  };
}
