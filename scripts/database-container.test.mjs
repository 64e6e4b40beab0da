import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startContainer } from './database-container.mjs';
import { waitUntil } from './processes.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
  vi.stubEnv('PATH', [folder, process.env.PATH].join(delimiter));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** An engine that writes down what it is asked; its containers listen and do nothing else. */
function engineThatAnswers(status) {
  const program = join(folder, 'docker');
  const listen = "require('net').createServer().listen(process.argv[1], '127.0.0.1')";
  writeFileSync(
    program,
    `#!/bin/sh
echo "$*" >> '${folder}/asked'
case "$1" in
  info) exit ${status} ;;
  run) port=$(echo "$*" | sed 's/.*127.0.0.1:\\([0-9]*\\):3306.*/\\1/'); exec '${process.execPath}' -e "${listen}" "$port" ;;
esac
`,
  );
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'podman'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(folder, 'podman'), 0o755);
}

const asked = () => readFileSync(join(folder, 'asked'), 'utf8').split('\n');
const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false)).once('connect', () => socket.end(() => resolve(true)));
  });
const options = () => ({
  dir: folder,
  port: undefined,
  say: () => {},
  databaseName: 'anteroom',
  waitForServer: (port) => waitUntil(() => accepts(port), { timeout: 5_000 }),
});

it('runs a throw-away server in memory and removes its container at the end', async () => {
  engineThatAnswers(0);
  const database = await startContainer({ ...options(), throwaway: true });
  const run = asked().find((line) => line.startsWith('run '));
  expect(run).toContain(`--publish 127.0.0.1:${database.port}:3306`);
  expect(run).toContain('--tmpfs /var/lib/mysql');
  // On a command line everybody on the machine could read it.
  expect(run).not.toContain(database.password);

  await database.stop();
  const name = /--name (\S+)/.exec(run)?.[1];
  expect(asked()).toContain(`rm --force ${name}`);
});

it('keeps data in a volume, and the password that belongs to it', async () => {
  engineThatAnswers(0);
  const first = await startContainer({ ...options(), throwaway: false });
  await first.stop();
  const second = await startContainer({ ...options(), throwaway: false });
  await second.stop();
  expect(second.password).toBe(first.password);
  const volumes = asked().flatMap((line) => /--volume (\S+):/.exec(line)?.[1] ?? []);
  expect(new Set(volumes).size).toBe(1);
  expect(volumes).toHaveLength(2);
});

it('says what would help when there is no engine either', async () => {
  engineThatAnswers(1);
  await expect(startContainer({ ...options(), throwaway: true })).rejects.toThrow(
    /DATABASE_URL[\s\S]*apt-get install/,
  );
});
