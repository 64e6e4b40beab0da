import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { DenialLog } from './audit/denial-log.js';
import { createAuth } from './auth/auth.js';
import { createLimits } from './auth/limits.js';
import type { Config } from './config.js';
import type { Services } from './context.js';
import { createDataSource } from './database/data-source.js';
import { isUnavailable } from './database/unavailable.js';
import { Later } from './later.js';
import { createLog } from './log.js';
import { Wake } from './wake.js';

export interface System {
  readonly services: Services;
  close(): Promise<void>;
}

/** Puts together what server, worker, commands and tests all stand on. */
export async function createServices(config: Config, log: Logger = createLog(config)): Promise<System> {
  const dataSource = await connect(config, log);
  const wake = new Wake();
  const limits = createLimits(config.rateLimitFactor);
  const denials = new DenialLog({ log, dataSource, wake, limits });
  const auth = createAuth({ config, log, dataSource, wake, denials });
  const later = new Later(log);
  return {
    services: { config, log, dataSource, auth, wake, later, limits, denials },
    async close() {
      await later.rest();
      await denials.rest();
      await dataSource.destroy();
    },
  };
}

/** A database that starts together with us may need a while; one that is not there must not leave us waiting unseen. */
async function connect(config: Config, log: Logger): Promise<DataSource> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await createDataSource(config.databaseUrl, config.databasePoolSize);
    } catch (error) {
      if (attempt >= 30 || !isUnavailable(error)) throw error;
      log.warn({ reason: (error as { code?: string }).code }, 'the database does not answer yet');
      await pause(1_000);
    }
  }
}
