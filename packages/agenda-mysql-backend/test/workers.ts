import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import { type Bench, bench } from './job-table.ts';
import type { WorkerOrders } from './worker-process.ts';

export interface Worker {
  process: ChildProcess;
  messages: Record<string, unknown>[];
  ready: Promise<void>;
  ended: Promise<number | null>;
}

/** Starts a worker process on the table; it is killed when the test ends, if it still runs. */
export function startWorker(
  on: Bench,
  orders: Partial<WorkerOrders> & Pick<WorkerOrders, 'jobName'>,
  uri: string = inject('databaseUrl'),
): Worker {
  const complete = { uri, tableName: on.tableName, task: 'work', ...orders } satisfies WorkerOrders;
  const child = fork(
    fileURLToPath(new URL('./worker-process.ts', import.meta.url)),
    [JSON.stringify(complete)],
    {
      // The workers of the test runner hand on options that a plain process does not take.
      execArgv: [],
    },
  );
  const worker: Worker = {
    process: child,
    messages: [],
    ready: new Promise((resolve, reject) => {
      child.on('message', (message: Record<string, unknown>) => message.ready && resolve());
      child.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it was ready`)));
    }),
    ended: new Promise((resolve) => child.once('exit', resolve)),
  };
  worker.ready.catch(() => {});
  child.on('message', (message) => worker.messages.push(message as Record<string, unknown>));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await worker.ended;
  });
  return worker;
}

export interface LedgerRow {
  job_id: string;
  event: 'claim' | 'begin' | 'end';
  pid: number;
}

/** A table of jobs with a ledger beside it, in which workers write what they do. */
export async function ledgerBench(): Promise<Bench & { ledger(): Promise<LedgerRow[]> }> {
  const made = await bench();
  await made.sql(
    'CREATE TABLE $jobs_ledger (n BIGINT AUTO_INCREMENT PRIMARY KEY, job_id CHAR(36), event VARCHAR(5), pid INT)',
  );
  return {
    ...made,
    ledger: () => made.sql<LedgerRow>('SELECT job_id, event, pid FROM $jobs_ledger ORDER BY n'),
  };
}

/** How often each job has the event. */
export function counted(rows: LedgerRow[], event: LedgerRow['event']): number[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.event === event) counts.set(row.job_id, (counts.get(row.job_id) ?? 0) + 1);
  }
  return [...counts.values()];
}
