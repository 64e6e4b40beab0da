import type { Agenda, AgendaBackend, JobParameters } from 'agenda';
import { Database } from './database.js';
import { type EnlistedAgenda, enlist } from './enlist.js';
import { MysqlJobLogger } from './job-logger.js';
import { MysqlJobRepository, type MysqlRepositoryOptions } from './job-repository.js';
import { MysqlNotificationChannel } from './notification-channel.js';
import type { MysqlBackendOptions, MysqlConnection } from './options.js';
import { DEFAULT_LOG_TABLE, DEFAULT_TABLE, jobTable, logTable } from './schema.js';
import { quoteTable } from './table-name.js';

/** Agenda's storage, notifications and log on MySQL or MariaDB. */
export class MysqlBackend implements AgendaBackend {
  readonly name = 'MySQL';
  readonly repository: MysqlJobRepository;
  readonly notificationChannel: MysqlNotificationChannel | undefined;
  readonly logger: MysqlJobLogger;
  /**
   * Makes Agenda call `disconnect()` when it stops or drains, whoever made the pool: that is where claimed jobs are
   * given back. A pool that was passed in is not ended there.
   */
  readonly ownsConnection = true;
  private readonly database: Database;
  private readonly tableName: string;
  private readonly logTableName: string;
  private readonly ensuresSchema: boolean;

  constructor(options: MysqlBackendOptions) {
    this.tableName = options.tableName ?? DEFAULT_TABLE;
    this.logTableName = options.logTableName ?? DEFAULT_LOG_TABLE;
    this.ensuresSchema = options.ensureSchema ?? true;
    const table = quoteTable(this.tableName);
    const logs = quoteTable(this.logTableName);
    this.database = new Database(options);
    this.repository = new MysqlJobRepository(
      this.database,
      table,
      () => this.prepareJobTable(),
      options.keepQueuedLocks ?? true,
    );
    this.logger = new MysqlJobLogger(this.database, logs, () => this.prepareLogTable());
    if (options.notifications ?? true) {
      this.notificationChannel = this.createChannel(options.pollInterval ?? 1000);
    }
  }

  async connect(): Promise<void> {
    this.database.reopen();
    this.repository.nextJobs.open();
    await this.repository.connect();
  }

  async disconnect(): Promise<void> {
    await this.release();
    await this.database.end();
  }

  /** Creates the tables that are missing. */
  async ensureSchema(): Promise<void> {
    await this.database.define(jobTable(this.tableName));
    await this.database.define(logTable(this.logTableName));
  }

  /** Saves a job; with `connection`, within the caller's transaction. */
  saveJob<DATA = unknown>(
    job: JobParameters<DATA>,
    options?: MysqlRepositoryOptions,
  ): Promise<JobParameters<DATA>> {
    return this.repository.saveJob(job, options);
  }

  /** Saves many jobs in few statements; with `connection`, within the caller's transaction. */
  saveJobs<DATA = unknown>(
    jobs: JobParameters<DATA>[],
    options?: MysqlRepositoryOptions,
  ): Promise<JobParameters<DATA>[]> {
    return this.repository.saveJobs(jobs, options);
  }

  /** `now()`, `schedule()`, `every()`, `create()`, `cancel()`… of an Agenda, within the caller's transaction. */
  enlist(agenda: Agenda, connection: MysqlConnection): EnlistedAgenda {
    return enlist(agenda, this.repository, connection);
  }

  /** Wakes the workers of this process for jobs that a committed transaction has saved. */
  notify(...jobs: JobParameters<unknown>[]): void {
    for (const job of new Map(jobs.map((each) => [each.name, each])).values()) {
      this.repository.onSaved?.(job);
    }
  }

  /**
   * Gives back every job that waits in this process's queue, for other workers to run at once, and takes no more until
   * Agenda is started anew. Without it `drain()` first works off what the queue still holds.
   */
  releaseQueued(): Promise<void> {
    return this.repository.nextJobs.close();
  }

  private createChannel(pollInterval: number): MysqlNotificationChannel {
    const channel = new MysqlNotificationChannel(
      {
        identity: () => this.repository.tableIdentity(),
        names: () => [...this.repository.nextJobs.names],
        dueNames: (names) => this.repository.dueNames(names),
        release: () => this.release(),
        open: () => this.repository.nextJobs.open(),
      },
      pollInterval,
    );
    this.repository.onSaved = (job) => {
      // A hint: without it the job starts at the next poll.
      channel.announce(job).catch(() => {});
    };
    return channel;
  }

  private async release(): Promise<void> {
    if (!this.database.isEnded) {
      await this.repository.nextJobs.giveBack();
    }
  }

  private async prepareJobTable(): Promise<void> {
    if (this.ensuresSchema) {
      await this.database.define(jobTable(this.tableName));
    }
  }

  private async prepareLogTable(): Promise<void> {
    if (this.ensuresSchema) {
      await this.database.define(logTable(this.logTableName));
    }
  }
}
