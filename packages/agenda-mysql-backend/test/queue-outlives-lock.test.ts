import type { Job, JobStateNotification } from 'agenda';
import { expect, it } from 'vitest';
import { JobLockLostError } from '../src/index.js';
import { bench, jobNamed, sleep, until } from './job-table.ts';

/** With waiting locks left alone there are over a hundred; a machine that stands still for half a second causes some. */
const FEW = 15;

/** Events of this Agenda carry the job, those of another what was told of it. */
function idOf(job: Job | JobStateNotification): string {
  return String('attrs' in job ? job.attrs._id : job.jobId);
}

/** Thirty jobs that take longer together than a lock lives, one at a time, in one process or two. */
async function run({ processes = 1, keepQueuedLocks = true, lockLifetime = 500, duration = 200, jobs = 30 }) {
  const made = await bench({ keepQueuedLocks });
  const begun = new Map<string, number>();
  const refused: string[] = [];
  // A run that was itself longer than its lock, on a machine that stands still, may rightly be taken for dead.
  const overran = new Set<string>();
  const agendas = [];
  for (let n = 0; n < processes; n += 1) {
    const agenda = await made.agenda(
      { processEvery: 100, name: `p${n}` },
      n ? await made.another() : made.backend,
    );
    agenda.on('error', (error) => {
      // Agenda also complains when a run ends just as it looks whether the job is still alive.
      if (error instanceof JobLockLostError) refused.push(error.jobId);
    });
    agenda.define(
      'slow',
      async (job: Job) => {
        const id = String(job.attrs._id);
        begun.set(id, (begun.get(id) ?? 0) + 1);
        await sleep(duration);
      },
      { concurrency: 1, lockLifetime },
    );
    const started = new Map<string, number>();
    agenda.on('start', (job) => started.set(idOf(job), Date.now()));
    agenda.on('complete', (job) => {
      const id = idOf(job);
      if (Date.now() - (started.get(id) ?? Date.now()) > lockLifetime * 0.8) overran.add(id);
    });
    agendas.push(agenda);
  }
  await made.backend.saveJobs(Array.from({ length: jobs }, (_, n) => jobNamed('slow', { data: { n } })));
  await Promise.all(agendas.map((agenda) => agenda.start()));
  await until(
    'all to be completed',
    async () => (await made.backend.repository.queryJobs({ state: 'completed', limit: 1 })).total === jobs,
    50_000,
  );
  await sleep(300);
  const runs = [...begun].map(([id, count]) => (overran.has(id) ? 1 : count));
  for (const id of overran) refused.splice(0, refused.length, ...refused.filter((other) => other !== id));
  const locked = await Promise.all(
    agendas.map(async (agenda) => (await agenda.getRunningStats()).lockedJobs),
  );
  return { runs, refused, locked };
}

it('runs each of 30 jobs of 200 ms once, though a lock lives 500 ms and one runs at a time', async () => {
  const { runs } = await run({});
  expect(runs).toEqual(Array.from({ length: 30 }, () => 1));
});

it('and in two processes', async () => {
  const { runs, refused } = await run({ processes: 2, lockLifetime: 1200 });
  expect(runs).toEqual(Array.from({ length: 30 }, () => 1));
  expect(refused.length).toBeLessThan(FEW);
});

it('even when queued locks are left to run out, because a lost claim is refused before its handler begins', async () => {
  const { runs } = await run({ processes: 2, keepQueuedLocks: false, jobs: 12 });
  expect(runs).toEqual(Array.from({ length: 12 }, () => 1));
});

it('never runs a job twice at the same time when the process was held up longer than its locks live', async () => {
  const made = await bench();
  const rival = await made.another();
  const running = new Set<string>();
  let overlapped = false;
  let ended = 0;
  const define = (agenda: Awaited<ReturnType<typeof made.agenda>>) => {
    agenda.on('error', () => {});
    agenda.define(
      'slow',
      async (job: Job) => {
        const id = String(job.attrs._id);
        overlapped ||= running.has(id);
        running.add(id);
        await sleep(20);
        running.delete(id);
        ended += 1;
      },
      { concurrency: 1, lockLifetime: 300 },
    );
    return agenda;
  };
  const agenda = define(await made.agenda({ processEvery: 50 }));
  await made.backend.saveJobs(Array.from({ length: 20 }, (_, n) => jobNamed('slow', { data: { n } })));
  await agenda.start();
  await until('the first to end', () => ended > 0);
  // The event loop stands still: no lock is renewed.
  const until500 = Date.now() + 500;
  while (Date.now() < until500);
  const other = define(await made.agenda({ processEvery: 50 }, rival));
  await other.start();
  await until(
    'all',
    async () => (await made.backend.repository.queryJobs({ state: 'completed' })).total === 20,
  );
  expect(overlapped).toBe(false);
  // The lock of the job that ran meanwhile may really have run out; those that waited are run once.
  expect(ended).toBeLessThanOrEqual(21);
  await until('its place in the lock limit', async () => (await agenda.getRunningStats()).lockedJobs === 0);
});
