import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { exportAudit } from '../audit/list/export-audit.js';
import { ClientStatus } from '../clients/client-status.js';
import { exportClients } from '../clients/export/export-clients.js';
import type { RequestContext, Services } from '../context.js';
import { notFound, ORGANIZATION_SUSPENDED, unauthenticated } from '../errors.js';
import { isId } from '../id.js';
import { isSlug } from '../organizations/organization-fields.js';
import { graphqlContext } from './request-context.js';

const list = z.string().transform((text) => text.split(','));

/** Id or slug. */
const organization = z.string().max(100);

const AuditQuery = z.object({
  organization,
  actor: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
  actions: list.optional(),
  prefix: z.string().max(60).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

const ClientsQuery = z.object({
  organization,
  search: z.string().max(500).optional(),
  statuses: list.pipe(z.array(z.enum(ClientStatus))).optional(),
  program: z.string().max(100).optional(),
});

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
} as const;

const STATUS: Record<string, number> = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  [ORGANIZATION_SUSPENDED]: 403,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
};

/**
 * What is had as a file. A link that another site makes somebody follow changes nothing and gives that site nothing: the
 * file goes to whoever is signed in.
 */
export function addExportRoutes(app: FastifyInstance, services: Services): void {
  for (const format of ['csv', 'jsonl'] as const)
    addExport(app, services, { name: 'audit', format, query: AuditQuery }, (ctx, organizationId, query) =>
      exportAudit(ctx, {
        organizationId,
        format,
        filter: {
          actorId: query.actor,
          subjectId: query.subject,
          actions: query.actions,
          actionPrefix: query.prefix,
          from: query.from ? new Date(query.from) : undefined,
          to: query.to ? new Date(query.to) : undefined,
        },
      }),
    );
  addExport(
    app,
    services,
    { name: 'clients', format: 'csv', query: ClientsQuery },
    (ctx, organizationId, { search, statuses, program }) =>
      exportClients(ctx, organizationId, { search, statuses, programId: program }),
  );
}

interface ExportFile<Query extends { organization: string }> {
  name: string;
  format: keyof typeof TYPES;
  query: z.ZodType<Query>;
}

function addExport<Query extends { organization: string }>(
  app: FastifyInstance,
  services: Services,
  { name, format, query: schema }: ExportFile<Query>,
  write: (ctx: RequestContext, organizationId: string, query: Query) => Promise<AsyncGenerator<string>>,
): void {
  app.get(`/export/${name}.${format}`, async (request: FastifyRequest, reply: FastifyReply) => {
    const query = schema.safeParse(request.query);
    if (!query.success)
      return reply.code(400).send({ code: 'BAD_USER_INPUT', error: z.prettifyError(query.error) });
    try {
      const ctx = await graphqlContext(services, request, reply);
      if (!ctx.viewer && !ctx.apiKey) throw unauthenticated();
      const pieces = await write(ctx, await organizationIdOf(services, query.data.organization), query.data);
      const day = new Date().toISOString().slice(0, 10);
      return reply
        .type(TYPES[format])
        .header('content-disposition', `attachment; filename="${name}-${day}.${format}"`)
        .send(Readable.from(pieces));
    } catch (error) {
      return refuse(reply, error);
    }
  });
}

async function organizationIdOf({ dataSource }: Services, given: string): Promise<string> {
  if (isId(given)) return given;
  const [row] = isSlug(given)
    ? await dataSource.query<{ id: string }[]>('SELECT id FROM organizations WHERE slug = ?', [given])
    : [];
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
