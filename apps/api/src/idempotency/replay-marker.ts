import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.js';

/** Which parts of an answer were given before, by request. */
const replayed = new WeakMap<RequestContext, string[]>();

export function markReplayed(ctx: RequestContext, path: string): void {
  replayed.set(ctx, [...(replayed.get(ctx) ?? []), path]);
}

/** Says of an answer that it is a repetition: nothing was done for it now. */
export const replayMarker: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response }) {
        const paths = replayed.get(contextValue);
        if (!paths || response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, replayed: paths };
        response.http.headers.set('idempotent-replayed', 'true');
      },
    };
  },
};
