import { z } from 'zod';

const DEMO_SECRET = /demo|change-?me|secret|example|0{16}|(.)\1{15}/i;

const secret = (name: string) =>
  z
    .string({ error: `${name} is missing: give at least 32 random characters` })
    .min(32, `${name} is too short: give at least 32 random characters`);

function isOrigin(text: string): boolean {
  const { href, origin } = new URL(text);
  return href === `${origin}/`;
}

/** Whether user and password can be read: in an address a `%` is written `%25`. */
function isDecodable(text: string): boolean {
  try {
    const { username, password, pathname } = new URL(text);
    return [username, password, pathname].every((part) => decodeURIComponent(part) !== undefined);
  } catch {
    return false;
  }
}

/** What others than this machine reach without encryption, however it is written. */
function isPlainHttp(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && hostname !== 'localhost' && hostname !== '127.0.0.1';
}

const encoded = 'write a % in user, password or path as %25';

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  /** mysql://user:password@host:port/database */
  DATABASE_URL: z
    .url({
      protocol: /^(mysql|mariadb)$/,
      error: 'DATABASE_URL must look like mysql://user:password@host:3306/database',
    })
    .refine(isDecodable, encoded),
  DATABASE_POOL_SIZE: positive(20),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'SMTP_URL must look like smtp://user:password@host:587' })
    .refine(isDecodable, encoded),
  /** Every link in a mail begins with it, whatever a request says of its host. */
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'PUBLIC_URL must be the http(s) origin that people reach',
      abort: true,
    })
    .refine(isOrigin, 'must be an origin alone, such as https://anteroom.example, without a path, ? or user')
    .transform((text) => new URL(text).origin),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  AUTH_SECRET: secret('AUTH_SECRET'),
  /** One or more keys `id:secret`, newest first, separated by commas; all are accepted, the first one signs. */
  TOKEN_KEYS: z
    .string({ error: 'TOKEN_KEYS is missing: give id:secret with at least 32 random characters' })
    .transform((text, issues) => {
      const keys = text.split(',').map((entry) => {
        const [id = '', value = '', ...rest] = entry.trim().split(':');
        return { id, value, whole: rest.length === 0 };
      });
      const refuse = (message: string) => issues.addIssue({ code: 'custom', message });
      if (keys.some(({ id, value }) => !/^[a-z0-9]{1,8}$/.test(id) || value.length < 32))
        refuse('TOKEN_KEYS must be id:secret[,id:secret…], each secret of at least 32 characters');
      if (keys.some(({ whole }) => !whole))
        refuse('a secret in TOKEN_KEYS has no colon in it: separate keys by commas');
      if (new Set(keys.map(({ id }) => id)).size < keys.length)
        refuse('each key in TOKEN_KEYS needs an id of its own, such as k2 for the one that comes after k1');
      return keys.map(({ id, value }) => ({ id, value }));
    }),
  MAIL_FROM: z
    .string()
    .regex(/[^\s<>@]@[^\s<>@]/, 'must hold an address, e.g. Anteroom <no-reply@example.org>')
    .default('Anteroom <no-reply@localhost>'),
  /** What happens to a mail of which it is not known whether the server took it. */
  MAIL_UNKNOWN_POLICY: z.enum(['at-least-once', 'at-most-once']).default('at-least-once'),
  MAIL_CONCURRENCY: positive(5),
  /** Invitations and reminders within 24 hours: to one address from everybody, and from one organization… */
  MAIL_LIMIT_RECIPIENT: positive(20),
  MAIL_LIMIT_RECIPIENT_PER_ORGANIZATION: positive(10),
  /** …and those that the people of one organization, and one person, may start. */
  MAIL_LIMIT_ORGANIZATION: positive(50_000),
  MAIL_LIMIT_USER: positive(25_000),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  /** How many proxies in front may be believed about the client's address; 0 believes nobody. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** So many times the usual limits to sign-ins, mutations and guesses, e.g. behind an address that many people share. */
  RATE_LIMIT_FACTOR: z.coerce.number().positive().max(100_000).default(1),
  /** Whether anybody may start an organization; left out: `closed` in production, `open` elsewhere. */
  ORGANIZATION_SIGN_UP: z.enum(['open', 'closed']).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Config {
  production: boolean;
  databaseUrl: string;
  databasePoolSize: number;
  smtpUrl: string;
  publicUrl: string;
  host: string;
  port: number;
  authSecret: string;
  tokenKeys: { id: string; value: string }[];
  mailFrom: string;
  mailUnknownPolicy: 'at-least-once' | 'at-most-once';
  mailConcurrency: number;
  mailLimits: {
    perRecipient: number;
    perOrganizationAndRecipient: number;
    perOrganization: number;
    perUser: number;
  };
  role: 'all' | 'api' | 'worker';
  trustedProxies: number;
  rateLimitFactor: number;
  organizationSignUp: 'open' | 'closed';
  logLevel: string;
}

/** Names every bad variable at once, so that a deployment is mended in one go. */
export class ConfigError extends Error {}

export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(env);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0] ?? '')}: ${issue.message}`);
  if (env.NODE_ENV !== 'development' && env.NODE_ENV !== 'test') {
    for (const name of ['AUTH_SECRET', 'TOKEN_KEYS'] as const)
      if (DEMO_SECRET.test(env[name] ?? ''))
        problems.push(`${name}: this is a demo secret; make one with: openssl rand -hex 32`);
    if (isPlainHttp(env.PUBLIC_URL ?? '')) problems.push('PUBLIC_URL: must be https in production');
  }
  if (!parsed.success || problems.length > 0)
    throw new ConfigError(
      `Anteroom cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  const value = parsed.data;
  return {
    production: value.NODE_ENV === 'production',
    databaseUrl: value.DATABASE_URL,
    databasePoolSize: value.DATABASE_POOL_SIZE,
    smtpUrl: value.SMTP_URL,
    publicUrl: value.PUBLIC_URL,
    host: value.HOST,
    port: value.PORT,
    authSecret: value.AUTH_SECRET,
    tokenKeys: value.TOKEN_KEYS,
    mailFrom: value.MAIL_FROM,
    mailUnknownPolicy: value.MAIL_UNKNOWN_POLICY,
    mailConcurrency: value.MAIL_CONCURRENCY,
    mailLimits: {
      perRecipient: value.MAIL_LIMIT_RECIPIENT,
      perOrganizationAndRecipient: value.MAIL_LIMIT_RECIPIENT_PER_ORGANIZATION,
      perOrganization: value.MAIL_LIMIT_ORGANIZATION,
      perUser: value.MAIL_LIMIT_USER,
    },
    role: value.ROLE,
    trustedProxies: value.TRUSTED_PROXIES,
    rateLimitFactor: value.RATE_LIMIT_FACTOR,
    organizationSignUp: value.ORGANIZATION_SIGN_UP ?? (value.NODE_ENV === 'production' ? 'closed' : 'open'),
    logLevel: value.LOG_LEVEL,
  };
}

/** For whoever verifies an export without the other settings of a server; null when there are none. */
export function tokenKeysFromEnvironment(): Config['tokenKeys'] | null {
  const text = process.env.TOKEN_KEYS;
  if (text === undefined) return null;
  const parsed = schema.shape.TOKEN_KEYS.safeParse(text);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(({ message }) => message).join('; '));
  return parsed.data;
}

/** The only place that reads the environment. */
export function configFromEnvironment(): Config {
  return readConfig(process.env);
}
