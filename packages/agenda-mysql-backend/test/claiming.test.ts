import type { JobParameters } from 'agenda';
import type { RowDataPacket } from 'mysql2';
import { describe, expect, inject, it } from 'vitest';
import { JobLockLostError, MysqlBackend } from '../src/index.js';
import { bench, claim, jobNamed, makePool, sleep, until } from './job-table.ts';

const ago = (ms: number) => new Date(Date.now() - ms);
const ids = (jobs: (JobParameters | undefined)[]) => jobs.map((job) => job?._id);

describe('claiming', () => {
  it('takes the earliest, of those the most urgent, of those the first saved', async () => {
    const { backend } = await bench();
    const due = ago(1000);
    const saved = await backend.saveJobs([
      jobNamed('work', { nextRunAt: due, priority: 1 }),
      jobNamed('work', { nextRunAt: due, priority: 10 }),
      jobNamed('work', { nextRunAt: due, priority: 10 }),
      jobNamed('work', { nextRunAt: ago(5000), priority: -5 }),
    ]);
    const taken = [];
    for (let n = 0; n < 5; n += 1) taken.push(await claim(backend, 'work'));
    expect(ids(taken)).toEqual([...ids([saved[3], saved[1], saved[2], saved[0]]), undefined]);
  });

  it('leaves what is disabled, finished, locked, of another name or not due within the horizon', async () => {
    const { backend } = await bench();
    await backend.saveJobs([
      jobNamed('work', { disabled: true }),
      jobNamed('work', { nextRunAt: null }),
      jobNamed('other'),
      jobNamed('work', { nextRunAt: new Date(Date.now() + 4000) }),
    ]);
    await backend.repository.lockJob(await backend.saveJob(jobNamed('work')));
    expect(await claim(backend, 'work', { horizon: 1000 })).toBeUndefined();
    expect(await claim(backend, 'work', { horizon: 5000 })).toBeDefined();
    expect(await claim(backend, 'work', { horizon: 5000 })).toBeUndefined();
  });

  it('gives each of many simultaneous claims a job of its own', async () => {
    const { backend, another } = await bench();
    const second = await another();
    await backend.saveJobs(Array.from({ length: 100 }, () => jobNamed('work')));
    const taken = await Promise.all(
      Array.from({ length: 120 }, (_, n) => claim(n % 2 ? backend : second, 'work')),
    );
    const found = taken.filter((job) => job !== undefined);
    expect(new Set(ids(found)).size).toBe(found.length);
    // Who asks while all that is left is being taken comes away empty, and asks again.
    for (let job = await claim(backend, 'work'); job; job = await claim(backend, 'work')) found.push(job);
    expect(new Set(ids(found)).size).toBe(100);
  });

  it('does not look at finished jobs, however many there are', async () => {
    const { tableName, backend } = await bench();
    await backend.saveJobs(Array.from({ length: 4096 }, () => jobNamed('work', { nextRunAt: null })));
    await backend.saveJob(jobNamed('work', { nextRunAt: ago(1) }));
    // One connection, so that its counters tell all that was read.
    const pool = makePool({ connectionLimit: 1 });
    const single = new MysqlBackend({ pool, tableName, ensureSchema: false });
    const rowsRead = async () => {
      const [rows] = await pool.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
      return rows.reduce((sum, row) => sum + Number(row.Value), 0);
    };
    const before = await rowsRead();
    expect(await claim(single, 'work')).toBeDefined();
    expect(await claim(single, 'work')).toBeUndefined();
    expect((await rowsRead()) - before).toBeLessThan(60);
  });

  it('locks one job by its id, once, and only as it was seen', async () => {
    const { backend } = await bench();
    const saved = await backend.saveJob(jobNamed('work'));
    const { repository } = backend;
    expect(await repository.lockJob({ ...saved, nextRunAt: ago(99_999) })).toBeUndefined();
    expect(await repository.lockJob(saved)).toMatchObject({ _id: saved._id, lockedAt: expect.any(Date) });
    expect(await repository.lockJob(saved)).toBeUndefined();
  });
});

