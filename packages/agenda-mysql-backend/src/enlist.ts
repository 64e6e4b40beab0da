import type { Agenda, JobParameters, JobRepository } from 'agenda';
import type { MysqlJobRepository } from './job-repository.js';
import type { MysqlConnection } from './options.js';

/** What of Agenda can be done within a transaction of yours. */
export interface EnlistedAgenda
  extends Pick<
    Agenda,
    'create' | 'now' | 'schedule' | 'every' | 'nowDebounced' | 'cancel' | 'disable' | 'enable' | 'queryJobs'
  > {
  /** Call it after your commit: workers of this process start at once instead of at their next poll. */
  committed(): void;
}

/**
 * The given Agenda, working through your connection. Jobs made with it exist if and only if your transaction commits.
 */
export function enlist(
  agenda: Agenda,
  repository: MysqlJobRepository,
  connection: MysqlConnection,
): EnlistedAgenda {
  const saved = new Map<string, JobParameters<unknown>>();
  let open = true;
  const within = () => (open ? { connection } : {});
  const bound: Pick<
    JobRepository,
    'saveJob' | 'removeJobs' | 'disableJobs' | 'enableJobs' | 'queryJobs' | 'getJobById'
  > = {
    async saveJob(job, options) {
      const result = await repository.saveJob(job, { ...options, ...within() });
      if (open) {
        saved.set(result.name, result);
      }
      return result;
    },
    removeJobs: (options) => repository.removeJobs({ ...options, ...within() }),
    disableJobs: (options) => repository.disableJobs({ ...options, ...within() }),
    enableJobs: (options) => repository.enableJobs({ ...options, ...within() }),
    queryJobs: (options) => repository.queryJobs({ ...options, ...within() }),
    getJobById: (id) => repository.getJobById(id, within()),
  };
  // Everything else, definitions and defaults among it, is the Agenda itself.
  return Object.create(agenda, {
    db: { value: Object.assign(Object.create(repository), bound) },
    // Before the commit there is nothing a worker could find.
    hasNotificationChannel: { value: () => false },
    committed: {
      value: () => {
        open = false;
        for (const job of saved.values()) {
          repository.onSaved?.(job);
        }
        saved.clear();
      },
    },
  }) as EnlistedAgenda;
}
