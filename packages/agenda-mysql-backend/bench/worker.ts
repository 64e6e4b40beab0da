// One process of the benchmark: claims, or works as an Agenda, or does what the floor does.
import { Agenda } from 'agenda';
import { createPool, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { MysqlBackend } from '../dist/index.js';

export type Part = 'floor' | 'claim' | 'work';

const [, , part, uri, tableName] = process.argv as unknown as [string, string, Part, string, string];
// As many connections as work at once: one for a loop, some for an Agenda that runs jobs side by side.
const pool = createPool({ uri, connectionLimit: part === 'work' ? 10 : 1 });
const backend = new MysqlBackend({ pool, tableName, ensureSchema: false });

process.once('message', async () => {
  const done = await { floor, claim, work }[part]();
  process.send?.(done, () => process.exit(0));
});
await pool.query('SELECT 1');
if (part !== 'floor') await backend.connect();
process.send?.('ready');

/** The least that a queue in SQL can do: take the first free row, mark it, commit. */
async function floor(): Promise<number> {
  const connection = await pool.getConnection();
  for (let done = 0; ; done += 1) {
    await connection.query('BEGIN');
    const [rows] = await connection.execute<RowDataPacket[]>(
      `SELECT * FROM ${tableName} FORCE INDEX (by_due)
       WHERE state = 1 AND due_at <= UTC_TIMESTAMP(3) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    if (rows[0]) {
      await connection.execute<ResultSetHeader>(
        `UPDATE ${tableName} SET state = 2, locked_at = UTC_TIMESTAMP(3) WHERE id = ?`,
        [rows[0].id],
      );
    }
    await connection.query('COMMIT');
    if (!rows[0]) return done;
  }
}

async function claim(): Promise<number> {
  for (let done = 0; ; done += 1) {
    const now = Date.now();
    const job = await backend.repository.getNextJobToRun('bench', new Date(now), new Date(now - 600_000));
    if (!job) return done;
  }
}

/** Claimed, begun, run and recorded by an Agenda; tells how many are done, until it is told to stop. */
function work(): Promise<number> {
  const agenda = new Agenda({
    backend,
    processEvery: 100,
    maxConcurrency: 20,
    defaultConcurrency: 20,
    lockLimit: 100,
  });
  let done = 0;
  agenda.define('bench', async () => {});
  agenda.on('complete', () => {
    done += 1;
  });
  return new Promise((resolve) => {
    const telling = setInterval(() => process.send?.({ done }), 20);
    process.once('message', () => {
      clearInterval(telling);
      resolve(done);
    });
    void agenda.start();
  });
}
