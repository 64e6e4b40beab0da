import { createHash } from 'node:crypto';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { HalfApplied, MigrationJournal } from './migration-journal.js';

const WAIT_SECONDS = 120;
const SIGN_OF_LIFE_EVERY = 500;

/** Applies what is missing. Of processes that start at once, the others wait and find nothing left to do. */
export async function applyMigrations(dataSource: DataSource): Promise<string[]> {
  // Held by a connection of its own: a lock of this kind ends with its session, so a killed process leaves none behind.
  const holder = dataSource.createQueryRunner();
  try {
    const [{ name: database }] = await holder.query('SELECT DATABASE() AS name');
    const lock = `anteroom:${createHash('sha256').update(database).digest('hex').slice(0, 32)}`;
    const [{ granted }] = await holder.query('SELECT GET_LOCK(?, ?) AS granted', [lock, WAIT_SECONDS]);
    if (Number(granted) !== 1) throw new Error('another process has been migrating for two minutes');
    // Servers, and what stands in between, end a session that says nothing while a table is rebuilt, and its lock with it.
    const signsOfLife = setInterval(() => void holder.query('DO 0').catch(() => {}), SIGN_OF_LIFE_EVERY);
    try {
      const journal = new MigrationJournal(holder);
      await journal.refuseHalfApplied();
      return await applyPending(dataSource, journal);
    } finally {
      clearInterval(signsOfLife);
      await holder.query('SELECT RELEASE_LOCK(?)', [lock]);
    }
  } finally {
    await holder.release();
  }
}

async function applyPending(dataSource: DataSource, journal: MigrationJournal): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  const executor = new MigrationExecutor(dataSource, runner);
  const applied: string[] = [];
  try {
    const pending = await executor.getPendingMigrations();
    journal.observe(runner);
    for (const migration of pending) {
      await journal.begin(migration.name, runner);
      await inItsTransaction(runner, () => executor.executeMigration(migration)).catch((error: Error) =>
        explainFailure(error, journal),
      );
      applied.push(migration.name);
    }
    if (applied.length > 0) await journal.end();
    return applied;
  } finally {
    await runner.release();
  }
}

async function inItsTransaction(runner: QueryRunner, work: () => Promise<unknown>): Promise<void> {
  await runner.startTransaction();
  try {
    await work();
    await runner.commitTransaction();
  } catch (error) {
    // With the connection the transaction is gone as well; what cut the migration off is the thing to tell.
    await runner.rollbackTransaction().catch(() => {});
    throw error;
  }
}

/** The same that the next start would say, with the reason that only this one knows. */
async function explainFailure(reason: Error, journal: MigrationJournal): Promise<never> {
  await journal.refuseHalfApplied().catch((found: unknown) => {
    throw found instanceof HalfApplied ? new HalfApplied(`${reason.message}\n${found.message}`) : reason;
  });
  throw reason;
}
