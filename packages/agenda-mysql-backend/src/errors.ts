/** Thrown when a worker wants to start, touch or finish a job whose lock it no longer holds. */
export class JobLockLostError extends Error {
  override readonly name = 'JobLockLostError';

  constructor(
    readonly jobId: string,
    readonly jobName: string,
  ) {
    super(`the lock on job ${jobId} (name: ${jobName}) ran out or was taken over; nothing was recorded`);
  }
}

interface DriverError {
  code?: string;
  errno?: number;
  message?: string;
}

const CONFLICTS = new Set([
  1020, // the row is newer than the snapshot (MariaDB's innodb_snapshot_isolation)
  1205, // lock wait timeout
  1213, // deadlock; also a lost certification in Galera
  3572, // a lock was not available at once
]);

const OUTAGE_NUMBERS = new Set([
  1040,
  1203,
  1226, // too many connections
  1047, // Galera node not ready
  1053, // server shutdown in progress
  1077,
  1079,
  1080, // the server is going away
  1290,
  1836, // read-only for the time of a failover
  1317, // the statement was killed
  1927, // the connection was killed (MariaDB)
  3169, // the session was killed (MySQL)
  4031, // disconnected for inactivity
]);

const OUTAGE_CODES = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOENT', // the socket file of a server that restarts
  'ER_CON_COUNT_ERROR',
]);

/** The server undid the statement because of another's locks. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has((error as DriverError).errno ?? 0);
}

/** The connection or the server went away; whether the statement took effect is not known. */
export function isOutage(error: unknown): boolean {
  const { code, errno, message } = error as DriverError;
  if (OUTAGE_NUMBERS.has(errno ?? 0) || OUTAGE_CODES.has(code ?? '')) {
    return true;
  }
  // mysql2 gives these no code.
  return /connection is in closed state|Connection lost|connection was killed/i.test(message ?? '');
}

export function isDuplicateKey(error: unknown): boolean {
  return (error as DriverError).errno === 1062;
}
