import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { exportAudit } from '../audit/export-audit.js';
import type { Services } from '../context.js';
import { notFound, unauthenticated } from '../errors.js';
import { isId } from '../id.js';
import { graphqlContext } from './request-context.js';

const list = z.string().transform((text) => text.split(','));

const Query = z.object({
  /** Id or slug. */
  organization: z.string().max(100),
  actor: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
  actions: list.optional(),
  prefix: z.string().max(60).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
};

/**
 * The audit log as a file. A link that another site makes somebody follow changes nothing and gives that site nothing: the
 * file goes to whoever is signed in.
 */
export function addAuditExportRoute(app: FastifyInstance, services: Services): void {
  for (const format of ['csv', 'jsonl'] as const)
    app.get(`/export/audit.${format}`, async (request, reply) => {
      const query = Query.safeParse(request.query);
      if (!query.success)
        return reply.code(400).send({ error: 'Give an organization, and moments in ISO 8601' });
      const { organization, actor, subject, actions, prefix, from, to } = query.data;
      try {
        const ctx = await graphqlContext(services, request, reply);
        if (!ctx.viewer && !ctx.apiKey) throw unauthenticated();
        const pieces = await exportAudit(ctx, {
          organizationId: await organizationIdOf(services, organization),
          format,
          filter: {
            actorId: actor,
            subjectId: subject,
            actions,
            actionPrefix: prefix,
            from: from ? new Date(from) : undefined,
            to: to ? new Date(to) : undefined,
          },
        });
        return reply
          .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.${format}"`,
          )
          .send(Readable.from(pieces));
      } catch (error) {
        return refuse(reply, error);
      }
    });
}

async function organizationIdOf({ dataSource }: Services, given: string): Promise<string> {
  if (isId(given)) return given;
  const [row] = await dataSource.query<{ id: string }[]>('SELECT id FROM organizations WHERE slug = ?', [
    given,
  ]);
  if (!row) throw notFound();
  return row.id;
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (!(error instanceof GraphQLError)) throw error;
  const code = String(error.extensions.code);
  const status = STATUS[code];
  if (!status) throw error;
  const seconds = error.extensions.retryAfterSeconds;
  if (typeof seconds === 'number') reply.header('retry-after', String(seconds));
  return reply.code(status).send({ code, error: error.message });
}
