import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const SPAS = ['admin', 'portal', 'explorer'] as const;

/** The builds of the SPAs beside this package, as the repository and an image of it have them. */
export const APPS_FOLDER = fileURLToPath(new URL('../../../', import.meta.url));

/** The SPAs and the API's explorer from their builds; what is no file of theirs is a page that their router knows. */
export async function addStaticFiles(app: FastifyInstance, apps: string): Promise<void> {
  const folderOf = (spa: string) => join(apps, spa, 'dist');
  const built = SPAS.filter((spa) => existsSync(join(folderOf(spa), 'index.html')));
  for (const [index, spa] of built.entries())
    await app.register(fastifyStatic, {
      root: folderOf(spa),
      prefix: `/${spa}/`,
      decorateReply: index === 0,
      cacheControl: false,
      redirect: false,
      preCompressed: true,
      setHeaders(reply, path) {
        // Vite puts the hash of the content into the names of everything in assets.
        if (path.includes('/assets/')) reply.header('cache-control', 'public, max-age=31536000, immutable');
      },
    });
  for (const spa of built) app.get(`/${spa}`, async (_request, reply) => reply.redirect(`/${spa}/`));
  app.get('/', async (_request, reply) => reply.redirect('/portal/'));
  app.setNotFoundHandler((request, reply) => {
    const spa = built.find((name) => isPageOf(name, request));
    return spa
      ? reply.code(200).type('text/html').sendFile('index.html', folderOf(spa))
      : reply.code(404).send({ error: 'Not Found' });
  });
}

function isPageOf(spa: string, { method, url }: FastifyRequest): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    url.startsWith(`/${spa}/`) &&
    // A script that is gone must be a 404 and not a page.
    !url.startsWith(`/${spa}/assets/`)
  );
}
