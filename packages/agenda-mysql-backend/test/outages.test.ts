import type { Job } from 'agenda';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { MysqlBackend } from '../src/index.js';
import { bench, claim, jobNamed, makePool, sleep, until } from './job-table.ts';
import { LocalServer } from './local-server.ts';
import { TcpProxy } from './tcp-proxy.ts';

async function behindProxy() {
  const made = await bench();
  const proxy = await TcpProxy.before(inject('databaseUrl'));
  const pool = createPool({ uri: proxy.url, connectionLimit: 5 });
  onTestFinished(async () => {
    await pool.end().catch(() => {});
    await proxy.down();
  });
  const distant = new MysqlBackend({ pool, tableName: made.tableName, ensureSchema: false });
  await distant.connect();
  return { ...made, proxy, distant };
}

async function countingAgenda(made: Awaited<ReturnType<typeof bench>>, backend: MysqlBackend, duration = 0) {
  const agenda = await made.agenda({ processEvery: 100 }, backend);
  const runs = new Map<string, number>();
  agenda.on('error', () => {});
  agenda.define('work', async (job: Job) => {
    const id = String(job.attrs._id);
    runs.set(id, (runs.get(id) ?? 0) + 1);
    await sleep(duration);
  });
  await agenda.start();
  return { agenda, runs };
}

const finished = (made: { backend: MysqlBackend }, count: number) => async () =>
  (await made.backend.repository.queryJobs({ state: 'completed', limit: 1 })).total === count;

