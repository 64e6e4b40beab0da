import type { GraphQLFormattedError } from 'graphql';
import { type Logger, pino } from 'pino';
import { type Config, readConfig } from '../src/config.js';
import { createContext, type RequestContext, type Services } from '../src/context.js';
import { createApp } from '../src/http/app.js';
import { type Jobs, startJobs } from '../src/jobs/start-jobs.js';
import { createLoaders } from '../src/loaders.js';
import { createServices } from '../src/system.js';
import { createTestDatabase } from './database.js';

export interface AppOptions {
  config?: Partial<Config>;
  /** A server's address, instead of a database of this file's own. */
  databaseUrl?: string;
  /** Where mail goes; without it nothing listens there. */
  smtpUrl?: string;
  /** The limits of production; otherwise a thousand times as wide, since all tests come from one address. */
  limited?: boolean;
  /** Runs the jobs in this process too. */
  jobs?: boolean;
  services?: Partial<Services>;
  log?: Logger;
}

/** Whoever has a user id: what the builders give. */
export interface Person {
  readonly userId: string;
}

export interface CallOptions {
  as?: Person | null;
  headers?: Record<string, string>;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T | null | undefined;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: a test says with its query what it expects, and fails when that is not so.
type Anything = any;

export interface App {
  readonly url: string;
  readonly services: Services;
  /** Over HTTP, with a real session of the person. */
  graphql<T = Anything>(query: string, variables?: object, options?: CallOptions): Promise<Answer<T>>;
  /** The data; an answer with errors fails the test with them. */
  ask<T = Anything>(query: string, variables?: object, options?: CallOptions): Promise<T>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The Cookie header of a session of this person. */
  cookieOf(person: Person): Promise<string>;
  sql<Row = Anything>(statement: string, parameters?: unknown[]): Promise<Row[]>;
  /** For calling a use case that no operation offers. */
  context(): RequestContext;
  close(): Promise<void>;
}

const SILENT = pino({ level: process.env.TEST_LOG ?? 'silent' });

export function testConfig(databaseUrl: string, overrides: Partial<Config> = {}): Config {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    SMTP_URL: 'smtp://127.0.0.1:9',
    PUBLIC_URL: 'http://anteroom.test',
    AUTH_SECRET: 'for tests only, for tests only, for tests only',
    TOKEN_KEYS: 'k1:for-tests-only-for-tests-only-for-tests-only',
  });
  return { ...config, databasePoolSize: 10, port: 0, ...overrides };
}

/** The system of one test file: a database of its own, and a server on a free loopback port. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const database = options.databaseUrl
    ? { url: options.databaseUrl, drop: async () => {} }
    : await createTestDatabase();
  const config = testConfig(database.url, {
    rateLimitFactor: options.limited ? 1 : 1_000,
    ...(options.smtpUrl ? { smtpUrl: options.smtpUrl } : {}),
    ...options.config,
  });
  const system = await createServices(config, options.log ?? SILENT);
  const services: Services = { ...system.services, ...options.services };
  const jobs: Jobs | null = options.jobs ? await startJobs(services) : null;
  const server = await createApp(services);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const cookies = new Map<string, Promise<string>>();

  const cookieOf = ({ userId }: Person): Promise<string> => {
    const cookie = cookies.get(userId) ?? openSession(services, userId);
    cookies.set(userId, cookie);
    return cookie;
  };

  const graphql: App['graphql'] = async (query, variables = {}, { as, headers = {} } = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(as ? { cookie: await cookieOf(as) } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Pick<Answer<Anything>, 'data' | 'errors'>;
    return { status: response.status, headers: response.headers, data: body.data, errors: body.errors };
  };

  return {
    url,
    services,
    graphql,
    async ask(query, variables, call) {
      const { data, errors } = await graphql(query, variables, call);
      if (errors) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
      return data;
    },
    fetch: (path, init) => fetch(url + path, { redirect: 'manual', ...init }),
    cookieOf,
    sql: (statement, parameters) => services.dataSource.query(statement, parameters),
    context: () => createContext(services, null, createLoaders),
    async close() {
      await server.close();
      await jobs?.stop();
      await system.close();
      await database.drop();
    },
  };
}

async function openSession(services: Services, userId: string): Promise<string> {
  const { headers } = await services.auth.api.openSession({ body: { userId }, returnHeaders: true });
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
