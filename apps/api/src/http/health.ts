import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.js';

const PATIENCE = 2_000;

/** `/healthz`: the process answers. `/readyz`: it can do its work, so send it requests. */
export function addHealthRoutes(app: FastifyInstance, { dataSource, outages }: Services): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const question = dataSource.query('SELECT 1').catch((error: unknown) => {
      outages.takes(error);
      throw error;
    });
    if (await answers(question)) return { status: 'ready' };
    return reply.code(503).header('retry-after', '2').send({ status: 'the database does not answer' });
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