describe('while the database is away', () => {
  it('jobs that run are recorded when it is back, and new ones are saved', async () => {
    const made = await behindProxy();
    const { agenda, runs } = await countingAgenda(made, made.distant, 500);
    await made.backend.saveJobs(Array.from({ length: 5 }, () => jobNamed('work')));
    await until('all to run', () => runs.size === 5);
    await made.proxy.down();
    const saving = agenda.now('work');
    await sleep(1200);
    await made.proxy.up();
    await saving;
    await until('all to be recorded', finished(made, 6));
    expect([...runs.values()]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('a statement is given up after retryFor', async () => {
    const made = await behindProxy();
    const impatient = new MysqlBackend({ uri: made.proxy.url, tableName: made.tableName, retryFor: 300 });
    await impatient.connect();
    await made.proxy.down();
    const asked = Date.now();
    await expect(impatient.saveJob(jobNamed('work'))).rejects.toMatchObject({ code: expect.any(String) });
    expect(Date.now() - asked).toBeGreaterThanOrEqual(250);
    expect(Date.now() - asked).toBeLessThan(3000);
    await impatient.disconnect();
  });

  it('a server that restarts in the middle loses nothing and repeats nothing', {
    timeout: 60_000,
  }, async () => {
    // Only a server of our own may be stopped; where none can be had, the proxy plays the part.
    const server =
      LocalServer.isPossible() && !process.env.TEST_DATABASE_URL ? await LocalServer.start() : undefined;
    const proxy = server ? undefined : await TcpProxy.before(inject('databaseUrl'));
    onTestFinished(() => server?.remove());
    const made = await bench();
    const uri = server?.url ?? (proxy as TcpProxy).url;
    const backend = new MysqlBackend({ uri, tableName: made.tableName });
    await backend.connect();
    const { agenda, runs } = await countingAgenda(made, backend, 30);
    await backend.saveJobs(Array.from({ length: 40 }, () => jobNamed('work')));
    await until('some to run', () => runs.size > 5);
    if (server) {
      await server.end('SIGKILL');
      await server.run();
    } else {
      await proxy?.down();
      await sleep(1000);
      await proxy?.up();
    }
    await backend.saveJob(jobNamed('work'));
    await until('all to be recorded', finished({ backend }, 41), 30_000);
    expect([...runs.values()].every((count) => count === 1)).toBe(true);
    await agenda.stop();
    await proxy?.down();
  });
});

describe('when connections break', () => {
  it('killed connections are replaced without anybody noticing', async () => {
    const made = await bench();
    const pool = makePool({ connectionLimit: 3 });
    const backend = new MysqlBackend({ pool, tableName: made.tableName });
    await backend.connect();
    const { runs } = await countingAgenda(made, backend, 20);
    for (let n = 0; n < 5; n += 1) {
      await backend.saveJobs(Array.from({ length: 6 }, () => jobNamed('work')));
      await sleep(40);
      const [own] = await pool.query<RowDataPacket[]>('SELECT CONNECTION_ID() AS id');
      await made.pool.query(`KILL ${own[0]?.id}`);
    }
    await until('all to be recorded', finished(made, 30));
    expect([...runs.values()].every((count) => count === 1)).toBe(true);
  });

  it('a claim whose answer is lost is found again', async () => {
    const made = await behindProxy();
    const saved = await made.backend.saveJob(jobNamed('work'));
    // Warm up, so that the statement is prepared and only executed on the line that is cut.
    await claim(made.distant, 'work', { lifetime: 600_000, horizon: -1e9 });
    let cuts = 0;
    made.proxy.cutAfter = (sent) => sent[4] === 0x17 && cuts++ === 0;
    const job = await claim(made.distant, 'work');
    expect(cuts).toBeGreaterThan(0);
    expect(job?._id).toBe(saved._id);
    await made.distant.repository.saveJobState({ ...job, lastRunAt: new Date() } as never);
  });

  it('a job whose saving went unanswered exists once', async () => {
    const made = await behindProxy();
    await made.distant.saveJob(jobNamed('first'));
    let cuts = 0;
    made.proxy.cutAfter = (sent) => sent[4] === 0x17 && cuts++ === 0;
    const saved = await made.distant.saveJob(jobNamed('work'));
    expect(cuts).toBeGreaterThan(0);
    const { jobs } = await made.backend.repository.queryJobs({ name: 'work' });
    expect(jobs.map((job) => job._id)).toEqual([saved._id]);
  });

  it('a result whose recording went unanswered is recorded', async () => {
    const made = await behindProxy();
    await made.backend.saveJob(jobNamed('work'));
    const job = await claim(made.distant, 'work');
    await made.distant.repository.saveJobState({ ...job, nextRunAt: null, lastRunAt: new Date() } as never);
    let cuts = 0;
    made.proxy.cutAfter = (sent) => sent[4] === 0x17 && cuts++ === 0;
    await made.distant.repository.saveJobState({
      ...job,
      nextRunAt: null,
      lockedAt: undefined,
      lastFinishedAt: new Date(),
    } as never);
    expect(cuts).toBeGreaterThan(0);
    expect((await made.backend.repository.queryJobs({ state: 'completed' })).total).toBe(1);
  });
});

describe('with a pool of one connection', () => {
  it('everything works, also with the log and the poll', async () => {
    const made = await bench();
    const pool = makePool({ connectionLimit: 1 });
    const backend = new MysqlBackend({
      pool,
      tableName: made.tableName,
      logTableName: `${made.tableName}_logs`,
      pollInterval: 20,
    });
    const agenda = await made.agenda({ processEvery: 50, logging: true }, backend);
    let ran = 0;
    agenda.define('work', async (job: Job) => {
      await job.touch(50);
      await agenda.create('other', { ran }).unique({ 'data.ran': ran }).save();
      ran += 1;
    });
    await agenda.start();
    await Promise.all(Array.from({ length: 30 }, () => agenda.now('work')));
    await until('all', () => ran === 30);
    await until('the log', async () => (await agenda.getLogs({ event: 'complete' })).total === 30);
  });
});

describe('when others hold locks', () => {
  it('a lock-wait timeout is waited out', async () => {
    const made = await bench();
    const pool = makePool({ connectionLimit: 1 });
    await pool.query('SET SESSION innodb_lock_wait_timeout = 1');
    const patient = new MysqlBackend({ pool, tableName: made.tableName });
    const saved = await made.backend.saveJob(jobNamed('work'));
    const holder = await made.pool.getConnection();
    await holder.beginTransaction();
    await holder.query(`UPDATE ${made.tableName} SET fail_count = 1`);
    const saving = patient.saveJob({ ...saved, priority: 9 });
    await sleep(1300);
    await holder.rollback();
    holder.release();
    expect((await saving).priority).toBe(9);
  });

  it('a deadlock is tried again from the start', async () => {
    const made = await bench();
    const [a, b] = await made.backend.saveJobs([jobNamed('a'), jobNamed('b')]);
    const rival = await made.pool.getConnection();
    onTestFinished(() => rival.release());
    // Weighs more than the statement of the backend, so that the server gives up on the latter.
    await rival.beginTransaction();
    await rival.query(
      `INSERT INTO ${made.tableName} (id, name, created_at)
       SELECT UUID(), 'filler', UTC_TIMESTAMP(3) FROM information_schema.COLUMNS LIMIT 200`,
    );
    await rival.query(`UPDATE ${made.tableName} SET fail_count = 1 WHERE id = ?`, [b?._id]);
    // Takes a, then waits for b.
    const disabling = made.backend.repository.disableJobs({ names: ['a', 'b'] });
    await sleep(200);
    await rival.query(`UPDATE ${made.tableName} SET fail_count = 1 WHERE id = ?`, [a?._id]);
    await rival.commit();
    expect(await disabling).toBe(2);
    expect((await made.backend.repository.queryJobs({ state: 'paused' })).total).toBe(2);
  });

  it('a claim passes over what others hold', async () => {
    const made = await bench();
    const [first, second] = await made.backend.saveJobs([
      jobNamed('work', { nextRunAt: new Date(1000) }),
      jobNamed('work', { nextRunAt: new Date(2000) }),
    ]);
    const holder = await made.pool.getConnection();
    onTestFinished(() => holder.release());
    await holder.beginTransaction();
    await holder.query(`SELECT 1 FROM ${made.tableName} WHERE id = ? FOR UPDATE`, [first?._id]);
    expect((await claim(made.backend, 'work'))?._id).toBe(second?._id);
    await holder.rollback();
  });
});
