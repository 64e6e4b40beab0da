import { expect, it } from 'vitest';
import { type Bench, jobNamed, sleep, until } from './job-table.ts';
import { counted, ledgerBench, startWorker } from './workers.ts';

const JOBS = Number(process.env.STRESS_JOBS ?? 4000);
const PROCESSES = Number(process.env.STRESS_PROCESSES ?? 8);

it(`has ${PROCESSES} processes claim ${JOBS} jobs once each, without a deadlock`, {
  timeout: 600_000,
}, async () => {
  const made = await ledgerBench();
  for (let saved = 0; saved < JOBS; saved += 1000) {
    await made.backend.saveJobs(
      Array.from({ length: Math.min(1000, JOBS - saved) }, (_, n) => jobNamed('work', { data: { n } })),
    );
  }
  const workers = Array.from({ length: PROCESSES }, () =>
    startWorker(made, { task: 'claim', jobName: 'work' }),
  );
  expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual(workers.map(() => 0));
  const claims = counted(await made.ledger(), 'claim');
  expect(claims).toHaveLength(JOBS);
  expect(claims.every((count) => count === 1)).toBe(true);
  expect(await deadlocked(made)).toBe(false);
});

/** Whether the latest deadlock of the server was about this table. */
async function deadlocked(made: Bench): Promise<boolean> {
  const [row] = await made.sql<{ Status: string }>('SHOW ENGINE INNODB STATUS');
  const status = row?.Status ?? '';
  const from = status.indexOf('LATEST DETECTED DEADLOCK');
  return from >= 0 && status.slice(from, status.indexOf('TRANSACTIONS\n---', from)).includes(made.tableName);
}

it('runs the jobs of a killed worker again after their locks’ life, once', async () => {
  const made = await ledgerBench();
  await made.backend.saveJobs(Array.from({ length: 12 }, (_, n) => jobNamed('work', { data: { n } })));
  const orders = { jobName: 'work', lockLifetime: 1500, concurrency: 3 };
  const first = startWorker(made, { ...orders, duration: 700 });
  // Some have ended, some have begun, the rest waits in the queue of the process.
  await until('a job to end', async () => (await made.ledger()).some((row) => row.event === 'end'));
  first.process.kill('SIGKILL');
  await first.ended;
  const recorded = (await made.backend.repository.queryJobs({ state: 'completed' })).jobs.map(
    (job) => job._id,
  );
  const second = startWorker(made, { ...orders, duration: 20 });
  await second.ready;
  const completed = async () => (await made.backend.repository.queryJobs({ state: 'completed' })).total;
  await until('every job to be completed', async () => (await completed()) === 12);
  await sleep(400);
  const later = (await made.ledger()).filter((row) => row.pid === second.process.pid);
  // What was recorded is never run again; all else is, once.
  expect(counted(later, 'end')).toEqual(Array.from({ length: 12 - recorded.length }, () => 1));
  expect(later.some((row) => recorded.includes(row.job_id as never))).toBe(false);
});

it.each([
  ['working off its queue', false, 6],
  ['giving back its queue at once', true, 30],
])('drains on SIGTERM, %s', async (_how, releaseQueued, jobs) => {
  const made = await ledgerBench();
  await made.backend.saveJobs(Array.from({ length: jobs }, (_, n) => jobNamed('work', { data: { n } })));
  const worker = startWorker(made, { jobName: 'work', duration: 400, concurrency: 2, releaseQueued });
  await until('two to run', async () => counted(await made.ledger(), 'begin').length === 2);
  const asked = Date.now();
  worker.process.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
  const took = Date.now() - asked;
  const rows = await made.ledger();
  const ran = counted(rows, 'end').length;
  expect(counted(rows, 'begin')).toHaveLength(ran);
  expect((await made.backend.repository.queryJobs({ state: 'running' })).total).toBe(0);
  expect((await made.backend.repository.queryJobs({ state: 'queued' })).total).toBe(jobs - ran);
  if (releaseQueued) {
    expect(took).toBeLessThan(1200);
    expect(ran).toBeLessThan(6);
  }
  // Nobody has to wait for the locks of the drained worker, which would have lived ten minutes.
  startWorker(made, { jobName: 'work', duration: 0, concurrency: 10 });
  await until('the rest', async () => counted(await made.ledger(), 'end').length === jobs, 5000);
  expect(counted(await made.ledger(), 'end').every((count) => count === 1)).toBe(true);
});

it('starts a job that another process saves within the poll interval', async () => {
  const made = await ledgerBench();
  const worker = startWorker(made, { jobName: 'work', processEvery: 60_000, pollInterval: 300 });
  await worker.ready;
  await sleep(100);
  const saved = Date.now();
  await made.backend.saveJob(jobNamed('work'));
  await until('the job', async () => counted(await made.ledger(), 'begin').length === 1);
  expect(Date.now() - saved).toBeLessThan(1000);
});

it('goes by the database’s clock in a process whose own is hours wrong', async () => {
  const made = await ledgerBench();
  const hours = 3_600_000;
  const dueLater = await made.backend.saveJob(jobNamed('work', { nextRunAt: new Date(Date.now() + hours) }));
  const ahead = startWorker(made, { jobName: 'work', clockShift: 3 * hours, processEvery: 100 });
  const behind = startWorker(made, { jobName: 'work', clockShift: -3 * hours, processEvery: 100 });
  await Promise.all([ahead.ready, behind.ready]);
  const due = await made.backend.saveJobs(
    Array.from({ length: 10 }, (_, n) => jobNamed('work', { data: { n } })),
  );
  await until('the jobs that are due', async () => counted(await made.ledger(), 'end').length === 10);
  await sleep(300);
  const rows = await made.ledger();
  expect(counted(rows, 'begin')).toEqual(due.map(() => 1));
  expect(rows.some((row) => row.job_id === dueLater._id)).toBe(false);
  expect((await made.backend.repository.queryJobs({ state: 'running' })).total).toBe(0);
});

it.each([300, '300', '0.3 seconds'])(
  'repeats every %j by the database’s clock in a process that is hours ahead',
  async (repeatInterval) => {
    const made = await ledgerBench();
    const clockShift = 3 * 3_600_000;
    const worker = startWorker(made, { jobName: 'work', clockShift, processEvery: 100 });
    await worker.ready;
    await made.backend.saveJob(jobNamed('work', { type: 'single', repeatInterval, nextRunAt: new Date() }));
    await until('the third run', async () => (counted(await made.ledger(), 'end')[0] ?? 0) >= 3, 8_000);
  },
);
