import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { FastifyInstance } from 'fastify';
import type { RequestContext, Services } from '../context.js';
import { replayMarker } from '../idempotency/replay-marker.js';
import { createSchema } from '../schema.js';
import { limitHeaders } from './limit-headers.js';
import { operationLimits } from './operation-limits.js';
import { presentError } from './present-error.js';

/** An operation of our own SPAs has some six hundred tokens, six levels and no alias. */
const MAX_TOKENS = 2_000;
const MAX_DEPTH = 12;
const MAX_ALIASES = 15;
const MAX_DIRECTIVES = 20;

export async function createGraphQLServer(
  app: FastifyInstance,
  { config, log, outages }: Services,
): Promise<ApolloServer<RequestContext>> {
  const { validationRules } = new ApolloArmor({
    maxDepth: { n: MAX_DEPTH, ignoreIntrospection: !config.production },
    maxAliases: { n: MAX_ALIASES },
    maxDirectives: { n: MAX_DIRECTIVES },
    // What an operation costs depends on its variables, which a rule over the text does not see: operationLimits counts.
    costLimit: { enabled: false },
    // The parser's own limit ends sooner.
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  const server = new ApolloServer<RequestContext>({
    schema: await createSchema(),
    validationRules,
    parseOptions: { maxTokens: MAX_TOKENS },
    maxRecursiveSelections: 5_000,
    csrfPrevention: true,
    introspection: !config.production,
    hideSchemaDetailsFromClientErrors: config.production,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: {
      debug: () => {},
      info: () => {},
      warn: (text) => log.warn(text),
      error: (text) => log.error(text),
    },
    formatError: (formatted, error) => presentError(formatted, error, { config, log, outages }),
    plugins: [operationLimits, limitHeaders, replayMarker, unavailableIs503],
  });
  await server.start();
  app.addHook('onClose', () => server.stop());
  return server;
}

/** A load balancer and a retrying client go by the status. */
const unavailableIs503: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response }) {
        const { body, http } = response;
        if (body.kind !== 'single') return;
        if (!body.singleResult.errors?.some((error) => error.extensions?.code === 'UNAVAILABLE')) return;
        http.status = 503;
        http.headers.set('retry-after', '2');
      },
    };
  },
};
