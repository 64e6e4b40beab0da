import { expect, vi } from 'vitest';
import type { App } from './harness.js';

export interface HoldUp<Answer> {
  /** What takes the lock: a SELECT … FOR UPDATE, or the change that the request is to find. */
  hold: string;
  parameters: unknown[];
  /** The statement, as a pattern of LIKE, that then waits for it. */
  waiting: string;
  request: () => Promise<Answer>;
  /** Happens in between; `asHolder` may change the rows that are held. */
  meanwhile?: (asHolder: (sql: string, parameters: unknown[]) => Promise<unknown>) => Promise<unknown>;
}

/** Lets something happen after a request has looked and before it writes, by holding a row that it needs. */
export async function heldUp<Answer>(
  app: App,
  { hold, parameters, waiting, request, meanwhile }: HoldUp<Answer>,
): Promise<Answer> {
  const holder = app.services.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query(hold, parameters);
  // What it has just answered, the server may still show as its work.
  const [own]: [{ id: number }] = await holder.query('SELECT CONNECTION_ID() AS id');
  const answer = request();
  await vi.waitFor(
    async () =>
      expect(
        await app.sql(
          'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE ? AND id <> ?',
          [waiting, own.id],
        ),
      ).toHaveLength(1),
    { timeout: 20_000, interval: 20 },
  );
  await meanwhile?.((sql, params) => holder.query(sql, params));
  await holder.commitTransaction();
  await holder.release();
  return answer;
}
