import { Agenda, backoffStrategies, type Job } from 'agenda';
import { MysqlBackend } from 'agenda-mysql-backend';
import { resealForNewKey } from '../audit/chain/reseal-for-new-key.js';
import { sealEntries } from '../audit/chain/seal-entries.js';
import { runBulkOperations } from '../bulk/run-bulk-operations.js';
import type { Services } from '../context.js';
import { readDatabaseUrl } from '../database/database-url.js';
import { mailTemplate } from '../email/mail-template.js';
import { type DeliveryOptions, MailDelivery } from '../email/outbox/deliver-mail.js';
import { expireDue, type SweepOptions } from '../invitations/sweeps/expire-due.js';
import { remindDue } from '../invitations/sweeps/remind-due.js';
import { BackgroundWork } from './background-work.js';
import { bringForward } from './bring-forward.js';
import { cleanUp } from './clean-up.js';
import { Progress } from './progress.js';

type Standing = 'CLOCK_STANDS' | 'DELIVERY_STANDS' | 'SWEEP_STANDS' | 'BULK_STANDS' | 'SEALING_STANDS';

export interface Jobs {
  /** Lets what has begun finish, gives back what has not, and starts nothing more. */
  stop(): Promise<void>;
  /** Why the work of this process does not go on, as a code; null when it does. */
  standing(): Standing | null;
}

export interface JobsOptions {
  /** How often to look for mail that another process has queued. */
  deliverEveryMs?: number;
  delivery?: DeliveryOptions;
  /** After how long without any sign the work counts as standing still. */
  patience?: { clockMs: number; workMs: number };
}

type Sweep = (options: SweepOptions) => Promise<unknown>;

/** Agenda and its statements need no more: the work itself goes over the pool of the application. */
const CONNECTIONS = 3;
const LOCK_LIFETIME = 60_000;
/** Short, for a tick takes no time: when a process ends in the middle of one, another may tick soon. */
const TICK_LOCK_LIFETIME = 5_000;
const DELIVER_EVERY = 2_000;
const BULK_EVERY = 5_000;
const SEAL_EVERY = 5_000;
/** A moment for more to come, so that a busy second is one batch and not a hundred. */
const SEAL_DELAY = 500;
const SWEEP_EVERY = 15_000;
const RENEW_SCHEDULE = 5 * 60_000;
const DRAIN_TIMEOUT = 20_000;
/** It looks every second or two, whatever there is to do. */
const CLOCK_PATIENCE = 60_000;
/** Longer than the slowest mail server may take over one mail, or the database over one batch. */
const WORK_PATIENCE = 15 * 60_000;
/** While its tick runs nobody looks for it in this process: a tick that hangs stops the looking as well. */
const DELIVERY_JOB = 'deliver-mail';

/**
 * Starts delivering mail and sweeping due rows in this process. What is due stands in the rows; Agenda only says when to
 * look, so that losing every job row loses nothing. A request's hint goes straight to the delivery of its own process.
 */
