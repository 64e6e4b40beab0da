const CODES = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'POOL_EXHAUSTED',
]);

// Too many connections (of this user), shutting down, killed or ended for being idle, the read-only states of a failover, and
// a full disk.
const NUMBERS = new Set([
  1040, 1203, 1226, 1047, 1053, 1077, 1079, 1080, 1317, 1927, 3169, 4031, 1290, 1792, 1836, 1021, 1114,
]);

/** The database is away, full or changing places: nothing is wrong with the request, and it may be tried again. */
export const isUnavailable = (error: unknown): boolean => whyUnavailable(error) !== null;

/** What the server or the network says of it, as a code; null for every other error. */
export function whyUnavailable(error: unknown): string | null {
  for (let cause = error, depth = 0; cause && depth < 5; depth += 1) {
    const { code, errno, message, driverError, originalError } = cause as Record<string, unknown>;
    if (CODES.has(String(code)) || NUMBERS.has(Number(errno))) return String(code ?? errno);
    if (/connection is in closed state|pool is closed/i.test(String(message))) return 'CLOSED';
    cause = driverError ?? originalError ?? (cause as Error).cause;
  }
  return null;
}
