import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock, takePort } from './lock.mjs';
import { freePort, portIsFree } from './machine.mjs';
import { isAlive, run, startGuarded, waitUntil } from './processes.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const script = (code) => ({ command: process.execPath, args: ['--eval', code] });

describe('a guarded command', () => {
  it('gets the time to end by itself', async () => {
    const log = join(folder, 'log');
    const command = await startGuarded({
      ...script(`process.on('SIGTERM', () => setTimeout(() => { console.log('drained'); process.exit(0); }, 200));
        setInterval(() => {}, 1000); console.log('up');`),
      output: openSync(log, 'w'),
      grace: 5_000,
    });
    await waitUntil(async () => readFileSync(log, 'utf8').includes('up'), { timeout: 5_000 });
    await command.stop();
    expect(readFileSync(log, 'utf8')).toContain('drained');
  });

  it('is ended in the end when it will not go', async () => {
    const log = join(folder, 'log');
    const command = await startGuarded({
      ...script(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up');`),
      output: openSync(log, 'w'),
      grace: 300,
    });
    await waitUntil(async () => readFileSync(log, 'utf8').includes('up'), { timeout: 5_000 });
    const { pid } = command;
    await command.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('takes its children with it', async () => {
    const log = join(folder, 'log');
    const command = await startGuarded({
      command: 'sh',
      args: ['-c', 'sleep 60 & echo $!; wait'],
      output: openSync(log, 'w'),
      grace: 300,
    });
    await waitUntil(async () => readFileSync(log, 'utf8').includes('\n'), { timeout: 5_000 });
    const grandchild = Number(readFileSync(log, 'utf8'));
    await command.stop();
    // Dead at once, but a process until the machine's first one takes notice; left alone it would live for a minute.
    expect(await waitUntil(async () => !isAlive(grandchild), { timeout: 30_000 })).toBe(true);
  });

  it('reports how it ended, and that it could not begin', async () => {
    const command = await startGuarded({
      ...script('setTimeout(() => process.exit(7), 100)'),
      output: 'ignore',
    });
    const outcome = await new Promise((resolve) => command.onExit(resolve));
    expect(outcome).toMatchObject({ code: 7, signal: null });
    await command.stop();
    await expect(startGuarded({ command: '/nowhere/at/all', output: 'ignore' })).rejects.toThrow(
      '/nowhere/at/all',
    );
  });
});

describe('running a command', () => {
  it('gives its status and what it said', async () => {
    const { command, args } = script('console.log("out"); console.error("err"); process.exit(4)');
    const { code, output } = await run(command, args, { quiet: true });
    expect(code).toBe(4);
    expect(output).toContain('out');
    expect(output).toContain('err');
  });

  it('ends it when the signal aborts', async () => {
    const { command, args } = script('setInterval(() => {}, 1000)');
    const ending = new AbortController();
    const running = run(command, args, { quiet: true, signal: ending.signal });
    ending.abort();
    expect((await running).code).not.toBe(0);
  });
});

it('sees that a port is taken', async () => {
  const port = await freePort();
  expect(await portIsFree(port)).toBe(true);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(await portIsFree(port)).toBe(false);
  server.close();
});

describe('the lock of a checkout', () => {
  it('is held by one at a time', () => {
    const file = join(folder, 'start.lock');
    const first = takeLock(file);
    expect(first.free).toBe(true);
    first.note('http://127.0.0.1:4000');
    expect(takeLock(file)).toEqual({ free: false, pid: process.pid, url: 'http://127.0.0.1:4000' });
    first.release();
    expect(takeLock(file).free).toBe(true);
  });

  it('does not outlive its holder', async () => {
    const file = join(folder, 'start.lock');
    const holder = await startGuarded({ ...script('setInterval(() => {}, 1000)'), output: 'ignore' });
    expect(takeLock(file, holder.pid).free).toBe(true);
    expect(takeLock(file).free).toBe(false);
    await holder.kill();
    await holder.stop();
    expect(takeLock(file).free).toBe(true);
  });
});

describe('a port', () => {
  it('is for one of several that want to listen there in a while', async () => {
    const port = await freePort();
    const claims = await Promise.all([takePort(port), takePort(port), takePort(port)]);
    const [giveBack, ...others] = claims.filter((claim) => claim !== null);
    expect(others).toEqual([]);
    giveBack?.();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await takePort(port)).toBeNull();
    server.close();
    await once(server, 'close');
    const again = await takePort(port);
    expect(again).not.toBeNull();
    again?.();
  });
});
