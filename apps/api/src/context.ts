import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import type { Config } from './config.js';
import { inTransaction } from './database/transaction.js';
import type { Loaders } from './loaders.js';

/** What lives as long as the process. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly dataSource: DataSource;
  /** Hints to the worker, given after commit; losing one only costs the wait until the next sweep. */
  readonly wake: { delivery(): void; bulk(): void };
}

/** The signed-in user, as of this request. */
export interface Viewer {
  readonly userId: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly language: string | null;
}

/** The first argument of every use case: who asks, and the unit of work they are in. */
export interface RequestContext {
  readonly services: Services;
  readonly config: Config;
  readonly log: Logger;
  readonly viewer: Viewer | null;
  /** Inside `transaction` the transaction's own manager. */
  readonly db: EntityManager;
  readonly loaders: Loaders;
  /** True inside `transaction`. */
  readonly transactional: boolean;
  /**
   * Runs the work in one transaction; a nested call joins. A deadlock or a lock-wait timeout restarts the work from the
   * beginning, so it must not touch anything but the database: no network inside.
   */
  transaction<T>(work: (ctx: RequestContext) => Promise<T>): Promise<T>;
  /** Runs after the outermost commit (at once when there is no transaction), never after a rollback. Only for hints. */
  afterCommit(hook: () => void): void;
}

export type LoaderFactory = (ctx: RequestContext) => Loaders;

export function createContext(
  services: Services,
  viewer: Viewer | null,
  loaders: LoaderFactory,
): RequestContext {
  const build = (db: EntityManager, hooks: (() => void)[] | null): RequestContext => {
    const ctx: RequestContext = {
      services,
      config: services.config,
      log: services.log,
      viewer,
      db,
      transactional: hooks !== null,
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
          return { result: await work(build(manager, attempt)), hooks: attempt };
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
  return build(services.dataSource.manager, null);
}
