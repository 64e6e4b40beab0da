import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { authenticateKey } from '../api-keys/authenticate-key.js';
import { CLIENT_ADDRESS_HEADER, clientAddress } from '../auth/client-address.js';
import { createContext, type RequestContext, type Services, type Viewer } from '../context.js';
import { createLoaders } from '../loaders.js';

export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  headers.set(CLIENT_ADDRESS_HEADER, clientAddress(request));
  return headers;
}

export async function graphqlContext(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  const headers = headersOf(request);
  const address = clientAddress(request);
  const setCookie = (values: readonly string[]) => {
    if (values.length > 0) reply.header('set-cookie', [...values]);
  };
  try {
    const { authorization, cookie } = request.headers;
    const apiKey = await authenticateKey(services, { authorization, cookie, address });
    const viewer = apiKey ? null : await viewerOf(services, headers, setCookie);
    return createContext(services, viewer, createLoaders, { address, headers, setCookie }, apiKey);
  } catch (error) {
    if (error instanceof GraphQLError) throw error;
    if (!services.outages.takes(error))
      services.log.error({ err: error }, 'the session or key could not be read');
    throw new GraphQLError('The service is not available now; try again in a moment', {
      extensions: {
        code: 'UNAVAILABLE',
        http: { status: 503, headers: new Map([['retry-after', '2']]) },
      },
    });
  }
}

/** Asked of the database at every request: a session that was ended is over at once. */
async function viewerOf(
  { auth }: Services,
  headers: Headers,
  setCookie: (values: readonly string[]) => void,
): Promise<Viewer | null> {
  if (!headers.has('cookie')) return null;
  const { headers: answer, response } = await auth.api.getSession({ headers, returnHeaders: true });
  setCookie(answer.getSetCookie());
  if (!response) return null;
  const { id, email, emailVerified, name, language } = response.user;
  return { userId: id, email, emailVerified: Boolean(emailVerified), name, language: language ?? null };
}
