import type { JobParameters } from 'agenda';
import { describe, expect, it } from 'vitest';
import { bench, jobNamed, makePool } from './job-table.ts';

const soon = () => new Date(Date.now() + 60_000);
const past = () => new Date(Date.now() - 60_000);

describe('saving', () => {
  it('gives back every field of a job as it was saved', async () => {
    const { backend } = await bench();
    const job: JobParameters<unknown> = {
      name: "O'Brien \\ «ünïcode» 🎉 %_",
      type: 'normal',
      priority: -2.5,
      nextRunAt: new Date('2031-02-03T04:05:06.789Z'),
      data: { text: `'"\\\n\u0000 🎉`, list: [1, null, { deep: true }], zero: 0, none: null },
      repeatInterval: '5 minutes',
      repeatTimezone: 'Europe/Amsterdam',
      repeatAt: '3:30pm',
      startDate: new Date('2030-01-01T00:00:00.001Z'),
      endDate: new Date('2040-01-01T00:00:00.999Z'),
      skipDays: [0, 6],
      disabled: true,
      fork: true,
    };
    const saved = await backend.saveJob(job, { lastModifiedBy: 'worker 1' });
    const read = await backend.repository.getJobById(String(saved._id));
    expect(read).toMatchObject({ ...job, lastModifiedBy: 'worker 1' });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'text'],
    ['a number', 0],
    ['a list', [1, 2]],
  ])('keeps data that is %s', async (_what, data) => {
    const { backend } = await bench();
    const { _id } = await backend.saveJob(jobNamed('data', { data }));
    expect((await backend.repository.getJobById(String(_id)))?.data).toEqual(data);
  });

  it('keeps milliseconds given as a number a number', async () => {
    const { backend } = await bench();
    const { _id } = await backend.saveJob(jobNamed('every', { repeatInterval: 5000 }));
    expect((await backend.repository.getJobById(String(_id)))?.repeatInterval).toBe(5000);
  });

  it('takes dates beyond what the column holds as the last one it holds', async () => {
    const { backend } = await bench();
    const { _id } = await backend.saveJob(jobNamed('never', { nextRunAt: new Date(8.64e15) }));
    expect((await backend.repository.getJobById(String(_id)))?.nextRunAt?.getUTCFullYear()).toBe(9999);
  });

  it('updates a job by its id and leaves what the processor manages alone', async () => {
    const { backend } = await bench();
    const saved = await backend.saveJob(jobNamed('update', { data: { version: 1 } }));
    await backend.repository.saveJobState({
      ...saved,
      failCount: 3,
      failReason: 'no paper',
      lastRunAt: past(),
    });
    const updated = await backend.saveJob({ ...saved, priority: 20, data: { version: 2 } });
    expect(updated).toMatchObject({
      _id: saved._id,
      priority: 20,
      data: { version: 2 },
      failCount: 3,
      failReason: 'no paper',
    });
  });

  it('does not bring back a job that was removed', async () => {
    const { backend } = await bench();
    const saved = await backend.saveJob(jobNamed('gone'));
    await backend.repository.removeJobs({ id: String(saved._id) });
    const again = { ...saved, priority: 7 };
    expect(await backend.saveJob(again)).toEqual(again);
    expect(await backend.repository.getJobById(String(saved._id))).toBeNull();
  });

  it('saves thousands of jobs in a few statements', async () => {
    const { backend, pool } = await bench();
    const jobs = Array.from({ length: 1000 }, (_, n) => jobNamed('bulk', { data: { n } }));
    const before = await statements(pool);
    const saved = await backend.saveJobs(jobs);
    expect((await statements(pool)) - before).toBeLessThan(20);
    expect(new Set(saved.map((job) => job._id)).size).toBe(1000);
    expect((await backend.repository.queryJobs({ name: 'bulk', limit: 1 })).total).toBe(1000);
  });

  it('means the same instant whatever the zone of the session and the pool', async () => {
    const { tableName, backend } = await bench();
    const odd = makePool({
      timezone: '+05:30',
      dateStrings: true,
      typeCast: () => 'spoilt',
      connectionLimit: 1,
    });
    await odd.query("SET time_zone = '-08:00'");
    const { MysqlBackend } = await import('../src/index.js');
    const elsewhere = new MysqlBackend({ pool: odd, tableName });
    await elsewhere.connect();
    const nextRunAt = new Date('2030-03-31T01:30:00.123Z');
    const { _id } = await elsewhere.saveJob(jobNamed('zone', { nextRunAt }));
    expect((await backend.repository.getJobById(String(_id)))?.nextRunAt).toEqual(nextRunAt);
    expect((await elsewhere.repository.getJobById(String(_id)))?.nextRunAt).toEqual(nextRunAt);
    await elsewhere.saveJob(jobNamed('zone', { nextRunAt: new Date(Date.now() - 1000) }));
    expect(await elsewhere.repository.getQueueSize()).toBe(1);
  });
});

