import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterEach, describe, expect, it } from 'vitest';
import { provideTestDatabase, startDatabase } from './database.mjs';
import { isAlive, waitUntil } from './processes.mjs';

const folders = [];
const started = [];
const temporary = () => folders[folders.push(mkdtempSync(join(tmpdir(), 'anteroom-test-'))) - 1];
const start = async (options) => started[started.push(await startDatabase(options)) - 1];

afterEach(async () => {
  await Promise.all(started.splice(0).map((database) => database.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function query(url, sql) {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query(sql);
    return rows;
  } finally {
    await connection.end();
  }
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

describe('a private database server', () => {
  it('is ready when it is handed over, and leaves nothing when it was a throw-away one', async () => {
    const dir = temporary();
    const database = await start({ dir, throwaway: true });
    await query(database.url, 'CREATE DATABASE another');
    expect(readdirSync(dir)).toHaveLength(1);

    await database.stop();
    expect(readdirSync(dir)).toEqual([]);
    expect(await accepts(database.port)).toBe(false);
  });

  it('keeps its data from one start to the next, under a new password', async () => {
    const dir = join(temporary(), 'db');
    const first = await start({ dir });
    await query(first.url, 'CREATE TABLE kept (word VARCHAR(10))');
    await query(first.url, "INSERT INTO kept VALUES ('here')");
    await first.stop();

    const second = await start({ dir });
    expect(await query(second.url, 'SELECT word FROM kept')).toEqual([{ word: 'here' }]);
    expect(second.password).not.toBe(first.password);
  });

  it('comes back on the same port with what was committed before it was killed', async () => {
    const database = await start({ throwaway: true });
    await query(database.url, 'CREATE TABLE kept (n INT)');
    await query(database.url, 'INSERT INTO kept VALUES (1)');
    await database.kill();
    expect(database.pid).toBe(0);
    expect(await accepts(database.port)).toBe(false);

    await database.restart();
    expect(await query(database.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('lets nobody in without the password', async () => {
    const database = await start({ throwaway: true });
    for (const user of ['root', 'anteroom', 'nobody']) {
      await expect(query(`mysql://${user}@127.0.0.1:${database.port}/`, 'SELECT 1')).rejects.toThrow();
    }
  });

  it.each(['SIGKILL', 'SIGTERM'])('ends, with its data, when who started it ends by %s', async (signal) => {
    const dir = temporary();
    const module = JSON.stringify(new URL('./database.mjs', import.meta.url).href);
    const code = `const { startDatabase } = await import(${module});
      const { pid } = await startDatabase({ dir: ${JSON.stringify(dir)}, throwaway: true });
      console.log(pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout, 'data');
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);

    parent.kill(signal);
    expect(
      await waitUntil(async () => !isAlive(pid) && readdirSync(dir).length === 0, { timeout: 10_000 }),
    ).toBe(true);
  });

  it('says what the server said when it cannot start', async () => {
    const dir = join(temporary(), 'db');
    const running = await start({ dir });
    await expect(startDatabase({ dir: temporary(), port: running.port })).rejects.toThrow(
      /did not start.*bind/is,
    );
  });

  it('is not started when the tests were given a server', () => {
    const module = JSON.stringify(new URL('./database.mjs', import.meta.url).href);
    const code = `const { provideTestDatabase } = await import(${module});
      const { url, stop } = await provideTestDatabase();
      await stop();
      console.log(url);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      env: { ...process.env, TEST_DATABASE_URL: 'mysql://tester@db.example/' },
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe('mysql://tester@db.example/');
    expect(provideTestDatabase).toBeTypeOf('function');
  });

  it('leaves alone what it has not made', async () => {
    const dir = temporary();
    const somebodys = join(dir, 'data', 'ibdata1');
    mkdirSync(join(dir, 'data'));
    writeFileSync(somebodys, 'years of work');
    await expect(startDatabase({ dir })).rejects.toThrow('holds something that this command has not made');
    expect(readFileSync(somebodys, 'utf8')).toBe('years of work');
  });

  it('is refused a data folder of the other make', async () => {
    const dir = join(temporary(), 'db');
    const database = await start({ dir });
    await database.stop();
    const mark = join(dir, 'data', 'anteroom-flavour');
    expect(existsSync(mark)).toBe(true);
    spawnSync('sh', ['-c', `echo another > '${mark}'`]);
    await expect(startDatabase({ dir })).rejects.toThrow(/--reset/);
  });
});
