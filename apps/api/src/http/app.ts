import fastifyApollo from '@as-integrations/fastify';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import { isTrustedOrigin } from '../auth/trusted-origins.js';
import type { Services } from '../context.js';
import { addAuthRoutes } from './auth-routes.js';
import { addExportRoutes } from './export-routes.js';
import { createGraphQLServer } from './graphql-server.js';
import { addHealthRoutes } from './health.js';
import { acceptOnlyJson } from './json-body.js';
import { addLogoRoute } from './logo-route.js';
import { addPasswordResetRoute } from './password-reset-route.js';
import { graphqlContext } from './request-context.js';
import { addSecurityHeaders } from './security-headers.js';
import { APPS_FOLDER, addStaticFiles } from './static-files.js';

const MAX_BODY = 1_000_000;
/** A request that has not come whole by then is nobody's paste. */
const REQUEST_TIMEOUT = 60_000;
/** Longer than any usual balancer keeps an idle connection, so that none sends a request over one that we have just closed. */
const KEEP_ALIVE_TIMEOUT = 620_000;

/** Everything of one origin: the API, the authentication library's routes, the SPAs and the explorer, and what a load balancer asks. */
export async function createApp(services: Services, apps = APPS_FOLDER): Promise<FastifyInstance> {
  const { config, log } = services;
  const app = fastify({
    loggerInstance: log as never,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY,
    requestTimeout: REQUEST_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    // The number of proxies in front of us; with none, what a request says of its origin is not believed.
    trustProxy: (_address, hop) => hop < config.trustedProxies,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;

  warnOfUncountedProxy(app, services);
  refuseMalformedHost(app);
  refuseOtherOrigins(app, services);
  releaseConnectionsOnClose(app);
  addSecurityHeaders(app, config);
  acceptOnlyJson(app);
  addErrorHandler(app, services);
  addHealthRoutes(app, services);
  addAuthRoutes(app, services);
  addExportRoutes(app, services);
  addLogoRoute(app, services);
  addPasswordResetRoute(app, services);

  const apollo = await createGraphQLServer(app, services);
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['POST'],
    context: (request, reply) => graphqlContext(services, request, reply),
  });
  // Whoever opens the address in a browser is shown what it is.
  app.get('/graphql', async ({ headers: { accept } }, reply) =>
    /\btext\/html\b/.test(accept ?? '')
      ? reply.header('vary', 'accept').redirect('/explorer/')
      : reply.code(405).header('allow', 'POST').send({ error: 'GraphQL operations are sent with POST' }),
  );
  await addStaticFiles(app, apps);
  return app;
}

/** Behind a proxy that is not counted all people have one address, and share what one of them may try. */
function warnOfUncountedProxy(app: FastifyInstance, { config, log }: Services): void {
  let warned = config.trustedProxies > 0;
  app.addHook('onRequest', async ({ headers }) => {
    if (warned || headers['x-forwarded-for'] === undefined) return;
    warned = true;
    log.warn('requests come through a proxy: set TRUSTED_PROXIES to how many there are');
  });
}

/** No answer depends on the Host header, but a name that is none would break the parsing of addresses. */
function refuseMalformedHost(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!URL.canParse(request.url, `http://${request.headers.host || 'none'}/`))
      await reply.code(400).send({ error: 'Bad Request' });
  });
}

/** A browser names the page that sends; what is no browser and carries no session of one has nothing to name. */
function refuseOtherOrigins(app: FastifyInstance, { config }: Services): void {
  app.addHook('onRequest', async ({ method, headers: { origin } }, reply) => {
    if (method !== 'GET' && method !== 'HEAD' && origin !== undefined && !isTrustedOrigin(config, origin))
      await reply.code(403).send({ code: 'INVALID_ORIGIN', message: 'Invalid origin' });
  });
}

/** A connection that is kept alive after its last answer would keep the whole process alive. */
function releaseConnectionsOnClose(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

function addErrorHandler(app: FastifyInstance, { log, outages }: Services): void {
  app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    // Of a file that could not be begun.
    reply.removeHeader('content-disposition').type('application/json; charset=utf-8');
    if (outages.takes(error))
      return reply
        .code(503)
        .header('retry-after', '2')
        .send({ code: 'UNAVAILABLE', error: 'Not available now; try again in a moment' });
    const status = error.statusCode ?? 500;
    // Whoever is still sending would find the connection closed, and never read why: what is left is let run past instead.
    if (status === 413) reply.removeHeader('connection');
    if (status >= 500) log.error({ err: error }, 'request failed');
    return reply.code(status).send({ error: status >= 500 ? 'Internal Server Error' : error.message });
  });
}
