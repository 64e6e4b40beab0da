import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { RequestContext, Services } from '../context.js';
import { createSchema } from '../schema.js';
import { presentError } from './present-error.js';

export async function createGraphQLServer(
  app: FastifyInstance,
  { config, log }: Services,
): Promise<ApolloServer<RequestContext>> {
  const server = new ApolloServer<RequestContext>({
    schema: await createSchema(),
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
    formatError: (formatted, error) => presentError(formatted, error, log),
    plugins: [unavailableIs503, fastifyApolloDrainPlugin(app)],
  });
  await server.start();
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
