import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { ConfigError } from '../config.js';
import { createDataSource } from './data-source.js';
import { isUnavailable } from './unavailable.js';

const ATTEMPTS = 30;

/** A database that starts together with us may need a while; one that is not there must not leave us waiting unseen. */
export async function connectPatiently(
  url: string,
  poolSize: number,
  notYet: (reason: string) => void,
): Promise<DataSource> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await createDataSource(url, poolSize);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      // What server, network or certificate say of the connection is for whoever set the address.
      if (attempt >= ATTEMPTS || !isUnavailable(error))
        throw code === undefined
          ? error
          : new ConfigError(`DATABASE_URL: cannot be used: ${message || code}`);
      notYet(code ?? message);
      await pause(1_000);
    }
  }
}