export async function startJobs(services: Services, options: JobsOptions = {}): Promise<Jobs> {
  const { log, wake } = services;
  const ending = new AbortController();
  const delivery = new MailDelivery(services, options.delivery);
  const bulk = new BackgroundWork(log, (further) =>
    runBulkOperations(services, {
      stopped() {
        further();
        return ending.signal.aborted;
      },
    }),
  );
  const seal = new BackgroundWork(log, (further) =>
    sealEntries(services, { signal: ending.signal, afterBatch: async () => further() }),
  );
  const sweeping = new Progress();
  let sealSoon: NodeJS.Timeout | undefined;
  const listeners = [
    wake.on('delivery', () => delivery.wake()),
    wake.on('bulk', () => bulk.start()),
    wake.on('audit', () => {
      sealSoon ??= setTimeout(() => {
        sealSoon = undefined;
        seal.start();
      }, SEAL_DELAY);
    }),
  ];

  const deliverEvery = options.deliverEveryMs ?? DELIVER_EVERY;
  const patience = options.patience ?? { clockMs: CLOCK_PATIENCE, workMs: WORK_PATIENCE };
  let lookedAt = performance.now();
  const agenda = createAgenda(services, Math.min(1_000, deliverEvery), () => {
    lookedAt = performance.now();
  });
  const intervals = new Map<string, number>();
  const define = (name: string, intervalMs: number, sweep: Sweep, lockLifetime = LOCK_LIFETIME) => {
    intervals.set(name, intervalMs);
    defineSweep(agenda, name, (afterBatch) => sweep({ signal: ending.signal, afterBatch }), lockLifetime);
  };
  // These return at once: the work holds claims of its own, and another process may join in at the next tick.
  define(DELIVERY_JOB, deliverEvery, () => delivery.sweep(), TICK_LOCK_LIFETIME);
  define('run-bulk-operations', BULK_EVERY, async () => bulk.start(), TICK_LOCK_LIFETIME);
  define('seal-audit-entries', SEAL_EVERY, async () => seal.start(), TICK_LOCK_LIFETIME);
  define('sweep-invitations', SWEEP_EVERY, (options) => sweepInvitations(services, sweeping, options));
  define('clean-up', 3_600_000, (options) => cleanUp(services, options));

  const schedule = async () => {
    for (const [name, interval] of intervals) await agenda.every(interval, name);
    await bringForward(services, intervals);
  };
  await agenda.start();
  await schedule();
  // Rows that were lost come back, and those that were put off too far.
  const renewal = setInterval(() => {
    schedule().catch((error: unknown) => log.error({ error }, 'the jobs could not be scheduled'));
  }, RENEW_SCHEDULE);
  delivery.wake();
  bulk.start();
  await resealForNewKey(services).catch((error: unknown) =>
    log.error({ error }, 'the chains of the audit log could not be signed with the new key'),
  );
  seal.start();
  // Now, and not when the first mail waits for it.
  if (!options.delivery?.createComposer)
    mailTemplate().catch((error: unknown) => log.error({ error }, 'the mail template cannot be used'));

  return {
    standing() {
      if (performance.now() - lookedAt > patience.clockMs) return 'CLOCK_STANDS';
      const works: [Standing, number][] = [
        ['DELIVERY_STANDS', delivery.busyWithoutProgressMs],
        ['SWEEP_STANDS', sweeping.standsForMs],
        ['BULK_STANDS', bulk.standsForMs],
        ['SEALING_STANDS', seal.standsForMs],
      ];
      return works.find(([, ms]) => ms > patience.workMs)?.[0] ?? null;
    },
    async stop() {
      ending.abort();
      clearInterval(renewal);
      clearTimeout(sealSoon);
      for (const stopListening of listeners) stopListening();
      await Promise.all([
        delivery.stop(),
        bulk.rest(),
        seal.rest(),
        agenda.drain({ timeout: DRAIN_TIMEOUT, closeConnection: true }),
      ]);
    },
  };
}

/** One after the other: side by side they would step around each other's locked rows and leave them for the next time. */
function sweepInvitations(services: Services, progress: Progress, { signal, afterBatch }: SweepOptions) {
  return progress.watch(async (further) => {
    const options = {
      signal,
      async afterBatch() {
        further();
        await afterBatch?.();
      },
    };
    try {
      await expireDue(services, options);
    } finally {
      await remindDue(services, options);
    }
  });
}

function createAgenda(
  { config, log, outages }: Services,
  processEvery: number,
  hasLooked: () => void,
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
    if (question[0] === DELIVERY_JOB) hasLooked();
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

function defineSweep(
  agenda: Agenda,
  name: string,
  sweep: (afterBatch: () => Promise<void>) => Promise<unknown>,
  lockLifetime: number,
): void {
  agenda.define(
    name,
    async (job: Job) => {
      // First of all: a job that has waited in the queue beyond its lock is somebody else's by now.
      await job.touch();
      await sweep(() => job.touch());
    },
    {
      // Sweeps share out rows, not jobs: one at a time in a process, and none kept from the others.
      concurrency: 1,
      lockLimit: 1,
      lockLifetime,
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
