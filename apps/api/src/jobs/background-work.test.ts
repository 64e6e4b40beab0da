import { pino } from 'pino';
import { expect, it } from 'vitest';
import { BackgroundWork } from './background-work.js';

const log = pino({ level: 'silent' });

it('runs once more, and only once, when it was called while it ran', async () => {
  const mayEnd = Promise.withResolvers<void>();
  let runs = 0;
  const work = new BackgroundWork(log, async () => {
    runs += 1;
    await mayEnd.promise;
  });
  work.start();
  for (let time = 0; time < 3; time += 1) work.start();
  expect(runs).toBe(1);
  mayEnd.resolve();
  await work.rest();
  expect(runs).toBe(2);
});

it('goes on after a run that failed', async () => {
  let runs = 0;
  const work = new BackgroundWork(log, async () => {
    runs += 1;
    throw new Error('the database is away');
  });
  for (let time = 0; time < 2; time += 1) {
    work.start();
    await work.rest();
  }
  expect(runs).toBe(2);
});
