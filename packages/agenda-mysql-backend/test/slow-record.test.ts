import { expect, it } from 'vitest';
import { bench, sleep, until } from './job-table.ts';

const LOCK_LIFETIME = 600;

/** A job whose handler is done, while the row in which that is to be written stays locked. */
async function withoutRecord() {
  const made = await bench();
  const scheduler = await made.agenda({ processEvery: 50 });
  const errors: unknown[] = [];
  scheduler.on('error', (error) => errors.push(error));
  const holder = await made.pool.getConnection();
  let runs = 0;
  scheduler.define(
    'work',
    async () => {
      runs += 1;
      await holder.beginTransaction();
      await holder.query(`SELECT row_no FROM ${made.tableName} FOR UPDATE`);
    },
    { lockLifetime: LOCK_LIFETIME },
  );
  await scheduler.now('work');
  await scheduler.start();
  await until('the run', () => runs === 1);
  return {
    scheduler,
    errors,
    runs: () => runs,
    async release() {
      await holder.rollback();
      holder.release();
    },
    states: async () =>
      (await made.backend.repository.queryJobs({ name: 'work' })).jobs.map(({ state }) => state),
  };
}

it('a run whose record takes longer than half the life of its lock has not failed, and runs once', async () => {
  const { errors, runs, release, states } = await withoutRecord();
  await sleep(LOCK_LIFETIME);
  await release();
  await until('the record', async () => (await states())[0] === 'completed');
  await sleep(2 * LOCK_LIFETIME);
  expect({ errors, runs: runs(), states: await states() }).toEqual({
    errors: [],
    runs: 1,
    states: ['completed'],
  });
});

it('drain waits for the record', async () => {
  const { scheduler, errors, release, states } = await withoutRecord();
  const draining = scheduler.drain({ closeConnection: false });
  await sleep(LOCK_LIFETIME);
  await release();
  await draining;
  expect({ errors, states: await states() }).toEqual({ errors: [], states: ['completed'] });
});
