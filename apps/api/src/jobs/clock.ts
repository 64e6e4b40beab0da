import { Agenda, backoffStrategies, type Job } from 'agenda';
import { MysqlBackend } from 'agenda-mysql-backend';
import type { Services } from '../context.js';
import { readDatabaseUrl } from '../database/database-url.js';
import type { SweepOptions } from '../invitations/sweeps/expire-due.js';
import { bringForward } from './bring-forward.js';

/** Something to be looked for again and again; in each process at most one run of it at a time. */
export interface Recurring {
  name: string;
  everyMs: number;
  /** How long a run may go on without a sign before another process may begin one. */
  lockLifetimeMs?: number;
  run: (options: SweepOptions) => Promise<unknown>;
}

export interface Clock {
  /** For how long nobody has looked in this process whether the watched one is due. */
  standsForMs(): number;
  stop(): Promise<void>;
}

interface ClockOptions {
  signal: AbortSignal;
  /** How often this process asks what is due. */
  processEveryMs: number;
  /** The name of one of them. While its run hangs nobody looks for it here: the looking stops as well. */
  watched: string;
}

/** Agenda and its statements need no more: the work itself goes over the pool of the application. */
const CONNECTIONS = 3;
const LOCK_LIFETIME = 60_000;
const RENEW_SCHEDULE = 5 * 60_000;
const DRAIN_TIMEOUT = 20_000;

/** Calls what recurs in this or another process, by jobs of which there is one row a kind. */
export async function startClock(
  services: Services,
  recurring: readonly Recurring[],
  { signal, processEveryMs, watched }: ClockOptions,
): Promise<Clock> {
  let lookedAt = performance.now();
  const agenda = createAgenda(services, processEveryMs, (name) => {
    if (name === watched) lookedAt = performance.now();
  });
  for (const each of recurring) define(agenda, each, signal);
  const intervals = new Map(recurring.map(({ name, everyMs }) => [name, everyMs]));
  const schedule = async () => {
    for (const [name, interval] of intervals) await agenda.every(interval, name);
    await bringForward(services, intervals);
  };
  await agenda.start();
  await schedule();
  // Rows that were lost come back, and those that were put off too far.
  const renewal = setInterval(() => {
    schedule().catch((error: unknown) => services.log.error({ error }, 'the jobs could not be scheduled'));
  }, RENEW_SCHEDULE);
  return {
    standsForMs: () => performance.now() - lookedAt,
    async stop() {
      clearInterval(renewal);
      await agenda.drain({ timeout: DRAIN_TIMEOUT, closeConnection: true });
    },
  };
}

function createAgenda(
  { config, log, outages }: Services,
  processEvery: number,
  hasLooked: (name: string | undefined) => void,
): Agenda {
  const backend = new MysqlBackend({
    options: { ...readDatabaseUrl(config.databaseUrl), connectionLimit: CONNECTIONS },
    ensureSchema: false,
  });
  // Each process looks by itself, whereas any one of them may get the job: only the former tells that this one lives.
  const { repository } = backend;
  const look = repository.getNextJobToRun.bind(repository);
  repository.getNextJobToRun = async (...question) => {
    const job = await look(...question);
    hasLooked(question[0]);
    return job;
  };
  const agenda = new Agenda({
    backend,
    processEvery,
    defaultLockLifetime: LOCK_LIFETIME,
  });
  agenda.on('error', (error) => {
    if (!outages.takes(error)) log.error({ error }, 'the job scheduler has a problem');
  });
  agenda.on('fail', (error: unknown, job) => {
    if (!outages.takes(error)) log.error({ error, job: nameOf(job) }, 'a job failed');
  });
  return agenda;
}

function define(
  agenda: Agenda,
  { name, lockLifetimeMs = LOCK_LIFETIME, run }: Recurring,
  signal: AbortSignal,
): void {
  agenda.define(
    name,
    async (job: Job) => {
      // First of all: a job that has waited in the queue beyond its lock is somebody else's by now.
      await job.touch();
      await run({ signal, afterBatch: () => job.touch() });
    },
    {
      // Sweeps share out rows, not jobs: one at a time in a process, and none kept from the others.
      concurrency: 1,
      lockLimit: 1,
      lockLifetime: lockLifetimeMs,
      backoff: backoffStrategies.exponential({
        delay: 1_000,
        factor: 2,
        maxDelay: 60_000,
        maxRetries: Number.MAX_SAFE_INTEGER,
        jitter: 0.2,
      }),
    },
  );
}

function nameOf(job: unknown): string {
  const { attrs, jobName } = job as { attrs?: { name?: string }; jobName?: string };
  return attrs?.name ?? jobName ?? '';
}
