import { Agenda, type JobLogEntry, type JobNotification, type JobStateNotification } from 'agenda';
import { describe, expect, it } from 'vitest';
import { MysqlBackend, type MysqlNotificationChannel } from '../src/index.js';
import { bench, jobNamed, makePool, sleep, until } from './job-table.ts';

async function worker(processEvery = 60_000) {
  const made = await bench({ pollInterval: 0 });
  const agenda = await made.agenda({ processEvery });
  const begun: number[] = [];
  agenda.define('work', async () => void begun.push(Date.now()), { concurrency: 100 });
  await agenda.start();
  await sleep(50);
  return { ...made, agenda, begun };
}

describe('waking workers', () => {
  it('starts now() within 100 ms in the same process, again and again', async () => {
    const { agenda, begun } = await worker();
    await agenda.now('work');
    await until('a first run', () => begun.length === 1);
    const waits: number[] = [];
    for (let n = 2; n <= 21; n += 1) {
      const asked = Date.now();
      await agenda.now('work');
      await until('the job', () => begun.length === n);
      waits.push((begun.at(-1) as number) - asked);
    }
    waits.sort((a, b) => a - b);
    // The median, because a machine that does much else hiccups.
    expect(waits[Math.floor(waits.length / 2)]).toBeLessThan(100);
  });

  it('reaches a worker on another backend, and from an Agenda that was never started', async () => {
    const { another, begun, tableName } = await worker();
    const producer = new Agenda({ backend: await another() });
    await producer.now('work');
    await until('the job', () => begun.length === 1, 1000);
    const elsewhere = new MysqlBackend({ pool: makePool(), tableName });
    await elsewhere.saveJobs([jobNamed('work'), jobNamed('work')]);
    await until('both jobs', () => begun.length === 3, 1000);
  });

  it('does not search once per job when many are saved at once', async () => {
    const { agenda, begun, backend } = await worker();
    let searches = 0;
    const { repository } = backend;
    const original = repository.getNextJobToRun.bind(repository);
    repository.getNextJobToRun = (...given) => {
      searches += 1;
      return original(...given);
    };
    await Promise.all(Array.from({ length: 60 }, () => agenda.now('work')));
    await until('all', () => begun.length === 60);
    // One for each job, and a few that find nothing.
    expect(searches).toBeLessThan(60 + 40);
  });

  it('finds jobs saved elsewhere by polling, without Agenda’s own', async () => {
    const made = await bench({ pollInterval: 100 });
    const agenda = await made.agenda({ processEvery: 60_000 });
    const begun: number[] = [];
    agenda.define('work', async () => void begun.push(Date.now()));
    await agenda.start();
    await sleep(50);
    await made.sql(
      "INSERT INTO $jobs (id, name, next_run_at, created_at) VALUES (UUID(), 'work', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
    );
    await until('the job', () => begun.length === 1, 2000);
  });

  it('can be switched off', async () => {
    const { backend } = await bench({ notifications: false });
    expect(backend.notificationChannel).toBeUndefined();
    await backend.saveJob(jobNamed('work'));
  });
});

describe('the channel', () => {
  async function channel(): Promise<MysqlNotificationChannel> {
    return (await bench()).backend.notificationChannel as MysqlNotificationChannel;
  }
  const notification = (more: Partial<JobNotification> = {}): JobNotification => ({
    jobId: 'id-1' as JobNotification['jobId'],
    jobName: 'work',
    nextRunAt: null,
    priority: 7,
    timestamp: new Date(),
    ...more,
  });
  const state = (type: JobStateNotification['type']): JobStateNotification => ({
    type,
    jobId: 'id-1' as JobStateNotification['jobId'],
    jobName: 'work',
    timestamp: new Date(),
    error: 'no paper',
    retryAt: new Date(5),
  });

  it('tells its states', async () => {
    const one = await channel();
    const seen: string[] = [];
    one.on('stateChange', (next) => seen.push(next));
    expect(one.state).toBe('disconnected');
    await one.connect();
    await one.connect();
    expect(one.state).toBe('connected');
    await one.disconnect();
    expect(seen).toEqual(['connecting', 'connected', 'disconnected']);
  });

  it('hands on what is published, to all who listen and only while they do', async () => {
    const one = await channel();
    await one.connect();
    const first: JobNotification[] = [];
    const second: JobNotification[] = [];
    const leave = one.subscribe((given) => void first.push(given));
    one.subscribe((given) => void second.push(given));
    const nextRunAt = new Date(1234);
    await one.publish(notification({ nextRunAt, source: 'me' }));
    leave();
    for (let n = 0; n < 4; n += 1) await one.publish(notification({ jobName: `work ${n}` }));
    expect(first).toMatchObject([{ jobName: 'work', nextRunAt, priority: 7, source: 'me' }]);
    expect(second).toHaveLength(5);
  });

  it('hands on states in their order, to the Agendas of this process', async () => {
    const { backend, another } = await bench();
    const one = backend.notificationChannel as MysqlNotificationChannel;
    const other = (await another()).notificationChannel as MysqlNotificationChannel;
    await Promise.all([one.connect(), other.connect()]);
    const seen: JobStateNotification[] = [];
    const leave = other.subscribeState((given) => void seen.push(given));
    const types = ['start', 'progress', 'success', 'fail', 'retry', 'complete'] as const;
    for (const type of types) await one.publishState(state(type));
    leave();
    await one.publishState(state('start'));
    expect(seen.map(({ type }) => type)).toEqual(types);
    expect(seen[3]).toMatchObject({ error: 'no paper', retryAt: new Date(5) });
    await other.disconnect();
  });

  it('refuses to publish while it is not connected', async () => {
    const one = await channel();
    await expect(one.publish(notification())).rejects.toThrow(/not connected/);
    await one.connect();
    await one.disconnect();
    await expect(one.publish(notification())).rejects.toThrow(/not connected/);
    await expect(one.publishState(state('start'))).rejects.toThrow(/not connected/);
  });

  it('reports a listener that fails, to those who want to know', async () => {
    const one = await channel();
    await one.connect();
    const fail = (): void => {
      throw new Error('deaf');
    };
    one.subscribe(fail);
    await one.publish(notification());
    const errors: Error[] = [];
    one.on('error', (error) => errors.push(error));
    one.subscribe(async () => fail());
    await one.publish(notification());
    await until('both errors', () => errors.length === 2);
  });

  it('hears events of another Agenda by name', async () => {
    const made = await bench();
    const first = await made.agenda({ name: 'first' });
    const second = await made.agenda({ name: 'second' }, await made.another());
    first.define('work', async () => {});
    const heard: unknown[] = [];
    second.on('success:work', (_job, remote) => heard.push(remote));
    await Promise.all([first.start(), second.start()]);
    await first.now('work');
    await until('the event', () => heard.length === 1);
    expect(heard).toEqual([true]);
  });
});

