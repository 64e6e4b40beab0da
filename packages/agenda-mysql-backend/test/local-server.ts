import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';

const PLACES = [
  '/usr/sbin',
  '/usr/bin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
  '/usr/libexec',
];

/** A throw-away MariaDB: a data directory under the system's temporary one, a free loopback port, gone at the end. */
export class LocalServer {
  private process: ChildProcess | undefined;

  // Written out, because the benchmark runs this file on plain Node, which takes no shorthand.
  private readonly directory: string;
  readonly port: number;

  private constructor(directory: string, port: number) {
    this.directory = directory;
    this.port = port;
  }

  static isPossible(): boolean {
    return find('mariadbd') !== undefined && installer() !== undefined;
  }

  static async start(): Promise<LocalServer> {
    const directory = mkdtempSync(join(tmpdir(), 'agenda-mysql-'));
    const install = installer();
    if (!install) {
      throw new Error('no mariadbd on this machine; name a server in TEST_DATABASE_URL');
    }
    execFileSync(
      install,
      [
        '--no-defaults',
        `--datadir=${directory}/data`,
        '--auth-root-authentication-method=normal',
        ...asRoot(),
      ],
      { stdio: 'ignore' },
    );
    const server = new LocalServer(directory, await freePort());
    await server.run();
    return server;
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}/mysql`;
  }

  async run(): Promise<void> {
    this.process = spawn(
      find('mariadbd') as string,
      [
        '--no-defaults',
        `--datadir=${this.directory}/data`,
        `--socket=${this.directory}/socket`,
        `--port=${this.port}`,
        '--bind-address=127.0.0.1',
        '--innodb-buffer-pool-size=128M',
        ...asRoot(),
      ],
      { stdio: 'ignore' },
    );
    for (let attempt = 0; attempt < 150; attempt += 1) {
      try {
        const connection = await createConnection(this.url);
        await connection.end();
        return;
      } catch {
        await sleep(100);
      }
    }
    throw new Error('the private MariaDB did not start');
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const running = this.process;
    if (!running || running.exitCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function find(program: string): string | undefined {
  return [...PLACES, ...(process.env.PATH ?? '').split(':')]
    .map((place) => join(place, program))
    .find((path) => existsSync(path));
}

function installer(): string | undefined {
  return find('mariadb-install-db') ?? find('mysql_install_db');
}

function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
