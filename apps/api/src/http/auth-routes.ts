import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../context.js';
import { headersOf } from './request-context.js';

/** What we use of the library; the rest of its routes does not exist. */
const ROUTES = [
  ['POST', '/api/auth/sign-in/email'],
  ['POST', '/api/auth/sign-out'],
  ['GET', '/api/auth/get-session'],
  ['POST', '/api/auth/reset-password'],
] as const;

export function addAuthRoutes(app: FastifyInstance, services: Services): void {
  for (const [method, url] of ROUTES)
    app.route({ method, url, handler: (request, reply) => passOn(services, request, reply) });
}

async function passOn(
  { auth, config, log, outages }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { token } = (request.body ?? {}) as { token?: unknown };
  // The library would look it up in a column that cannot be compared with such letters.
  if (typeof token === 'string' && !/^[\x21-\x7e]*$/.test(token))
    return reply.code(400).send({ message: 'Invalid token', code: 'INVALID_TOKEN' });
  // From the configured origin, whatever the request says of its host.
  const url = new URL(request.url, config.publicUrl);
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  try {
    const response = await auth.handler(
      new Request(url, { method: request.method, headers: headersOf(request), body }),
    );
    reply.code(response.status);
    for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) reply.header('set-cookie', cookies);
    return reply.send(await response.text());
  } catch (error) {
    const away = outages.takes(error);
    if (!away) log.error({ err: error }, 'an authentication route failed');
    return reply
      .code(away ? 503 : 500)
      .header('retry-after', '2')
      .send({ message: 'Not available now; try again in a moment' });
  }
}
