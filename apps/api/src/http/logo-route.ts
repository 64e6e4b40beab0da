import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.js';
import { mediaTypeOf } from '../organizations/logo/logo-name.js';

/** Logos, for everybody: they stand in mail, which other sites show. */
export function addLogoRoute(app: FastifyInstance, { dataSource }: Services): void {
  app.get<{ Params: { name: string } }>('/logos/:name', async ({ params: { name } }, reply) => {
    const type = mediaTypeOf(name);
    const [row] = type
      ? await dataSource.query<{ image: Buffer }[]>(
          'SELECT image FROM organization_logos WHERE name = ? LIMIT 1',
          [name],
        )
      : [];
    if (!type || !row) return reply.code(404).send({ error: 'Not Found' });
    return reply
      .type(type)
      .headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(row.image);
  });
}
