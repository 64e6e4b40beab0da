import { fileURLToPath } from 'node:url';
import { type Agenda, type AgendaOptions, backoffStrategies, type Job } from 'agenda';
import { describe, expect, inject, it } from 'vitest';
import { type Bench, bench, sleep, until } from './job-table.ts';

async function running(options: Partial<AgendaOptions> = {}): Promise<Bench & { scheduler: Agenda }> {
  const made = await bench();
  const scheduler = await made.agenda(options);
  await scheduler.start();
  return { ...made, scheduler };
}

const only = async (agenda: Agenda, name: string) => {
  const { jobs } = await agenda.queryJobs({ name });
  expect(jobs).toHaveLength(1);
  return jobs[0] as NonNullable<(typeof jobs)[0]>;
};

describe('scheduling', () => {
  it('keeps one job per name for every(), at an interval, in milliseconds or by cron', async () => {
    const { scheduler } = await running();
    await scheduler.every('1 minute', 'tick');
    await scheduler.every('5 minutes', 'tick', { n: 2 }, { timezone: 'Asia/Tokyo', skipImmediate: true });
    expect(await only(scheduler, 'tick')).toMatchObject({
      repeatInterval: '5 minutes',
      repeatTimezone: 'Asia/Tokyo',
      data: { n: 2 },
      type: 'single',
      state: 'repeating',
    });
    await scheduler.every('0 6 * * *', ['a', 'b']);
    expect((await only(scheduler, 'b')).repeatInterval).toBe('0 6 * * *');
  });

  it('repeats', async () => {
    const { scheduler } = await running();
    let runs = 0;
    scheduler.define('tick', async () => {
      runs += 1;
    });
    await scheduler.every(150, 'tick');
    await until('three runs', () => runs >= 3, 5000);
    expect((await only(scheduler, 'tick')).lastRunAt).toBeInstanceOf(Date);
  });

  it('runs at the time asked for and not before', async () => {
    const { scheduler } = await running();
    const ran: number[] = [];
    scheduler.define('later', async () => void ran.push(Date.now()));
    const when = new Date(Date.now() + 500);
    expect((await scheduler.schedule(when, 'later')).attrs.nextRunAt).toEqual(when);
    await until('the run', () => ran.length === 1);
    expect(ran[0]).toBeGreaterThanOrEqual(when.getTime());
    expect(ran[0]).toBeLessThan(when.getTime() + 2000);
  });

  it('keeps the days and dates a job is limited to', async () => {
    const { scheduler } = await running();
    const endDate = new Date('2035-01-01T00:00:00.000Z');
    await scheduler.every('1 day', 'weekdays', {}, { endDate, skipDays: [0, 6] });
    expect(await only(scheduler, 'weekdays')).toMatchObject({ endDate, skipDays: [0, 6] });
  });

  it('cancels by selector, purges what has no definition, and cancels all', async () => {
    const { scheduler } = await running();
    scheduler.define('known', async () => {});
    const later = () => new Date(Date.now() + 60_000);
    for (const name of ['known', 'orphan', 'orphan', 'gone']) await scheduler.schedule(later(), name);
    expect(await scheduler.cancel({ name: 'gone' })).toBe(1);
    expect(await scheduler.purge()).toBe(2);
    const job = await scheduler.schedule(later(), 'known');
    expect(await job.remove()).toBe(1);
    expect(await scheduler.cancelAll()).toBe(1);
  });
});