async function statements(pool: import('mysql2/promise').Pool): Promise<number> {
  const [rows] = await pool.query<import('mysql2').RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Com_insert'");
  return Number(rows[0]?.Value);
}

describe('querying', () => {
  async function sample() {
    const made = await bench();
    const { backend } = made;
    const save = (more: Partial<JobParameters<unknown>>) => backend.saveJob(jobNamed('sample', more));
    await save({
      name: 'Alpha',
      priority: 1,
      nextRunAt: soon(),
      data: { kind: 'a', n: 1, deep: { x: [1, 2] } },
    });
    await save({ name: 'beta', priority: 3, nextRunAt: past(), data: { kind: 'b', n: 2 } });
    await save({
      name: 'beta',
      priority: 2,
      nextRunAt: null,
      lastFinishedAt: past(),
      data: { kind: 'b', n: 3 },
    });
    await save({ name: 'failed', nextRunAt: null, lastFinishedAt: past(), failedAt: soon() });
    await save({ name: 'repeats', nextRunAt: soon(), repeatInterval: '1 hour' });
    await save({ name: 'off', nextRunAt: soon(), disabled: true });
    await backend.repository.lockJob(await save({ name: 'locked', nextRunAt: past() }));
    return { ...made, query: backend.repository.queryJobs.bind(backend.repository) };
  }

  it.each([
    ['running', ['locked']],
    ['scheduled', ['Alpha', 'off']],
    ['queued', ['beta']],
    ['completed', ['beta']],
    ['failed', ['failed']],
    ['repeating', ['repeats']],
    ['paused', ['off']],
  ] as const)('finds the jobs that are %s', async (state, names) => {
    const { query } = await sample();
    const { jobs, total } = await query({ state });
    expect(jobs.map((job) => job.name).sort()).toEqual([...names]);
    expect(total).toBe(names.length);
    if (state !== 'paused') {
      expect(jobs.every((job) => job.state === state)).toBe(true);
    }
  });

  it('finds by name, names, id, ids, data and part of a name, alone and together', async () => {
    const { query } = await sample();
    const names = async (options: Parameters<typeof query>[0]) =>
      (await query(options)).jobs.map((job) => job.name).sort();
    expect(await names({ name: 'beta' })).toEqual(['beta', 'beta']);
    expect(await names({ names: ['Alpha', 'off', 'nobody'] })).toEqual(['Alpha', 'off']);
    expect(await names({ search: 'ALPH' })).toEqual(['Alpha']);
    expect(await names({ search: '%' })).toEqual([]);
    expect(await names({ data: { kind: 'b' } })).toEqual(['beta', 'beta']);
    expect(await names({ data: { deep: { x: [2] } } })).toEqual(['Alpha']);
    expect(await names({ data: { kind: 'b' }, state: 'queued' })).toEqual(['beta']);
    expect(await names({ includeDisabled: false })).not.toContain('off');
    const [first, second] = (await query({ name: 'beta' })).jobs;
    expect(await names({ id: String(first?._id) })).toEqual(['beta']);
    expect(await names({ ids: [String(first?._id), String(second?._id)] })).toEqual(['beta', 'beta']);
    expect(await names({ id: 0 as unknown as string, name: 'beta' })).toHaveLength(2);
  });

  it('sorts with missing values last, and pages with the total of all', async () => {
    const { query } = await sample();
    const priorities = (await query({ sort: { priority: 'desc', name: 'asc' }, limit: 3 })).jobs;
    expect(priorities.map((job) => job.priority)).toEqual([3, 2, 1]);
    const ascending = (await query({ sort: { nextRunAt: 'asc' } })).jobs;
    expect(ascending.slice(-2).every((job) => job.nextRunAt === null)).toBe(true);
    const descending = (await query({})).jobs;
    expect(descending.slice(-2).every((job) => job.nextRunAt === null)).toBe(true);
    const pages = await Promise.all(
      [0, 3, 6].map((skip) => query({ sort: { name: 'asc' }, skip, limit: 3 })),
    );
    expect(pages.map(({ jobs }) => jobs.length)).toEqual([3, 3, 1]);
    expect(new Set(pages.flatMap(({ jobs }) => jobs.map((job) => job._id))).size).toBe(7);
    expect(pages.every(({ total }) => total === 7)).toBe(true);
    expect((await query({ skip: 5 })).jobs).toHaveLength(2);
  });

  it('counts the states by name, and what is due', async () => {
    const { backend } = await sample();
    const overview = await backend.repository.getJobsOverview();
    expect(overview.find(({ name }) => name === 'beta')).toEqual({
      name: 'beta',
      total: 2,
      running: 0,
      scheduled: 0,
      queued: 1,
      completed: 1,
      failed: 0,
      repeating: 0,
      paused: 0,
    });
    expect(overview.find(({ name }) => name === 'off')).toMatchObject({ paused: 1, scheduled: 1 });
    expect(await backend.repository.getDistinctJobNames()).toContain('repeats');
    expect(await backend.repository.getQueueSize()).toBe(2);
  });
});

