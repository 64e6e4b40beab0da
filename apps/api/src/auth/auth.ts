import { betterAuth } from 'better-auth';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js';
import { uuidv7 } from 'uuidv7';
import type { DenialLog } from '../audit/denial-log.js';
import type { Config } from '../config.js';
import type { Wake } from '../wake.js';
import { authTables } from './auth-tables.js';
import { CLIENT_ADDRESS_HEADER } from './client-address.js';
import { forgetFailures, limitSignIns } from './limit-sign-ins.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password/password.js';
import { passwordResetMail } from './password/password-reset-mail.js';
import { refuseGuessablePlugin } from './password/refuse-guessable.js';
import { auditSessions, recordPasswordReset } from './session/audit-sessions.js';
import { endOldSessions } from './session/end-old-sessions.js';
import { openSessionPlugin } from './session/open-session.js';
import { COOKIE_PREFIX } from './session/session-cookie.js';
import { trustedOrigins } from './trusted-origins.js';

const WEEK = 7 * 24 * 60 * 60;
const HOUR = 60 * 60;

export interface AuthParts {
  readonly config: Config;
  readonly log: Logger;
  readonly dataSource: DataSource;
  readonly wake: Wake;
  readonly denials: DenialLog;
}

export type Auth = ReturnType<typeof createAuth>;

/** Passwords, sessions and resets, on our tables and through our connections. */
export function createAuth(parts: AuthParts) {
  const { config, log, dataSource, wake } = parts;
  const secure = config.publicUrl.startsWith('https://');
  return betterAuth({
    appName: 'Anteroom',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.authSecret,
    database: (dataSource.driver as MysqlDriver).pool.promise(),
    trustedOrigins: trustedOrigins(config),
    emailAndPassword: {
      enabled: true,
      // Users are made by our own code, once somebody has proven a mailbox.
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      resetPasswordTokenExpiresIn: HOUR,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token, url }) =>
        passwordResetMail({ config, dataSource, wake }, { userId: user.id, email: user.email, token, url }),
      // Whoever followed the mailed link has the mailbox; another link to it, which somebody else may have read, is over.
      onPasswordReset: async ({ user }, request) => {
        await dataSource.query('DELETE FROM verifications WHERE value = ?', [user.id]);
        await dataSource.query('UPDATE users SET email_verified = 1, updated_at = NOW(3) WHERE id = ?', [
          user.id,
        ]);
        await forgetFailures(parts, user.email);
        await recordPasswordReset(parts, user.id, request?.headers.get(CLIENT_ADDRESS_HEADER) ?? '');
      },
    },
    ...auditSessions(parts),
    user: authTables.user,
    session: { ...authTables.session, expiresIn: WEEK, updateAge: WEEK / 7 },
    account: authTables.account,
    // A dump of the database must not reset a password.
    verification: { ...authTables.verification, storeIdentifier: 'hashed' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      ...authTables.rateLimit,
      window: 60,
      max: Math.ceil(120 * config.rateLimitFactor),
      customRules: {
        '/sign-in/email': { window: 60, max: Math.ceil(10 * config.rateLimitFactor) },
        '/reset-password': { window: HOUR, max: Math.ceil(20 * config.rateLimitFactor) },
        '/get-session': false,
      },
    },
    advanced: {
      useSecureCookies: secure,
      cookiePrefix: COOKIE_PREFIX,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      // Written by us from the connection, whatever the request says of itself.
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      // Stated, because the library leaves it out where it takes itself to be tested.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: () => uuidv7() },
    },
    plugins: [openSessionPlugin(), endOldSessions(), limitSignIns(parts), refuseGuessablePlugin()],
    telemetry: { enabled: false },
    logger: {
      // The library's own words name addresses; what failed is enough.
      // And of an error that is thrown on to us, nothing but its status.
      log: (level, message) =>
        log[level === 'error' && message !== 'INTERNAL_SERVER_ERROR' ? 'error' : 'debug'](
          { part: 'auth' },
          message,
        ),
    },
    // Otherwise the library prints what failed by itself, past the log: a statement with the address or the token in it.
    onAPIError: { throw: true },
  });
}
