import type { DebounceOptions, UniqueOpts } from 'agenda';
import { describe, expect, it } from 'vitest';
import type { MysqlBackend } from '../src/index.js';
import { bench, claim, jobNamed, sleep } from './job-table.ts';

function saveUnique(
  backend: MysqlBackend,
  data: unknown,
  unique: Record<string, unknown>,
  uniqueOpts?: UniqueOpts,
) {
  return backend.saveJob(jobNamed('sync', { data, unique, ...(uniqueOpts ? { uniqueOpts } : {}) }));
}

describe('single jobs', () => {
  it('are one per name, however many save them at the same time', async () => {
    const { backend, another } = await bench();
    const second = await another();
    const saved = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        (n % 2 ? backend : second).saveJob(jobNamed('report', { type: 'single', data: { n } })),
      ),
    );
    expect(new Set(saved.map((job) => job._id)).size).toBe(1);
    expect((await backend.repository.queryJobs({ name: 'report' })).total).toBe(1);
  });

  it('take the new data and times, but keep a planned time when the new one has already come', async () => {
    const { backend } = await bench();
    const planned = new Date(Date.now() + 60_000);
    const later = new Date(Date.now() + 120_000);
    const save = (nextRunAt: Date | null, priority: number) =>
      backend.saveJob(jobNamed('report', { type: 'single', nextRunAt, priority }));
    const first = await save(planned, 1);
    const kept = await save(new Date(), 2);
    expect(kept).toMatchObject({ _id: first._id, nextRunAt: planned, priority: 2 });
    expect((await save(later, 3)).nextRunAt).toEqual(later);
    expect((await save(null, 3)).nextRunAt).toBeNull();
    expect((await save(planned, 3)).nextRunAt).toEqual(planned);
  });

  it('leave normal jobs of the same name alone', async () => {
    const { backend } = await bench();
    await backend.saveJob(jobNamed('report'));
    await backend.saveJob(jobNamed('report', { type: 'single' }));
    expect((await backend.repository.queryJobs({ name: 'report' })).total).toBe(2);
  });
});

describe('unique jobs', () => {
  it('are one per answer, however many save them at the same time', async () => {
    const { backend, another } = await bench();
    const second = await another();
    const saved = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        saveUnique(n % 2 ? backend : second, { user: n % 4, n }, { 'data.user': n % 4 }),
      ),
    );
    expect(new Set(saved.map((job) => job._id)).size).toBe(4);
    expect((await backend.repository.queryJobs({ name: 'sync' })).total).toBe(4);
  });

  it('are updated, or with insertOnly left as they are', async () => {
    const { backend } = await bench();
    const first = await saveUnique(backend, { user: 1, text: 'one' }, { 'data.user': 1 });
    const second = await saveUnique(backend, { user: 1, text: 'two' }, { 'data.user': 1 });
    const third = await saveUnique(
      backend,
      { user: 1, text: 'three' },
      { 'data.user': 1 },
      { insertOnly: true },
    );
    expect([second._id, third._id]).toEqual([first._id, first._id]);
    expect(third.data).toEqual({ user: 1, text: 'two' });
  });

  it('find a job that was saved without being unique', async () => {
    const { backend } = await bench();
    const plain = await backend.saveJob(jobNamed('sync', { data: { user: 5, deep: { id: 'x' } } }));
    expect((await saveUnique(backend, { user: 5 }, { 'data.deep.id': 'x' }))._id).toBe(plain._id);
  });

  it('compare by type and value, and never across names', async () => {
    const { backend } = await bench();
    const ids = new Set([
      (await saveUnique(backend, { key: 1 }, { 'data.key': 1 }))._id,
      (await saveUnique(backend, { key: '1' }, { 'data.key': '1' }))._id,
      (await saveUnique(backend, { key: [1] }, { 'data.key': [1] }))._id,
      (await saveUnique(backend, { key: { a: 1 } }, { 'data.key': { a: 1 } }))._id,
      (await saveUnique(backend, { key: { a: 1, b: 2 } }, { 'data.key': { b: 2, a: 1 } }))._id,
      (await saveUnique(backend, { key: null }, { 'data.key': null }))._id,
      (await backend.saveJob(jobNamed('other', { data: { key: 1 }, unique: { 'data.key': 1 } })))._id,
    ]);
    expect(ids.size).toBe(7);
    expect(ids).toContain((await saveUnique(backend, {}, { 'data.key': { a: 1, b: 2 } }))._id);
  });

  it('take field names and values as they are, also with quotes in them', async () => {
    const { backend } = await bench();
    const key = `a"b\\c'd`;
    const first = await saveUnique(backend, { [key]: `') OR 1=1 -- ` }, { [`data.${key}`]: `') OR 1=1 -- ` });
    const second = await saveUnique(backend, { [key]: 'other' }, { [`data.${key}`]: 'other' });
    const again = await saveUnique(backend, { [key]: 'other' }, { [`data.${key}`]: 'other' });
    expect(second._id).not.toBe(first._id);
    expect(again._id).toBe(second._id);
  });

  it('can ask for fields of the job, and say so when there is no such field', async () => {
    const { backend } = await bench();
    const first = await backend.saveJob(jobNamed('sync', { priority: 4, unique: { priority: 4 } }));
    const second = await backend.saveJob(jobNamed('sync', { priority: 5, unique: { priority: 5 } }));
    const again = await backend.saveJob(jobNamed('sync', { priority: 4, unique: { priority: 4 } }));
    expect(again._id).toBe(first._id);
    expect(second._id).not.toBe(first._id);
    await expect(saveUnique(backend, {}, { 'id; DROP TABLE x': 1 })).rejects.toThrow(/neither data/);
  });

  it('are made anew when the data of the former one was changed', async () => {
    const { backend } = await bench();
    const first = await saveUnique(backend, { user: 1 }, { 'data.user': 1 });
    await backend.saveJob({ ...first, data: { user: 2 } });
    const second = await saveUnique(backend, { user: 1 }, { 'data.user': 1 });
    expect(second._id).not.toBe(first._id);
    expect((await saveUnique(backend, { user: 1 }, { 'data.user': 1 }))._id).toBe(second._id);
  });
});