describe('running', () => {
  it('hands over the data, tells the events and records the run', async () => {
    const { scheduler } = await running();
    const events: string[] = [];
    let data: unknown;
    scheduler.define('work', async (job: Job) => {
      data = job.attrs.data;
      expect((await only(scheduler, 'work')).state).toBe('running');
    });
    scheduler.on('start', () => events.push('start'));
    scheduler.on('start:work', () => events.push('start:work'));
    scheduler.on('success', () => events.push('success'));
    scheduler.on('success:work', () => events.push('success:work'));
    scheduler.on('complete', () => events.push('complete'));
    scheduler.on('complete:work', () => events.push('complete:work'));
    await scheduler.now('work', { n: 1 });
    await until('the end', () => events.length === 6);
    expect(events.join()).toBe('start,start:work,success,success:work,complete,complete:work');
    expect(data).toEqual({ n: 1 });
    expect(await only(scheduler, 'work')).toMatchObject({
      state: 'completed',
      nextRunAt: null,
      lockedAt: undefined,
    });
  });

  it('records why and how often a job failed, and leaves it at that', async () => {
    const { scheduler } = await running();
    let runs = 0;
    scheduler.define('work', (_job, done) => {
      runs += 1;
      done(new Error('no paper'));
    });
    await scheduler.now('work');
    await until('the failure', async () => (await only(scheduler, 'work')).state === 'failed');
    await sleep(300);
    expect(runs).toBe(1);
    expect(await only(scheduler, 'work')).toMatchObject({
      failReason: 'no paper',
      failCount: 1,
      nextRunAt: null,
    });
  });

  it('tries again by a backoff strategy until it is exhausted', async () => {
    const { scheduler } = await running();
    let exhausted = false;
    const attempts: number[] = [];
    scheduler.define(
      'work',
      async () => {
        attempts.push(Date.now());
        throw new Error('no paper');
      },
      { backoff: backoffStrategies.constant({ delay: 120, maxRetries: 2 }) },
    );
    scheduler.on('retry exhausted', () => {
      exhausted = true;
    });
    await scheduler.now('work');
    await until('the end', () => exhausted);
    expect(attempts).toHaveLength(3);
    expect((attempts[1] as number) - (attempts[0] as number)).toBeGreaterThanOrEqual(110);
    await until('the record', async () => (await only(scheduler, 'work')).failCount === 3);
  });

  it('tries again when the failure handler schedules it, by attribute or by saving', async () => {
    const { scheduler } = await running();
    const runs = { attribute: 0, saved: 0 };
    for (const name of ['attribute', 'saved'] as const) {
      scheduler.define(name, async () => {
        runs[name] += 1;
        if (runs[name] < 3) throw new Error('no paper');
      });
    }
    scheduler.on('fail:attribute', (_error, job) => {
      (job as Job).attrs.nextRunAt = new Date();
    });
    scheduler.on('fail:saved', (_error, job) => void (job as Job).schedule('now').save());
    await Promise.all([scheduler.now('attribute'), scheduler.now('saved')]);
    await until('both', () => runs.attribute === 3 && runs.saved === 3);
  });

  it('removes finished jobs on request: not failed ones, not repeating ones', async () => {
    const { scheduler } = await running({ removeOnComplete: true });
    const done: string[] = [];
    scheduler.on('complete', (job) => done.push((job as Job).attrs.name));
    scheduler.define('gone', async () => {});
    scheduler.define('kept', async () => {}, { removeOnComplete: false });
    scheduler.define('failed', async () => Promise.reject(new Error('no paper')));
    scheduler.define('repeating', async () => {});
    for (const name of ['gone', 'kept', 'failed']) await scheduler.now(name);
    await scheduler.every('1 hour', 'repeating');
    await until('all', () => done.length === 4);
    await until('the removal', async () => (await scheduler.queryJobs({ name: 'gone' })).total === 0);
    expect((await scheduler.getJobsOverview()).map(({ name }) => name)).toEqual([
      'failed',
      'kept',
      'repeating',
    ]);
  });

  it('minds concurrency and lock limits', async () => {
    const { scheduler } = await running({ maxConcurrency: 3 });
    let now = 0;
    let most = 0;
    const busy = async () => {
      now += 1;
      most = Math.max(most, now);
      await sleep(60);
      now -= 1;
    };
    let ended = 0;
    scheduler.on('complete', () => {
      ended += 1;
    });
    scheduler.define('wide', busy, { concurrency: 10 });
    scheduler.define('limited', async () => sleep(100_000), { lockLimit: 2 });
    await Promise.all(Array.from({ length: 9 }, () => scheduler.now('wide')));
    await until('all', () => ended === 9);
    expect(most).toBe(3);
    await Promise.all(Array.from({ length: 5 }, () => scheduler.now('limited')));
    await sleep(400);
    expect((await scheduler.queryJobs({ name: 'limited', state: 'running' })).total).toBe(2);
  });

  it('runs the most urgent of those due at the same time first', async () => {
    const made = await bench();
    const scheduler = await made.agenda({ maxConcurrency: 1 });
    const order: number[] = [];
    scheduler.define('work', async (job: Job) => void order.push(job.attrs.priority), { concurrency: 1 });
    const due = new Date(Date.now() - 1000);
    for (const priority of [-10, 10, 0]) {
      const job = scheduler.create('work').schedule(due).priority(priority);
      await job.save();
    }
    await scheduler.start();
    await until('all', () => order.length === 3);
    expect(order).toEqual([10, 0, -10]);
  });

  it('leaves disabled jobs alone until they are enabled', async () => {
    const { scheduler } = await running();
    let ran = false;
    scheduler.define('work', async () => {
      ran = true;
    });
    await scheduler.create('work').disable().schedule('now').save();
    await sleep(350);
    expect(ran).toBe(false);
    expect(await scheduler.enable({ name: 'work' })).toBe(1);
    await until('the run', () => ran);
  });

  it('keeps a touched job alive beyond its lock, and cancels one that is not touched', async () => {
    const { scheduler } = await running();
    const errors: string[] = [];
    scheduler.on('error', (error) => errors.push(error.message));
    let touched = 0;
    scheduler.define(
      'alive',
      async (job: Job) => {
        for (; touched < 6; touched += 1) {
          await sleep(300);
          await job.touch(touched * 10);
        }
      },
      { lockLifetime: 1200 },
    );
    scheduler.define('stuck', async () => sleep(900), { lockLifetime: 250 });
    await scheduler.now('alive');
    await until('its end', async () => (await only(scheduler, 'alive')).state === 'completed');
    expect((await only(scheduler, 'alive')).progress).toBe(50);
    expect(errors).toEqual([]);
    await scheduler.now('stuck');
    await until('its cancellation', () => errors.some((message) => message.includes('250ms')));
  });

  it('unlocks what it has not begun when it stops', async () => {
    const made = await bench();
    const scheduler = await made.agenda();
    let begun = 0;
    scheduler.define(
      'work',
      async () => {
        begun += 1;
        await sleep(600);
      },
      { concurrency: 1 },
    );
    await scheduler.start();
    await Promise.all(Array.from({ length: 4 }, () => scheduler.now('work')));
    await until('one to begin and the rest to be locked', async () => {
      return begun === 1 && (await made.backend.repository.queryJobs({ state: 'running' })).total === 4;
    });
    await scheduler.stop();
    expect((await made.backend.repository.queryJobs({ state: 'running' })).total).toBe(1);
    expect((await made.backend.repository.queryJobs({ state: 'queued' })).total).toBe(3);
    await until(
      'the record of the one',
      async () => (await made.backend.repository.queryJobs({ state: 'completed' })).total === 1,
    );
  });

  it('can be stopped and started again', async () => {
    const { scheduler, backend } = await running();
    let runs = 0;
    scheduler.define('work', async () => {
      runs += 1;
    });
    await backend.releaseQueued();
    await scheduler.drain();
    await scheduler.start();
    await scheduler.now('work');
    await until('the run', () => runs === 1);
  });
});

describe('fork mode', () => {
  it.each([
    // It touches the job under its parent's claim; if that were refused it would fail.
    ['ends', undefined, { state: 'completed', failReason: undefined }],
    ['fails', 'fail', { state: 'failed', failCount: 1 }],
    ['dies', 'die', { state: 'failed', failReason: 'child process exited with code: 3' }],
  ])('records a job that %s in a process of its own', async (_what, wish, expected) => {
    const made = await bench();
    const scheduler = await made.agenda({
      forkHelper: {
        path: fileURLToPath(new URL('./forked-worker.ts', import.meta.url)),
        options: {
          execArgv: [],
          env: { ...process.env, FORK_URI: inject('databaseUrl'), FORK_TABLE: made.tableName },
        },
      },
    });
    scheduler.define('forked', async () => {});
    await scheduler.create('forked', { wish }).forkMode(true).schedule('now').save();
    await scheduler.start();
    const job = await until('the record', async () => {
      const { jobs } = await scheduler.queryJobs({ name: 'forked' });
      return jobs[0]?.lastFinishedAt && jobs[0].state !== 'running' ? jobs[0] : undefined;
    });
    expect(job).toMatchObject(expected);
  });
});