describe('removing, disabling and enabling', () => {
  async function four() {
    const made = await bench();
    const saved = await made.backend.saveJobs([
      jobNamed('a', { data: { who: 1, tag: 'x' } }),
      jobNamed('a', { data: { who: 2 } }),
      jobNamed('b', { data: { who: 1 } }),
      jobNamed('c', { data: 'text' }),
    ]);
    return { ...made, ids: saved.map((job) => String(job._id)), repository: made.backend.repository };
  }

  it('selects by every selector, and by several at once', async () => {
    const { repository, ids } = await four();
    const touched = async (options: Parameters<typeof repository.disableJobs>[0]) => {
      const count = await repository.disableJobs(options);
      expect((await repository.queryJobs({ state: 'paused' })).total).toBe(count);
      expect(await repository.enableJobs({ ids })).toBe(4);
      return count;
    };
    expect(await touched({ id: ids[0] as string })).toBe(1);
    expect(await touched({ ids: ids.slice(0, 3) })).toBe(3);
    expect(await touched({ name: 'a' })).toBe(2);
    expect(await touched({ names: ['a', 'b'] })).toBe(3);
    expect(await touched({ notNames: ['a'] })).toBe(2);
    expect(await touched({ data: { who: 1 } })).toBe(2);
    expect(await touched({ data: 'text' })).toBe(1);
    expect(await touched({ name: 'a', data: { who: 1 } })).toBe(1);
    expect(await touched({ name: 'nobody' })).toBe(0);
  });

  it('does nothing when nothing is named, nor falls back when a list is empty', async () => {
    const { repository } = await four();
    for (const options of [{}, { ids: [] }, { names: [] }, { notNames: [] }, { ids: [], name: 'a' }]) {
      expect(await repository.removeJobs(options)).toBe(0);
      expect(await repository.disableJobs(options)).toBe(0);
      expect(await repository.enableJobs(options)).toBe(0);
    }
    expect((await repository.queryJobs()).total).toBe(4);
  });

  it('removes what is selected, thousands as well, and everything when asked to', async () => {
    const { repository, backend } = await four();
    await backend.saveJobs(Array.from({ length: 1300 }, () => jobNamed('many')));
    expect(await repository.removeJobs({ name: 'many' })).toBe(1300);
    expect(await repository.removeJobs({ data: { who: 1 } })).toBe(2);
    expect(await repository.purgeAllJobs()).toBe(2);
    expect(await repository.queryJobs()).toEqual({ jobs: [], total: 0 });
  });
});
