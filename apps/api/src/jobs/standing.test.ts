import { createConnection } from 'mysql2/promise';
import { afterEach, expect, it } from 'vitest';
import type { BuiltOrganization } from '../../test/builders.js';
import type { App } from '../../test/harness.js';
import { aQueuedInvitation, useOutbox } from '../../test/outbox.js';
import { createWorkerHealth } from '../http/health.js';
import { type Jobs, type JobsOptions, startJobs } from './start-jobs.js';

let app: App;
let organization: BuiltOrganization;
useOutbox((outbox) => {
  ({ app, organization } = outbox);
});

let jobs: Jobs | undefined;
afterEach(async () => {
  await jobs?.stop();
  await app.sql('DELETE FROM agenda_jobs');
});

/** What whoever keeps the worker running is answered. */
async function startWorker(options: JobsOptions) {
  const started = await startJobs(app.services, options);
  jobs = started;
  const health = createWorkerHealth(app.services, () => started.standing());
  return async () => {
    const { statusCode, body } = await health.inject('/readyz');
    return [statusCode, JSON.parse(body).reason];
  };
}

async function until(ask: () => Promise<unknown[]>, answer: unknown[]): Promise<void> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; ) {
    if (JSON.stringify(await ask()) === JSON.stringify(answer)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not become ${answer}, but stayed ${await ask()}`);
}

it('a worker is ready for as long as it looks for work, whether there is any or not', async () => {
  const ready = await startWorker({ patience: { clockMs: 3_000, workMs: 60_000 } });
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(await ready()).toEqual([200, undefined]);

  const holder = await createConnection({ uri: app.services.config.databaseUrl });
  try {
    await holder.query('LOCK TABLES agenda_jobs WRITE');
    await until(ready, [503, 'CLOCK_STANDS']);
  } finally {
    await holder.end();
  }
  await until(ready, [200, undefined]);
});

it.each([
  [
    'SWEEP_STANDS',
    'invitations',
    `UPDATE agenda_jobs SET next_run_at = NOW(3) WHERE name = 'sweep-invitations'`,
  ],
  ['BULK_STANDS', 'bulk_operations', null],
  ['SEALING_STANDS', 'audit_unsealed', null],
])('a worker is not ready while what it has begun gets no further: %s', async (reason, table, hurry) => {
  const ready = await startWorker({ patience: { clockMs: 60_000, workMs: 500 } });
  const holder = await createConnection({ uri: app.services.config.databaseUrl });
  try {
    await holder.query(`LOCK TABLES ${table} WRITE`);
    app.services.wake.bulk();
    app.services.wake.audit();
    await until(async () => {
      // A run that is just ending puts off the next one.
      if (hurry) await app.sql(hurry);
      return ready();
    }, [503, reason]);
  } finally {
    await holder.end();
  }
  await until(ready, [200, undefined]);
});

it('a worker is not ready while no mail of those under way gets on', async () => {
  const mayEnd = Promise.withResolvers<never>();
  mayEnd.promise.catch(() => {});
  const ready = await startWorker({
    patience: { clockMs: 60_000, workMs: 500 },
    delivery: { createComposer: () => ({ compose: () => mayEnd.promise }) },
  });
  await until(ready, [200, undefined]);
  await aQueuedInvitation(app, organization);
  app.services.wake.delivery();
  await until(ready, [503, 'DELIVERY_STANDS']);
  mayEnd.reject(new Error('it ends at last'));
  await until(ready, [200, undefined]);
});