describe('debounced jobs', () => {
  const debounced = (backend: MysqlBackend, n: number, debounce: DebounceOptions) =>
    saveUnique(backend, { key: 'k', n }, { 'data.key': 'k' }, { debounce });

  it('are put off with each save and carry the last data', async () => {
    const { backend } = await bench();
    const first = await debounced(backend, 1, { delay: 1000 });
    await sleep(60);
    const asked = Date.now();
    const second = await debounced(backend, 2, { delay: 1000 });
    expect(second).toMatchObject({ _id: first._id, data: { key: 'k', n: 2 } });
    expect(Number(second.nextRunAt) - Number(first.nextRunAt)).toBeGreaterThanOrEqual(50);
    expect(Number(second.nextRunAt)).toBeGreaterThanOrEqual(asked + 1000);
    expect(second.debounceStartedAt).toEqual(first.debounceStartedAt);
  });

  it('are put off no longer than maxWait', async () => {
    const { backend } = await bench();
    await debounced(backend, 1, { delay: 5000, maxWait: 100 });
    await sleep(120);
    const forced = await debounced(backend, 2, { delay: 5000, maxWait: 100 });
    expect(Number(forced.nextRunAt)).toBeLessThanOrEqual(Date.now());
    expect(forced.debounceStartedAt).toBeUndefined();
  });

  it('wait anew once they have run', async () => {
    const { backend } = await bench();
    await debounced(backend, 1, { delay: 20, maxWait: 50 });
    await sleep(60);
    const running = await claim(backend, 'sync');
    await backend.repository.saveJobState({ ...running, nextRunAt: null, lastRunAt: new Date() } as never);
    await backend.repository.saveJobState({
      ...running,
      nextRunAt: null,
      lastRunAt: new Date(),
      lockedAt: undefined,
    } as never);
    const next = await debounced(backend, 2, { delay: 5000, maxWait: 50 });
    expect(Number(next.nextRunAt) - Date.now()).toBeGreaterThan(4000);
  });

  it('with a leading edge run at once, once per window', async () => {
    const { backend } = await bench();
    const leading = { delay: 1500, strategy: 'leading' } as const;
    const first = await debounced(backend, 1, leading);
    expect(Number(first.nextRunAt)).toBeLessThanOrEqual(Date.now());
    const second = await debounced(backend, 2, leading);
    expect(second).toMatchObject({ nextRunAt: first.nextRunAt, data: { key: 'k', n: 2 } });
    const running = await claim(backend, 'sync');
    const ran = { ...running, nextRunAt: null, lastRunAt: new Date() } as never;
    await backend.repository.saveJobState(ran);
    await backend.repository.saveJobState({ ...(ran as object), lockedAt: undefined } as never);
    expect((await debounced(backend, 3, leading)).nextRunAt).toBeNull();
    await sleep(1550);
    expect((await debounced(backend, 4, leading)).nextRunAt).not.toBeNull();
  });
});
