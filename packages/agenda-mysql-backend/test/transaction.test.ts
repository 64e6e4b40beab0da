import mysql from 'mysql2';
import type { PoolConnection } from 'mysql2/promise';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { bench, jobNamed, sleep, until } from './job-table.ts';

async function inTransaction() {
  const made = await bench();
  const connection: PoolConnection = await made.pool.getConnection();
  onTestFinished(() => connection.release());
  await connection.beginTransaction();
  const total = async () => (await made.backend.repository.queryJobs()).total;
  return { ...made, connection, total };
}

describe('within the caller’s transaction', () => {
  it('a job exists if and only if it commits', async () => {
    const { backend, connection, total } = await inTransaction();
    await backend.saveJob(jobNamed('mail'), { connection });
    await backend.saveJobs([jobNamed('mail'), jobNamed('mail')], { connection });
    expect(await total()).toBe(0);
    await connection.rollback();
    expect(await total()).toBe(0);
    await connection.beginTransaction();
    await backend.saveJob(jobNamed('mail'), { connection });
    await connection.commit();
    expect(await total()).toBe(1);
  });

  it('single, unique and debounced jobs are saved as well, and saved again', async () => {
    const { backend, connection, total } = await inTransaction();
    const save = () =>
      Promise.all([
        backend.saveJob(jobNamed('single', { type: 'single' }), { connection }),
        backend.saveJob(jobNamed('unique', { data: { a: 1 }, unique: { 'data.a': 1 } }), { connection }),
        backend.saveJob(
          jobNamed('late', {
            data: { a: 1 },
            unique: { 'data.a': 1 },
            uniqueOpts: { debounce: { delay: 50 } },
          }),
          { connection },
        ),
      ]);
    const first = await save();
    const second = await save();
    expect(second.map((job) => job._id)).toEqual(first.map((job) => job._id));
    expect(await total()).toBe(0);
    await connection.commit();
    expect(await total()).toBe(3);
  });

  it('a unique job is found that was committed after the transaction began', async () => {
    const { backend, connection, total } = await inTransaction();
    await connection.query('SELECT 1 FROM (SELECT 1) AS x');
    await backend.repository.queryJobs({ connection });
    const unique = () => jobNamed('unique', { data: { a: 1 }, unique: { 'data.a': 1 } });
    const outside = await backend.saveJob(unique());
    const save = () => backend.saveJob(unique(), { connection });
    const inside = await save().catch(async (error) => {
      // MariaDB's innodb_snapshot_isolation, on since 11.6, has such a transaction begin again instead.
      expect(error).toMatchObject({ errno: 1020 });
      await connection.rollback();
      await connection.beginTransaction();
      return save();
    });
    expect(inside._id).toBe(outside._id);
    await connection.commit();
    expect(await total()).toBe(1);
  });

  it('jobs are removed, disabled and queried', async () => {
    const { backend, connection, total } = await inTransaction();
    const { repository } = backend;
    await backend.saveJobs([jobNamed('a'), jobNamed('b')]);
    expect(await repository.removeJobs({ name: 'a', connection })).toBe(1);
    expect(await repository.disableJobs({ name: 'b', connection })).toBe(1);
    expect((await repository.queryJobs({ state: 'paused', connection })).total).toBe(1);
    expect(await total()).toBe(2);
    await connection.rollback();
    expect((await repository.queryJobs({ state: 'paused' })).total).toBe(0);
  });

  it('takes a connection of the callback kind', async () => {
    const { backend } = await bench();
    const connection = mysql.createConnection(inject('databaseUrl'));
    onTestFinished(() => connection.end());
    await connection.promise().beginTransaction();
    await backend.saveJob(jobNamed('mail'), { connection });
    await connection.promise().rollback();
    expect((await backend.repository.queryJobs()).total).toBe(0);
  });

  it('hands a deadlock straight back, because the whole transaction has to begin again', async () => {
    const { backend, connection, pool } = await inTransaction();
    const [a, b] = await backend.saveJobs([jobNamed('a'), jobNamed('b')]);
    const other = await pool.getConnection();
    onTestFinished(() => other.release());
    await other.beginTransaction();
    await backend.saveJob({ ...a, priority: 1 } as never, { connection });
    await backend.saveJob({ ...b, priority: 1 } as never, { connection: other });
    const results = await Promise.allSettled([
      backend.saveJob({ ...b, priority: 2 } as never, { connection }),
      sleep(100).then(() => backend.saveJob({ ...a, priority: 2 } as never, { connection: other })),
    ]);
    const failures = results.filter((result) => result.status === 'rejected');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ reason: { errno: 1213 } });
    await Promise.all([connection.rollback(), other.rollback()]);
  });

  it('workers neither see nor wait for a job before the commit, and start it at once after', async () => {
    const { backend, connection, agenda } = await inTransaction();
    const worker = await agenda({ processEvery: 60_000 });
    const ran: number[] = [];
    worker.define('mail', async () => void ran.push(Date.now()));
    worker.define('other', async () => void ran.push(-1));
    await worker.start();
    const enlisted = backend.enlist(worker, connection);
    await enlisted.now('mail', { to: 'a@example.org' });
    const begun = Date.now();
    await worker.now('other');
    await until('a job beside the transaction', () => ran.includes(-1));
    // Who waits, waits for a lock's 50 seconds or for the next look after 60.
    expect(Date.now() - begun).toBeLessThan(10_000);
    await sleep(150);
    expect(ran).toEqual([-1]);
    await connection.commit();
    const committed = Date.now();
    enlisted.committed();
    await until('the job of the transaction', () => ran.length === 2);
    expect((ran[1] as number) - committed).toBeLessThan(10_000);
  });

  it('the enlisted Agenda schedules, repeats, cancels and queries', async () => {
    const { backend, connection, agenda, total } = await inTransaction();
    const plain = await agenda();
    plain.define('defined', async () => {}, { priority: 'high' });
    const enlisted = backend.enlist(plain, connection);
    const scheduled = await enlisted.schedule('in 5 minutes', 'defined', { n: 1 });
    expect(scheduled.attrs.priority).toBe(10);
    await enlisted.every('1 hour', 'hourly');
    const made = enlisted.create('made', {});
    await made.save();
    await made.priority(3).save();
    expect((await enlisted.queryJobs({})).total).toBe(3);
    expect(await enlisted.cancel({ name: 'hourly' })).toBe(1);
    expect(await enlisted.disable({ name: 'made' })).toBe(1);
    expect(await total()).toBe(0);
    await connection.commit();
    enlisted.committed();
    expect(await total()).toBe(2);
    // After the commit such a job is a job like any other.
    await connection.beginTransaction();
    await scheduled.priority(1).save();
    await connection.rollback();
    expect((await plain.queryJobs({ name: 'defined' })).jobs[0]?.priority).toBe(1);
  });
});
