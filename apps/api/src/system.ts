import 'reflect-metadata';
import type { Logger } from 'pino';
import { DenialLog } from './audit/denial-log.js';
import { createAuth } from './auth/auth.js';
import { createLimits } from './auth/limits.js';
import type { Config } from './config.js';
import type { Services } from './context.js';
import { connectPatiently } from './database/connect-patiently.js';
import { OutageLog } from './database/outage-log.js';
import { Later } from './later.js';
import { createLog } from './log.js';
import { Wake } from './wake.js';

export interface System {
  readonly services: Services;
  close(): Promise<void>;
}

/** Puts together what server, worker, commands and tests all stand on. */
export async function createServices(config: Config, log: Logger = createLog(config)): Promise<System> {
  const { databaseUrl, databasePoolSize } = config;
  const dataSource = await connectPatiently(databaseUrl, databasePoolSize, (reason) =>
    log.warn({ reason }, 'the database does not answer yet'),
  );
  const wake = new Wake();
  const limits = createLimits(config.rateLimitFactor);
  const denials = new DenialLog({ log, dataSource, wake, limits });
  const auth = createAuth({ config, log, dataSource, wake, denials });
  const later = new Later(log);
  const outages = new OutageLog(log);
  return {
    services: { config, log, dataSource, auth, wake, later, limits, denials, outages },
    async close() {
      await later.rest();
      await denials.rest();
      await dataSource.destroy();
    },
  };
}
