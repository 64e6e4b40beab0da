// A worker in a process of its own, for the tests that kill it. It runs the built package on plain Node.
import { Agenda, type Job } from 'agenda';
import { createPool } from 'mysql2/promise';
import { MysqlBackend } from '../dist/index.js';

export interface WorkerOrders {
  uri: string;
  tableName: string;
  /** `work` runs an Agenda; `claim` takes jobs as fast as it can until none is left. */
  task: 'work' | 'claim';
  jobName: string;
  /** How long a job takes, in milliseconds. */
  duration?: number;
  concurrency?: number;
  lockLifetime?: number;
  processEvery?: number;
  pollInterval?: number;
  keepQueuedLocks?: boolean;
  /** Give back what waits when drained. */
  releaseQueued?: boolean;
  /** By how much this process's clock is wrong, in milliseconds. */
  clockShift?: number;
}

const orders = JSON.parse(process.argv[2] ?? '{}') as WorkerOrders;

if (orders.clockShift) {
  const shift = orders.clockShift;
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given: [] | [number | string | Date]) {
      super(...((given.length ? given : [RealDate.now() + shift]) as [number]));
    }
    static override now = () => RealDate.now() + shift;
  } as DateConstructor;
}

const pool = createPool({ uri: orders.uri, connectionLimit: 4 });
const backend = new MysqlBackend({
  pool,
  tableName: orders.tableName,
  ensureSchema: false,
  ...(orders.pollInterval === undefined ? {} : { pollInterval: orders.pollInterval }),
  ...(orders.keepQueuedLocks === undefined ? {} : { keepQueuedLocks: orders.keepQueuedLocks }),
});

const ledger = (jobId: string, event: 'claim' | 'begin' | 'end') =>
  pool.query(`INSERT INTO ${orders.tableName}_ledger (job_id, event, pid) VALUES (?, ?, ?)`, [
    jobId,
    event,
    process.pid,
  ]);

await (orders.task === 'claim' ? claimAll() : work());

async function claimAll(): Promise<void> {
  await backend.connect();
  const claimed: string[] = [];
  const begun = performance.now();
  for (let empty = 0; empty < 3; ) {
    const now = Date.now();
    const job = await backend.repository.getNextJobToRun(
      orders.jobName,
      new Date(now),
      new Date(now - 600_000),
    );
    if (job) claimed.push(String(job._id));
    else empty += 1;
  }
  const seconds = (performance.now() - begun) / 1000;
  for (let start = 0; start < claimed.length; start += 1000) {
    const rows = claimed.slice(start, start + 1000).map((id) => [id, 'claim', process.pid]);
    await pool.query(`INSERT INTO ${orders.tableName}_ledger (job_id, event, pid) VALUES ?`, [rows]);
  }
  process.send?.({ claimed: claimed.length, seconds });
  process.exit(0);
}

async function work(): Promise<void> {
  const agenda = new Agenda({
    backend,
    name: `worker ${process.pid}`,
    processEvery: orders.processEvery ?? 200,
    maxConcurrency: 100,
  });
  agenda.on('error', (error: Error) => process.send?.({ error: String(error) }));
  agenda.define(
    orders.jobName,
    async (job: Job) => {
      await ledger(String(job.attrs._id), 'begin');
      await new Promise((resolve) => setTimeout(resolve, orders.duration ?? 0));
      await ledger(String(job.attrs._id), 'end');
    },
    { concurrency: orders.concurrency ?? 5, lockLifetime: orders.lockLifetime ?? 600_000 },
  );
  await agenda.start();
  process.once('SIGTERM', async () => {
    const draining = agenda.drain();
    if (orders.releaseQueued) await backend.releaseQueued();
    const result = await draining;
    process.send?.({ drained: result });
    process.exit(0);
  });
  process.send?.({ ready: true });
}
