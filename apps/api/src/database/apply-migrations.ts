import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

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
      const applied = await dataSource.runMigrations({ transaction: 'each' });
      return applied.map((migration) => migration.name);
    } finally {
      clearInterval(signsOfLife);
      await holder.query('SELECT RELEASE_LOCK(?)', [lock]);
    }
  } finally {
    await holder.release();
  }
}
