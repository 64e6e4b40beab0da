import { resealForNewKey } from '../audit/chain/reseal-for-new-key.js';
import { sealEntries } from '../audit/chain/seal-entries.js';
import { runBulkOperations } from '../bulk/run-bulk-operations.js';
import type { Services } from '../context.js';
import { mailTemplate } from '../email/mail-template.js';
import { type DeliveryOptions, MailDelivery } from '../email/outbox/deliver-mail.js';
import { expireDue, type SweepOptions } from '../invitations/sweeps/expire-due.js';
import { remindDue } from '../invitations/sweeps/remind-due.js';
import { BackgroundWork } from './background-work.js';
import { cleanUp } from './clean-up.js';
import { startClock } from './clock.js';
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

/** Short, for a tick takes no time: when a process ends in the middle of one, another may tick soon. */
const TICK_LOCK_LIFETIME = 5_000;
const DELIVER_EVERY = 2_000;
const BULK_EVERY = 5_000;
const SEAL_EVERY = 5_000;
/** A moment for more to come, so that a busy second is one batch and not a hundred. */
const SEAL_DELAY = 500;
const SWEEP_EVERY = 15_000;
/** It looks every second or two, whatever there is to do. */
const CLOCK_PATIENCE = 60_000;
/** Longer than the slowest mail server may take over one mail, or the database over one batch. */
const WORK_PATIENCE = 15 * 60_000;
const CLEAN_UP_EVERY = 60 * 60_000;
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
  // The first three return at once: the work holds claims of its own, and another process may join in at the next tick.
  const clock = await startClock(
    services,
    [
      {
        name: DELIVERY_JOB,
        everyMs: deliverEvery,
        lockLifetimeMs: TICK_LOCK_LIFETIME,
        run: () => delivery.sweep(),
      },
      {
        name: 'run-bulk-operations',
        everyMs: BULK_EVERY,
        lockLifetimeMs: TICK_LOCK_LIFETIME,
        run: async () => bulk.start(),
      },
      {
        name: 'seal-audit-entries',
        everyMs: SEAL_EVERY,
        lockLifetimeMs: TICK_LOCK_LIFETIME,
        run: async () => seal.start(),
      },
      {
        name: 'sweep-invitations',
        everyMs: SWEEP_EVERY,
        run: (options) => sweepInvitations(services, sweeping, options),
      },
      { name: 'clean-up', everyMs: CLEAN_UP_EVERY, run: (options) => cleanUp(services, options) },
    ],
    { signal: ending.signal, processEveryMs: Math.min(1_000, deliverEvery), watched: DELIVERY_JOB },
  );
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
      if (clock.standsForMs() > patience.clockMs) return 'CLOCK_STANDS';
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
      clearTimeout(sealSoon);
      for (const stopListening of listeners) stopListening();
      await Promise.all([delivery.stop(), bulk.rest(), seal.rest(), clock.stop()]);
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
