import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.js';

export function createLog(
  config: Pick<Config, 'logLevel'>,
  destination: DestinationStream = pino.destination(1),
): Logger {
  return pino(
    {
      level: config.logLevel,
      redact: ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]'],
      serializers: { err: describeError, error: describeError },
    },
    destination,
  );
}

/**
 * What a log may hold of an error: what went wrong and where. The values of a statement, which errors of the database carry
 * along and quote, are people's names, addresses and hashes of passwords.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, errno, query, driverError, cause, message } = error as Error & Record<string, unknown>;
  const ofDatabase = errno !== undefined || driverError !== undefined;
  return {
    type: error.constructor.name,
    message: ofDatabase ? withoutValues(message) : message,
    stack: /\n\s+at [\s\S]*$/.exec(error.stack ?? '')?.[0].trim(),
    ...(code !== undefined && { code }),
    ...(typeof query === 'string' && { query: query.slice(0, 500) }),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

/** Names of keys, columns and tables stay; what was to be written into them does not. */
function withoutValues(message: string): string {
  const named = message.replace(/(entry|value:?) '.*' (?=for (?:key|column) )/gs, "$1 '…' ");
  return named === message ? message.replace(/(near|entry|value:?) '.*'/gs, "$1 '…'") : named;
}
