import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { normalizeAddress } from '@anteroom/address-list';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, getIP } from 'better-auth/api';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Config } from '../config.js';
import { inTransaction } from '../database/transaction.js';

interface Parts {
  readonly config: Pick<Config, 'authSecret' | 'rateLimitFactor'>;
  readonly dataSource: DataSource;
  readonly log: Logger;
}

const FAMILIES = ['v4', 'v6'] as const;
type Family = (typeof FAMILIES)[number];

/** Failures to sign in to one account, wherever from; the library counts those of one address. */
const MOST = 20;
const WINDOW_MINUTES = 15;
const WINDOW = `${WINDOW_MINUTES * 60_000}`;
const NOW = 'FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000)';

/**
 * Somebody with many addresses tries no account without end, and an address that nobody has counts like any other. So that it
 * is not a way to lock the owner out: it lasts a quarter of an hour, the cheap addresses of IPv6 leave those of IPv4 alone,
 * where the owner has a session they may go on trying, and signing in or a new password begins the count anew.
 */
export function limitSignIns(parts: Parts) {
  return {
    id: 'limit-sign-ins',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/sign-in/email',
          handler: createAuthMiddleware(async (ctx) => {
            const email = emailIn(ctx.body);
            // What is no address is refused all the same.
            if (email === null) return;
            const ip = (ctx.headers && getIP(ctx.headers, ctx.context.options)) ?? '';
            if (await isAllowed(parts, email, ip)) return;
            throw new APIError(
              'TOO_MANY_REQUESTS',
              { message: 'Too many requests. Please try again later.' },
              { 'retry-after': String(WINDOW_MINUTES * 60) },
            );
          }),
        },
      ],
      after: [
        {
          matcher: ({ path, context }) => path === '/sign-in/email' && context.newSession != null,
          handler: createAuthMiddleware(async (ctx) => {
            const email = emailIn(ctx.body);
            if (email !== null) await forgetFailures(parts, email);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** For whoever has shown that the account is theirs. */
export async function forgetFailures(parts: Parts, email: string): Promise<void> {
  await parts.dataSource.query('DELETE FROM rate_limits WHERE `key` IN (?)', [
    FAMILIES.map((family) => keyOf(parts, email, family)),
  ]);
}

/** Counted before the password is looked at, so that of many at once none slips through. */
async function isAllowed(parts: Parts, email: string, ip: string): Promise<boolean> {
  const { config, dataSource } = parts;
  const key = keyOf(parts, email, isIPv6(ip) ? 'v6' : 'v4');
  // The count is set first: it goes by the beginning of the window as it was. And it is told of this very attempt, not of
  // those that came after it. Tried again when it met the removal of what was counted days ago.
  const { insertId } = await inTransaction(parts, (manager) =>
    manager.query<{ insertId: number }>(
      `INSERT INTO rate_limits (id, \`key\`, \`count\`, last_request) VALUES (?, ?, 1, ${NOW})
         ON DUPLICATE KEY UPDATE
           \`count\` = LAST_INSERT_ID(IF(last_request <= ${NOW} - ${WINDOW}, 1, \`count\` + 1)),
           last_request = IF(last_request <= ${NOW} - ${WINDOW}, ${NOW}, last_request)`,
      [uuidv7(), key],
    ),
  );
  // None for the first, which makes the row.
  if (insertId <= Math.ceil(MOST * config.rateLimitFactor)) return true;
  const [known] = await dataSource.query<unknown[]>(
    `SELECT 1 FROM users u JOIN sessions s ON s.user_id = u.id
      WHERE u.email = ? AND s.ip_address = ? AND s.expires_at > NOW(3) LIMIT 1`,
    [email, ip],
  );
  return known !== undefined;
}

function emailIn(body: unknown): string | null {
  const email = (body as { email?: unknown } | undefined)?.email;
  return normalizeAddress(typeof email === 'string' ? email.slice(0, 500) : '').address;
}

/** The table is not to tell who could not sign in. */
function keyOf({ config }: Parts, email: string, family: Family): string {
  const hash = createHmac('sha256', config.authSecret).update(`sign-in\0${email}`).digest('base64url');
  return `sign-in:${hash}:${family}`;
}