describe('the log', () => {
  const at = (seconds: number) => new Date(Date.UTC(2030, 0, 1, 12, 0, seconds));
  const entry = (seconds: number, more: Partial<JobLogEntry> = {}): Omit<JobLogEntry, '_id'> => ({
    timestamp: at(seconds),
    level: 'info',
    event: 'start',
    jobName: 'a',
    message: `entry ${seconds}`,
    ...more,
  });

  async function filled() {
    const { logger } = (await bench()).backend;
    await Promise.all([
      logger.log(entry(0, { jobId: '1' })),
      logger.log(entry(1, { jobId: '1', event: 'success', duration: 1.5 })),
      logger.log(entry(2, { jobId: '2', jobName: 'b', event: 'fail', level: 'error', error: 'no paper' })),
      logger.log(entry(3, { jobId: '2', jobName: 'b', event: 'retry', level: 'warn', retryDelay: 10 })),
    ]);
    const messages = async (query: Parameters<typeof logger.getLogs>[0]) =>
      (await logger.getLogs(query)).entries.map(({ message }) => message);
    return { logger, messages };
  }

  it('gives back every field', async () => {
    const { logger } = (await bench()).backend;
    const full = entry(0, {
      jobId: 'x',
      duration: 12,
      error: "can't",
      failCount: 2,
      retryDelay: 100,
      retryAttempt: 1,
      agendaName: 'one',
      meta: { deep: ['x'] },
    });
    await logger.log(full);
    const { entries, total } = await logger.getLogs();
    expect(total).toBe(1);
    expect(entries[0]).toEqual({ _id: expect.any(String), ...full });
  });

  it('filters by job, name, level, event and time', async () => {
    const { messages } = await filled();
    expect(await messages({ jobId: '2', sort: 'asc' })).toEqual(['entry 2', 'entry 3']);
    expect(await messages({ jobName: 'a', sort: 'asc' })).toEqual(['entry 0', 'entry 1']);
    expect(await messages({ level: 'error' })).toEqual(['entry 2']);
    expect(await messages({ level: ['error', 'warn'], sort: 'asc' })).toEqual(['entry 2', 'entry 3']);
    expect(await messages({ event: 'success' })).toEqual(['entry 1']);
    expect(await messages({ event: ['success', 'fail'], jobName: 'b' })).toEqual(['entry 2']);
    expect(await messages({ from: at(1), to: at(2), sort: 'asc' })).toEqual(['entry 1', 'entry 2']);
  });

  it('gives the newest first, in pages, with the total of all', async () => {
    const { logger, messages } = await filled();
    expect(await messages({})).toEqual(['entry 3', 'entry 2', 'entry 1', 'entry 0']);
    const page = await logger.getLogs({ limit: 2, offset: 1, sort: 'asc' });
    expect(page.entries.map(({ message }) => message)).toEqual(['entry 1', 'entry 2']);
    expect(page.total).toBe(4);
  });

  it('clears what is asked for, or all of it', async () => {
    const { logger } = await filled();
    expect(await logger.clearLogs({ jobName: 'b' })).toBe(2);
    expect(await logger.clearLogs({ jobName: 'nobody' })).toBe(0);
    expect(await logger.clearLogs()).toBe(2);
    expect((await logger.getLogs()).total).toBe(0);
  });

  it('is written by Agenda for the jobs that want it', async () => {
    const made = await bench();
    const agenda = await made.agenda({ logging: { default: false } });
    agenda.define('quiet', async () => {});
    agenda.define('loud', async () => {}, { logging: true });
    await agenda.start();
    await agenda.now('quiet');
    await agenda.now('loud');
    await until('its entries', async () => (await agenda.getLogs({ event: 'complete' })).total === 1);
    const { entries } = await agenda.getLogs({ sort: 'asc' });
    expect(entries.map(({ event }) => event)).toEqual(['locked', 'start', 'success', 'complete']);
    expect(new Set(entries.map(({ jobName }) => jobName))).toEqual(new Set(['loud']));
  });
});
