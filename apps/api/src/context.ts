import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import type { DenialLog } from './audit/denial-log.js';
import type { Auth } from './auth/auth.js';
import type { Limits } from './auth/limits.js';
import type { Config } from './config.js';
import type { OutageLog } from './database/outage-log.js';
import { inTransaction } from './database/transaction.js';
import { watchChanges } from './database/watch-changes.js';
import type { Later } from './later.js';
import type { Loaders } from './loaders.js';
import type { Permission } from './staff/permissions.js';
import type { Wake } from './wake.js';

/** What lives as long as the process. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly dataSource: DataSource;
  readonly auth: Auth;
  readonly limits: Limits;
  readonly denials: DenialLog;
  readonly outages: OutageLog;
  /** Hints to the worker, given after commit; losing one only costs the wait until the next sweep. */
  readonly wake: Wake;
  /** What begins once the answer has been given. */
  readonly later: Later;
}

/** The signed-in user, as of this request. */
export interface Viewer {
  readonly userId: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly language: string | null;
}

/** The key of a partner app that a request carries instead of a session. */
export interface ApiKeyCaller {
  readonly id: string;
  /** The member that the key acts as. */
  readonly staffMemberId: string;
  readonly organizationId: string;
}

/** The request and the response that carry an operation, as far as a use case may know them. */
interface HttpExchange {
  /** The client's address: the socket's, or what the trusted proxies say of it. */
  readonly address: string;
  readonly headers: Headers;
  /** Adds whole Set-Cookie values to the response. */
  setCookie(values: readonly string[]): void;
}

const nowhere: HttpExchange = { address: '', headers: new Headers(), setCookie() {} };

/** The first argument of every use case: who asks, and the unit of work they are in. */
export interface RequestContext {
  readonly services: Services;
  readonly config: Config;
  readonly log: Logger;
  readonly viewer: Viewer | null;
  readonly apiKey: ApiKeyCaller | null;
  readonly http: HttpExchange;
  /** Inside `transaction` the transaction's own manager. */
  readonly db: EntityManager;
  readonly loaders: Loaders;
  /** The permissions that were checked and found, by which the schema knows that an operation did not forget to. */
  readonly granted: Set<Permission>;
  /** The organizations in which they were found. */
  readonly grantedIn: Set<string>;
  /** The mutation under way, set by the schema: a transaction of it that changes rows must write down who did it. */
  readonly underway: { mutation: string | null };
  /** Said by `recordAudit`. */
  noteAudited(): void;
  /**
   * Runs the work in one transaction; a nested call joins. A deadlock or a lock-wait timeout restarts the work from the
   * beginning, so it must not touch anything but the database: no network inside.
   */
  transaction<T>(work: (ctx: RequestContext) => Promise<T>): Promise<T>;
  /** Runs after the outermost commit (at once when there is no transaction), never after a rollback. Only for hints. */
  afterCommit(hook: () => void): void;
}

type LoaderFactory = (ctx: RequestContext) => Loaders;

export function createContext(
  services: Services,
  viewer: Viewer | null,
  loaders: LoaderFactory,
  http: HttpExchange = nowhere,
  apiKey: ApiKeyCaller | null = null,
): RequestContext {
  const granted = new Set<Permission>();
  const grantedIn = new Set<string>();
  const underway: RequestContext['underway'] = { mutation: null };
  const build = (
    db: EntityManager,
    hooks: (() => void)[] | null,
    noteAudited: () => void,
  ): RequestContext => {
    const ctx: RequestContext = {
      services,
      config: services.config,
      log: services.log,
      viewer,
      apiKey,
      http,
      db,
      granted,
      grantedIn,
      underway,
      noteAudited,
      get loaders() {
        // Made on first use, and anew for each unit of work: a loader must not remember what a rolled-back attempt saw.
        const made = loaders(ctx);
        Object.defineProperty(ctx, 'loaders', { value: made });
        return made;
      },
      async transaction(work) {
        if (hooks) return work(ctx);
        const { result, hooks: committed } = await inTransaction(services, async (manager) => {
          const attempt: (() => void)[] = [];
          const watch = services.config.production ? null : watchChanges(manager);
          let audited = false;
          const result = await work(
            build(manager, attempt, () => {
              audited = true;
            }),
          );
          // Not in production, where a person's work must not be lost over it.
          if (watch?.changed && underway.mutation && !audited)
            throw new Error(`${underway.mutation} changed something without recordAudit`);
          return { result, hooks: attempt };
        });
        for (const hook of committed) hook();
        return result;
      },
      afterCommit(hook) {
        if (hooks) hooks.push(hook);
        else hook();
      },
    };
    return ctx;
  };
  return build(services.dataSource.manager, null, () => {});
}
