import { normalizeAddress } from '@anteroom/address-list';
import type { FastifyInstance } from 'fastify';
import { CLIENT_ADDRESS_HEADER, clientAddress, normalizeIP } from '../auth/client-address.js';
import { PORTAL_RESET } from '../auth/password/password-reset-mail.js';
import type { Services } from '../context.js';

const ANSWER = { status: true };

/**
 * Asks for a mail with a link to set a new password. The answer is given before anything is looked up: neither its words nor
 * the time it takes can tell whether the address has a user.
 */
export function addPasswordResetRoute(app: FastifyInstance, { auth, limits, log }: Services): void {
  const underway = new Set<Promise<void>>();

  app.post('/api/auth/request-password-reset', async (request, reply) => {
    const { email, redirectTo } = (request.body ?? {}) as { email?: unknown; redirectTo?: unknown };
    const { address } = normalizeAddress(typeof email === 'string' ? email.slice(0, 500) : '');
    if (address === null)
      return reply.code(400).send({ code: 'INVALID_EMAIL', message: 'Give an e-mail address' });
    const wait = limits.resets.take(`from:${normalizeIP(clientAddress(request))}`);
    if (wait > 0)
      return reply
        .code(429)
        .header('retry-after', String(Math.ceil(wait / 1000)))
        .send({ code: 'TOO_MANY_REQUESTS', message: 'Too many requests; try again later' });
    // A mailbox that gets enough of them gets no more, and nobody is told.
    if (limits.resets.take(`to:${address}`) === 0) {
      const work = setImmediatePromise()
        .then(() =>
          auth.api.requestPasswordReset({
            // Of all pages only that one is passed on: the link must lead nowhere else.
            body: { email: address, ...(redirectTo === PORTAL_RESET && { redirectTo: PORTAL_RESET }) },
            headers: new Headers({ [CLIENT_ADDRESS_HEADER]: clientAddress(request) }),
          }),
        )
        .catch((error: unknown) => log.error({ err: error }, 'a password reset could not be prepared'))
        .then(() => void underway.delete(work));
      underway.add(work);
    }
    return reply.send(ANSWER);
  });

  app.addHook('onClose', async () => {
    await Promise.all(underway);
  });
}

const setImmediatePromise = () => new Promise<void>((resolve) => setImmediate(resolve));
