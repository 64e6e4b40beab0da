import type { DataSource } from 'typeorm';

/** Milliseconds by which this machine's clock is ahead of the database's. */
export async function clockDifference(dataSource: DataSource, now = Date.now): Promise<number> {
  const asked = now();
  const [{ at }] = await dataSource.query<[{ at: string }]>('SELECT UNIX_TIMESTAMP(NOW(3)) AS at');
  return Math.round((asked + now()) / 2 - Number(at) * 1_000);
}
