import 'reflect-metadata';
import { type Config, ConfigError, configFromEnvironment } from './config.js';
import type { Services } from './context.js';
import { clockDifference } from './database/clock-difference.js';
import { createApp } from './http/app.js';
import { createWorkerHealth } from './http/health.js';
import { type Jobs, startJobs } from './jobs/start-jobs.js';
import { createServices } from './system.js';

const DRAIN_TIMEOUT = 25_000;
const CLOCKS_MAY_DIFFER = 30_000;

/** One process: the API, the worker, or both. Ends on SIGTERM and SIGINT once what has begun is finished. */
export async function main(role?: Config['role']): Promise<void> {
  try {
    const config = configFromEnvironment();
    await run(role ? { ...config, role } : config);
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
    // What has been opened by now would keep alive half a process, of which nobody would notice that the rest is missing.
    process.exit(1);
  }
}

async function run(config: Config): Promise<void> {
  const asked = endAsked();
  const { services, close } = await createServices(config);
  const { log, dataSource } = services;
  if (await dataSource.showMigrations()) {
    await close();
    throw new ConfigError('The database is of an older release: run "node dist/migrate.js" first.');
  }
  await warnOfClock(services);
  const app = config.role === 'worker' ? null : await createApp(services);
  const address = await app?.listen({ host: config.host, port: config.port });
  let jobs: Jobs | null = null;
  const health =
    config.role === 'api' || config.healthPort === null
      ? null
      : createWorkerHealth(services, () => (jobs ? jobs.standing() : 'STARTING'));
  const healthAddress = await health?.listen({ host: config.host, port: config.healthPort ?? 0 });
  // Last, so that a process that cannot start has begun nothing.
  jobs = config.role === 'api' ? null : await startJobs(services);
  log.info({ role: config.role, address, healthAddress, publicUrl: config.publicUrl }, 'Anteroom is ready');

  log.info({ signal: await asked }, 'ending');
  setTimeout(() => process.exit(1), DRAIN_TIMEOUT).unref();
  // At once, both: a mail must not be begun that a slow request leaves no time to finish. What the last requests queue is in
  // the database, for whoever comes next.
  await Promise.all([app?.close(), jobs?.stop()]);
  await health?.close();
  await close();
  process.exit(0);
}

/** Invitations go by the database's clock alone; sessions and links to set a password by that of each process. */
async function warnOfClock({ dataSource, log }: Services): Promise<void> {
  const aheadByMs = await clockDifference(dataSource);
  if (Math.abs(aheadByMs) > CLOCKS_MAY_DIFFER)
    log.warn(
      { aheadByMs },
      'the clocks of this machine and of the database differ: sessions may end at the wrong time',
    );
}

/** Listens from the beginning, so that a process that is ended while it starts ends as cleanly. */
function endAsked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => resolve(signal));
  });
}
