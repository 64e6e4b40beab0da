import { type FastifyInstance, fastify } from 'fastify';
import type { Services } from '../context.js';

const PATIENCE = 2_000;

type Standing = () => string | null;

/** Of a process that serves nobody: whether it works, for whoever keeps it running. */
export function createWorkerHealth(services: Services, standing: Standing): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  addHealthRoutes(app, services, standing);
  return app;
}

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work, so send it requests.
 *
 * @param standing why the work of this process does not go on
 */
export function addHealthRoutes(
  app: FastifyInstance,
  { dataSource, outages }: Pick<Services, 'dataSource' | 'outages'>,
  standing: Standing = () => null,
): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const question = dataSource.query('SELECT 1').catch((error: unknown) => {
      outages.takes(error);
      throw error;
    });
    const reason = (await answers(question)) ? standing() : 'DATABASE_AWAY';
    if (reason === null) return { status: 'ready' };
    const status = reason === 'DATABASE_AWAY' ? 'the database does not answer' : 'the work does not go on';
    return reply.code(503).header('retry-after', '2').send({ status, reason });
  });
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const answered = question.then(
    () => true,
    () => false,
  );
  const result = await Promise.race([answered, tooLate]);
  clearTimeout(timer);
  return result;
}