describe('a claim', () => {
  async function claimed({ lifetime = 60 } = {}) {
    const made = await bench({ keepQueuedLocks: false });
    const rival = await made.another();
    const saved = await made.backend.saveJob(jobNamed('work', { nextRunAt: ago(1000) }));
    const job = (await claim(made.backend, 'work', { lifetime })) as JobParameters;
    const stored = async () => (await made.backend.repository.getJobById(String(saved._id))) as JobParameters;
    return { ...made, rival, job, saved, stored, repository: made.backend.repository };
  }

  it('can be taken over once its lock has run out, not before', async () => {
    const { rival, job } = await claimed({ lifetime: 300 });
    expect(await claim(rival, 'work', { lifetime: 300 })).toBeUndefined();
    await sleep(350);
    expect((await claim(rival, 'work', { lifetime: 300 }))?._id).toBe(job._id);
    expect(await claim(rival, 'work', { lifetime: 300 })).toBeUndefined();
  });

  it('that was lost can neither start, touch, finish nor unlock the job', async () => {
    const { rival, job, repository, stored } = await claimed();
    await sleep(80);
    const successor = (await claim(rival, 'work', { lifetime: 60 })) as JobParameters;
    const before = await stored();
    await expect(repository.saveJobState({ ...job, lastRunAt: new Date() })).rejects.toThrow(
      JobLockLostError,
    );
    await expect(repository.saveJobState({ ...job, progress: 50 })).rejects.toThrow(JobLockLostError);
    const finished = { ...job, nextRunAt: null, lockedAt: undefined, lastFinishedAt: new Date() };
    await expect(repository.saveJobState(finished)).rejects.toThrow(JobLockLostError);
    await repository.unlockJob(job);
    await repository.unlockJobs([String(job._id)]);
    expect(await stored()).toEqual(before);
    await rival.repository.saveJobState({ ...successor, progress: 10 });
    expect((await stored()).progress).toBe(10);
  });

  it('that was lost does not remove the job when its run is complete', async () => {
    const { rival, job, repository, stored } = await claimed();
    await sleep(80);
    await claim(rival, 'work', { lifetime: 60 });
    await repository.saveJobState({ ...job, lockedAt: undefined }).catch(() => {});
    expect(await repository.removeJobs({ id: String(job._id) })).toBe(0);
    expect(await stored()).not.toBeNull();
    expect(await rival.repository.removeJobs({ id: String(job._id) })).toBe(1);
  });

  it('of a process that claimed the same job twice counts by run, not by process', async () => {
    const { backend, job, repository } = await claimed();
    await sleep(80);
    const second = (await claim(backend, 'work', { lifetime: 60 })) as JobParameters;
    expect(second._id).toBe(job._id);
    await expect(repository.saveJobState({ ...job, lastRunAt: new Date() })).rejects.toThrow(
      JobLockLostError,
    );
    await repository.saveJobState({ ...second, lastRunAt: new Date() });
  });

  it('is given back by unlocking, and the job is free at once', async () => {
    const { rival, job, repository } = await claimed();
    await repository.unlockJob(job);
    expect((await claim(rival, 'work'))?._id).toBe(job._id);
  });

  it('is given back when the backend is disconnected, unless the job has begun', async () => {
    const { backend, rival, job, repository } = await claimed();
    const begun =
      (await backend.saveJob(jobNamed('begun'))) && ((await claim(backend, 'begun')) as JobParameters);
    await repository.saveJobState({ ...begun, nextRunAt: null, lastRunAt: new Date() });
    await backend.disconnect();
    expect((await claim(rival, 'work'))?._id).toBe(job._id);
    expect(await claim(rival, 'begun')).toBeUndefined();
  });

  it.each([
    ['on a pool that was passed in', false],
    ['on a pool of its own', true],
  ])('is given back when the backend is disconnected in the midst of claiming, %s', async (_whose, own) => {
    const { another, backend: rival, pool, tableName } = await bench();
    const backend = await another(own ? { uri: inject('databaseUrl') } : {});
    const saved = await rival.saveJob(jobNamed('work'));
    const holder = await pool.getConnection();
    await holder.query(`LOCK TABLES ${tableName} READ`);
    const claiming = claim(backend, 'work');
    await until('the claim to wait', async () => {
      const [waiting] = await holder.query<RowDataPacket[]>(
        `SELECT ID FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND INFO LIKE ?`,
        [`UPDATE (SELECT row_no FROM \`${tableName}\`%`],
      );
      return waiting.length > 0;
    });
    const disconnecting = backend.disconnect();
    await holder.query('UNLOCK TABLES');
    holder.release();
    expect(await claiming.catch(() => undefined)).toBeUndefined();
    await disconnecting;
    expect((await claim(rival, 'work'))?._id).toBe(saved._id);
  });

  it('of a run that is unlocked half-way makes the job due again, and lets the result count if it comes', async () => {
    const { rival, job, repository, stored, saved } = await claimed();
    await repository.saveJobState({ ...job, nextRunAt: null, lastRunAt: new Date() });
    await repository.unlockJobs([String(job._id)]);
    expect(await stored()).toMatchObject({ lockedAt: undefined, nextRunAt: saved.nextRunAt });
    await repository.saveJobState({
      ...job,
      nextRunAt: null,
      lockedAt: undefined,
      lastFinishedAt: new Date(),
    });
    expect(await claim(rival, 'work')).toBeUndefined();
  });

  it('of a worker that died in a run brings the run back, also of a job that repeats much later', async () => {
    const { rival, job, repository, saved } = await claimed();
    const tomorrow = new Date(Date.now() + 86_400_000);
    await repository.saveJobState({ ...job, nextRunAt: tomorrow, lastRunAt: new Date() });
    await sleep(80);
    const again = await claim(rival, 'work', { lifetime: 60 });
    expect(again).toMatchObject({ _id: job._id, nextRunAt: saved.nextRunAt });
    await rival.repository.saveJobState({ ...again, nextRunAt: tomorrow, lastRunAt: new Date() } as never);
    await rival.repository.saveJobState({ ...again, nextRunAt: tomorrow, lockedAt: undefined } as never);
    expect(await claim(rival, 'work', { lifetime: 0 })).toBeUndefined();
  });

  it('is not needed to run a job by hand, as long as no worker holds it', async () => {
    const { repository, job, saved, stored } = await claimed();
    await expect(repository.saveJobState({ ...saved, lastRunAt: new Date() })).rejects.toThrow(
      JobLockLostError,
    );
    await repository.unlockJob(job);
    await repository.saveJobState({ ...saved, lastRunAt: new Date(), failReason: 'by hand' });
    expect((await stored()).failReason).toBe('by hand');
  });

  it('of a job that was removed says that the job is gone', async () => {
    const { repository, job } = await claimed();
    await repository.removeJobs({ id: String(job._id) });
    await expect(repository.saveJobState({ ...job, progress: 1 })).rejects.toThrow(/not in the database/);
    await expect(repository.saveJobState({ ...job, _id: undefined })).rejects.toThrow(/without an id/);
  });
});
