import type { FastifyInstance } from 'fastify';

/**
 * JSON in UTF-8 is the only kind of body there is. A form or text/plain is what another site can make a browser send without
 * being asked; another encoding is how a filter in front is made to see something else than we do.
 */
export function acceptOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && !/^utf-?8$/i.test(charset))
      return done(refusal(415, 'Only JSON in UTF-8 is accepted'), undefined);
    if (body.length === 0) return done(null, undefined);
    try {
      parse(request, new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer), done);
    } catch {
      done(refusal(400, 'The body is not UTF-8'), undefined);
    }
  });
}

function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}
