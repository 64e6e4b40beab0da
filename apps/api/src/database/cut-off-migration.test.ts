import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { applyMigrations } from './apply-migrations.js';
import { createDataSource } from './data-source.js';
import { HalfApplied } from './migration-journal.js';

const program = fileURLToPath(new URL('../../dist/migrate.js', import.meta.url));

let database: TestDatabase;
let connection: Connection;
beforeAll(() => {
  if (!existsSync(program)) throw new Error('these tests run the build: pnpm run build');
});
async function use(made: Promise<TestDatabase>): Promise<void> {
  database = await made;
  connection = await createConnection({ uri: database.url });
}
afterEach(async () => {
  await connection.end();
  await database.drop();
});

/** A process of its own, which can be killed. */
function startMigrating() {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, DATABASE_URL: database.url },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const ended = once(child, 'close').then(([code]) => ({ code, output }));
  return { child, ended };
}

/** The same work without the time that a process takes to start. */
async function migrate(): Promise<string[]> {
  const dataSource = await createDataSource(database.url, 2);
  try {
    return await applyMigrations(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; )
    if (await holds()) return;
    else await new Promise((resolve) => setTimeout(resolve, 3));
  throw new Error('it did not happen in time');
}

const has = async (table: string) => {
  const [rows] = await connection.query<RowDataPacket[]>('SHOW TABLES LIKE ?', [table]);
  return rows.length > 0;
};

const NAME = 'VerificationValue1795435200000';

/** As of the release before that migration, which has the one statement that `cutOffWaiting` holds up. */
async function beforeTheMigration(): Promise<void> {
  await use(createTestDatabase());
  await connection.query('ALTER TABLE verifications DROP KEY ix_verifications_value');
  await connection.query('DELETE FROM migrations WHERE name = ?', [NAME]);
}

/** Kills the process while the server waits for a reader of the table. @returns the session that it left behind there */
async function cutOffWaiting(): Promise<number> {
  await connection.query('BEGIN');
  await connection.query('SELECT 1 FROM verifications');
  const { child, ended } = startMigrating();
  let session = 0;
  await until(async () => {
    const [[waiting]] = await connection.query<RowDataPacket[]>(
      `SELECT id AS id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE 'ALTER TABLE verifications%'`,
    );
    session = waiting?.id ?? 0;
    return session > 0;
  });
  child.kill('SIGKILL');
  await ended;
  return session;
}

it('is named at the next start, with what was found and what to do, and nothing is changed', async () => {
  await use(createTestDatabase({ migrated: false }));
  const { child, ended } = startMigrating();
  // The first migration defines dozens of tables, each for good.
  await until(() => has('organizations'));
  child.kill('SIGKILL');
  await ended;

  const { code, output } = await startMigrating().ended;
  expect(code).toBe(1);
  expect(output).not.toMatch(/\n\s+at /);
  const again = await migrate().catch((error: Error) => `${error.message}\n`);
  for (const said of [output, again]) {
    expect(said).toMatch(/^The migration Foundation1795219200000 was cut off half way/);
    expect(said).toContain('The tables are not as they were before it');
    expect(said).toMatch(/That statement: CREATE TABLE \w+/);
    expect(said).toContain('restore the backup');
  }
});

it('that had changed nothing yet is simply run again', async () => {
  await beforeTheMigration();
  await connection.query(`KILL ${await cutOffWaiting()}`);
  await connection.query('COMMIT');
  expect(await migrate()).toEqual([NAME]);
  expect(await has('migration_under_way')).toBe(false);
});

it('is waited for where the server goes on with it by itself, and then named', async () => {
  await beforeTheMigration();
  await connection.query(`KILL ${await cutOffWaiting()}`);
  await connection.query('COMMIT');
  // Both servers give up a wait for a table whose client is gone, but no work on it: that is played by another session.
  const worker = await createConnection({ uri: database.url, multipleStatements: true });
  await connection.query('UPDATE migration_under_way SET session = ?', [worker.threadId]);
  const work = worker.query(
    'DO SLEEP(1); ALTER TABLE verifications ADD KEY ix_verifications_value (value(36))',
  );
  const named = await migrate().catch((error: unknown) => error);
  await work;
  await worker.end();
  expect(named).toBeInstanceOf(HalfApplied);
  expect(named).toMatchObject({
    message: expect.stringContaining(`The migration ${NAME} was cut off half way`),
  });
  expect(named).toMatchObject({
    message: expect.stringContaining('That statement: ALTER TABLE verifications ADD KEY'),
  });
});

it('is told apart from one that failed before it changed anything, which may be tried again', async () => {
  await beforeTheMigration();
  await connection.query('ALTER TABLE verifications ADD KEY ix_verifications_value (value(36))');
  const failed = await migrate().catch((error: unknown) => error);
  expect(failed).not.toBeInstanceOf(HalfApplied);
  expect(failed).toMatchObject({ message: expect.stringContaining('Duplicate key name') });
  await connection.query('ALTER TABLE verifications DROP KEY ix_verifications_value');
  expect(await migrate()).toEqual([NAME]);
});
