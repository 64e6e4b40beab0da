import { z } from 'zod';
import { BadDatabaseUrl, readDatabaseUrl } from './database/database-url.js';

const DEMO_SECRET = /demo|change-?me|secret|example|0{16}|(.)\1{15}/i;

const MAKE_A_SECRET = 'make one with: openssl rand -hex 32';

const secret = () => z.string({ error: `missing; ${MAKE_A_SECRET}` }).min(32, `too short; ${MAKE_A_SECRET}`);

function isOrigin(text: string): boolean {
  const { href, origin } = new URL(text);
  return href === `${origin}/`;
}

/** Whether user and password can be read: in an address a `%` is written `%25`. */
function isDecodable(text: string): boolean {
  try {
    const { username, password } = new URL(text);
    return [username, password].every((part) => decodeURIComponent(part) !== undefined);
  } catch {
    return false;
  }
}

/** What is not understood was meant to make the connection safer. */
function hasOnlyRequireTLS(text: string): boolean {
  const { searchParams } = new URL(text);
  return [...searchParams].every(([name, value]) => name === 'requireTLS' && /^(true|false)$/.test(value));
}

/** Says of what is left out that it is missing, and of anything else what it should look like. */
const orMissing =
  (form: string) =>
  ({ input }: { input?: unknown }) =>
    `${input === undefined ? 'missing; it ' : ''}${form}`;

/** What others than this machine reach without encryption, however it is written. */
function isPlainHttp(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && hostname !== 'localhost' && hostname !== '127.0.0.1';
}

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  /** mysql://user:password@host:port/database */
  DATABASE_URL: z
    .string({ error: orMissing('must look like mysql://user:password@host:3306/database') })
    .superRefine((text, issues) => {
      try {
        readDatabaseUrl(text);
      } catch (error) {
        if (!(error instanceof BadDatabaseUrl)) throw error;
        issues.addIssue({ code: 'custom', message: error.message });
      }
    }),
  DATABASE_POOL_SIZE: positive(20),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: orMissing('must look like smtp://user:password@host:587'),
      abort: true,
    })
    .refine(isDecodable, 'write a % in user or password as %25')
    .refine(hasOnlyRequireTLS, 'knows ?requireTLS=true, and nothing else after the host'),
  /** Every link in a mail begins with it, whatever a request says of its host. */
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: orMissing('must be the http(s) origin that people reach'),
      abort: true,
    })
    .refine(isOrigin, 'must be an origin alone, such as https://anteroom.example, without a path, ? or user')
    .transform((text) => new URL(text).origin),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  /** Where a worker says whether it works; it listens nowhere when left out. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  AUTH_SECRET: secret(),
  /** One or more keys `id:secret`, newest first, separated by commas; all are accepted, the first one signs. */
  TOKEN_KEYS: z
    .string({ error: `missing; give k1:secret, and for the secret ${MAKE_A_SECRET}` })
    .transform((text, issues) => {
      const keys = text.split(',').map((entry) => {
        const [id = '', value = '', ...rest] = entry.trim().split(':');
        return { id, value, whole: rest.length === 0 };
      });
      const refuse = (message: string) => issues.addIssue({ code: 'custom', message });
      if (keys.some(({ id, value }) => !/^[a-z0-9]{1,8}$/.test(id) || value.length < 32))
        refuse('must be id:secret[,id:secret…], each secret of at least 32 characters');
      if (keys.some(({ whole }) => !whole)) refuse('a secret has no colon in it: separate keys by commas');
      if (new Set(keys.map(({ id }) => id)).size < keys.length)
        refuse('each key needs an id of its own, such as k2 for the one that comes after k1');
      return keys.map(({ id, value }) => ({ id, value }));
    }),
  MAIL_FROM: z
    .string()
    .regex(/[^\s<>@]@[^\s<>@]/, 'must hold an address, e.g. Anteroom <no-reply@example.org>')
    .optional(),
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
  healthPort: number | null;
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

export function readConfig(environment: Record<string, string | undefined>): Config {
  const env = withoutEmpty(environment);
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
    healthPort: value.HEALTH_PORT ?? null,
    authSecret: value.AUTH_SECRET,
    tokenKeys: value.TOKEN_KEYS,
    mailFrom: value.MAIL_FROM ?? defaultSender(value.PUBLIC_URL),
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

/** `NAME=` in a file of settings means that it is not set. */
function withoutEmpty(env: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
}

/** Of a domain of ours: mail servers refuse what comes from nowhere. */
function defaultSender(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return `Anteroom <no-reply@${/[a-z]\.?$/i.test(hostname) ? hostname : 'localhost'}>`;
}

/** For whoever verifies an export without the other settings of a server; null when there are none. */
export function tokenKeysFromEnvironment(): Config['tokenKeys'] | null {
  const { TOKEN_KEYS } = withoutEmpty(process.env);
  if (TOKEN_KEYS === undefined) return null;
  return readAlone('TOKEN_KEYS', TOKEN_KEYS);
}

/** For the migrations, which need no secret of the server. */
export function databaseUrlFromEnvironment(): string {
  return readAlone('DATABASE_URL', withoutEmpty(process.env).DATABASE_URL);
}

function readAlone<Name extends 'DATABASE_URL' | 'TOKEN_KEYS'>(
  name: Name,
  text: string | undefined,
): z.output<(typeof schema.shape)[Name]> {
  const parsed = schema.shape[name].safeParse(text);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(({ message }) => `${name}: ${message}`).join('\n'));
  return parsed.data as z.output<(typeof schema.shape)[Name]>;
}

/** The only place that reads the environment. */
export function configFromEnvironment(): Config {
  return readConfig(process.env);
}
