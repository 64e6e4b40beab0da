import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Connection, createConnection } from 'mysql2/promise';
import { dropStatements, MysqlBackend, schemaStatements } from '../dist/index.js';
import { LocalServer } from '../test/local-server.ts';
import type { Part } from './worker.ts';

/*
 * Claims per second and jobs per second from end to end, for 1, 2 and 8 processes, beside the floor in the same run:
 * a bare loop of SELECT … FOR UPDATE SKIP LOCKED and UPDATE on a narrow table.
 *   DATABASE_URL  a server to measure on; without it a private MariaDB is started
 *   BENCH_JOBS    how many jobs each measurement takes (default 4000)
 *   BENCH_PROCESSES  how many processes (default 1,2,8)
 *   BENCH_ROUNDS  how many measurements of each the median is taken of (default 3)
 */
const JOBS = Number(process.env.BENCH_JOBS ?? 4000);
const PROCESSES = (process.env.BENCH_PROCESSES ?? '1,2,8').split(',').map(Number);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const TABLE = 'agenda_bench';
const FLOOR = 'agenda_bench_floor';

const server = process.env.DATABASE_URL ? undefined : await LocalServer.start();
const uri = process.env.DATABASE_URL ?? (server as LocalServer).url;
const connection = await createConnection(uri);
try {
  const [rows] = await connection.query(
    'SELECT VERSION() AS version, @@innodb_flush_log_at_trx_commit AS flush',
  );
  const [{ version, flush }] = rows as [{ version: string; flush: number }];
  console.log(
    `${version}, flush_log_at_trx_commit ${flush}, Node ${process.version}, median of ${ROUNDS} × ${JOBS} jobs\n`,
  );
  console.log('processes │ floor claims/s │ claims/s │ of the floor │ jobs/s end to end');
  for (const processes of PROCESSES) {
    const figures = { floor: [] as number[], claim: [] as number[], work: [] as number[] };
    // In turns, so that what else the machine does falls on all of them.
    for (let round = 0; round < ROUNDS; round += 1) {
      await fillFloor(connection);
      figures.floor.push(await measure('floor', FLOOR, processes));
      await fillJobs(connection);
      figures.claim.push(await measure('claim', TABLE, processes));
      await fillJobs(connection);
      figures.work.push(await measure('work', TABLE, processes));
    }
    const [floor, claims, jobs] = [median(figures.floor), median(figures.claim), median(figures.work)];
    console.log(
      [
        String(processes).padStart(9),
        String(floor).padStart(14),
        String(claims).padStart(8),
        `${Math.round((100 * claims) / floor)} %`.padStart(12),
        String(jobs).padStart(17),
      ].join(' │ '),
    );
  }
} finally {
  for (const statement of dropStatements(TABLE, `${TABLE}_logs`)) await connection.query(statement);
  await connection.query(`DROP TABLE IF EXISTS ${FLOOR}`);
  await connection.end();
  await server?.remove();
}

async function fillJobs(on: Connection): Promise<void> {
  for (const statement of dropStatements(TABLE, `${TABLE}_logs`)) await on.query(statement);
  for (const statement of schemaStatements(TABLE, `${TABLE}_logs`)) await on.query(statement);
  const backend = new MysqlBackend({ uri, tableName: TABLE, ensureSchema: false });
  const due = new Date(Date.now() - 60_000);
  await backend.saveJobs(
    Array.from({ length: JOBS }, (_, n) => ({
      name: 'bench',
      type: 'normal' as const,
      priority: 0,
      nextRunAt: new Date(due.getTime() + (n % 1000)),
      data: { n, to: 'somebody@example.org' },
    })),
  );
  await backend.disconnect();
}

async function fillFloor(on: Connection): Promise<void> {
  await on.query(`DROP TABLE IF EXISTS ${FLOOR}`);
  await on.query(
    `CREATE TABLE ${FLOOR} (id BIGINT AUTO_INCREMENT PRIMARY KEY, state TINYINT NOT NULL, due_at DATETIME(3) NOT NULL,
      locked_at DATETIME(3) NULL, data JSON, KEY by_due (state, due_at)) ENGINE=InnoDB`,
  );
  const row = '(1, UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE, \'{"to":"somebody@example.org"}\')';
  for (let filled = 0; filled < JOBS; filled += 1000) {
    await on.query(
      `INSERT INTO ${FLOOR} (state, due_at, data) VALUES ${Array.from({ length: Math.min(1000, JOBS - filled) }, () => row)}`,
    );
  }
}

/** Starts the processes, lets them go at the same moment, and gives what they did per second. */
async function measure(part: Part, table: string, processes: number): Promise<number> {
  const workers = Array.from({ length: processes }, () =>
    fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [part, uri, table]),
  );
  const ended = workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  const begun = performance.now();
  const done = workers.map(() => 0);
  const allDone = new Promise<number>((resolve) => {
    for (const [n, worker] of workers.entries()) {
      worker.on('message', (message: number | { done: number }) => {
        done[n] = typeof message === 'number' ? message : message.done;
        if (done.reduce((sum, count) => sum + count, 0) >= JOBS) resolve((performance.now() - begun) / 1000);
      });
      worker.send('go');
    }
  });
  const seconds = await allDone;
  if (part === 'work') for (const worker of workers) worker.send('stop');
  await Promise.all(ended);
  return Math.round(JOBS / seconds);
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
}
