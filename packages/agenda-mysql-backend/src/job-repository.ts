import type {
  JobId,
  JobParameters,
  JobRepository,
  JobRepositoryOptions,
  JobsOverview,
  JobsQueryOptions,
  JobsResult,
  RemoveJobsOptions,
} from 'agenda';
import { removeSelected, setDisabled } from './change-jobs.js';
import { claimById, unlockUnbegun } from './claim-job.js';
import { Claims, withClaim } from './claims.js';
import { Clock } from './clock.js';
import { boundTo, type Database, type Executor } from './database.js';
import { fromSqlDate, JOB_COLUMNS, type JobRow, jobFromRow, toSqlDate } from './job-row.js';
import { NextJobs } from './next-jobs.js';
import type { MysqlConnection } from './options.js';
import { countJobs, distinctJobNames, jobsOverview, queryJobs } from './read-jobs.js';
import { insertJobs, saveJob } from './save-job.js';
import { saveJobState } from './save-job-state.js';

export interface OnConnection {
  /**
   * A connection of yours, in a transaction of yours: what is done here is done if and only if you commit. Nothing is
   * retried on it; after a deadlock your transaction has to begin again.
   */
  connection?: MysqlConnection;
}

export type MysqlRepositoryOptions = JobRepositoryOptions & OnConnection;

const PURGE_BATCH = 5000;

export class MysqlJobRepository implements JobRepository {
  readonly clock = new Clock();
  readonly claims: Claims;
  readonly nextJobs: NextJobs;
  /** Called with each job that was saved through the pool, so that waiting workers can be woken. */
  onSaved: ((job: JobParameters<unknown>) => void) | undefined;
  private identity: string | undefined;
  private readonly refused = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly table: string,
    private readonly prepare: () => Promise<void>,
    keepQueuedLocks: boolean,
  ) {
    this.claims = new Claims(database, table, keepQueuedLocks);
    this.nextJobs = new NextJobs(this.claims);
  }

  async connect(): Promise<void> {
    await this.prepare();
    const before = Date.now();
    const [row] = await this.database.select<{ database_now: string; server: string }>(
      `SELECT CAST(UTC_TIMESTAMP(3) AS CHAR) AS database_now,
         CONCAT(@@hostname, ':', @@port, '/', COALESCE(DATABASE(), '')) AS server`,
    );
    this.clock.observe(before, fromSqlDate(row?.database_now ?? null) as Date, Date.now());
    this.identity = `${row?.server}/${this.table}`;
  }

  /** Names the table on its server, however many pools lead to it. */
  async tableIdentity(): Promise<string> {
    if (this.identity === undefined) {
      await this.connect();
    }
    return this.identity as string;
  }

  queryJobs(options: JobsQueryOptions & OnConnection = {}): Promise<JobsResult> {
    return queryJobs(this.on(options), this.table, options, (row) => this.toJob(row));
  }

  getJobsOverview(): Promise<JobsOverview[]> {
    return jobsOverview(this.database, this.table);
  }

  getDistinctJobNames(): Promise<string[]> {
    return distinctJobNames(this.database, this.table);
  }

  async getJobById(id: string, options?: OnConnection): Promise<JobParameters | null> {
    const [row] = await this.on(options).select<JobRow>(
      `SELECT ${JOB_COLUMNS} FROM ${this.table} AS j WHERE j.id = ?`,
      [String(id)],
    );
    if (!row) {
      return null;
    }
    const job = this.toJob(row);
    // The child process of a forked job reads the job that its parent has claimed; it may touch it under that claim.
    return row.locked_at && row.lock_token
      ? withClaim(job, this.claims.adopted(row.id, row.lock_token, job.lockedAt as Date))
      : job;
  }

  async getQueueSize(): Promise<number> {
    return countJobs(this.database, this.table, 'j.next_run_at < UTC_TIMESTAMP(3)', []);
  }

  async saveJob<DATA = unknown>(
    job: JobParameters<DATA>,
    options?: MysqlRepositoryOptions,
  ): Promise<JobParameters<DATA>> {
    const saved = await saveJob(this.saveContext(options), job);
    // Before the caller commits there is nothing for anybody to find.
    if (!options?.connection) {
      this.onSaved?.(saved);
    }
    return saved;
  }

  /** Saves many jobs at once. New ones that are neither `single` nor `unique` take one statement per 256. */
  async saveJobs<DATA = unknown>(
    jobs: JobParameters<DATA>[],
    options?: MysqlRepositoryOptions,
  ): Promise<JobParameters<DATA>[]> {
    if (jobs.some((job) => job._id || job.unique || job.type === 'single')) {
      const saved: JobParameters<DATA>[] = [];
      for (const job of jobs) {
        saved.push(await this.saveJob(job, options));
      }
      return saved;
    }
    const saved = await insertJobs(this.saveContext(options), jobs);
    if (!options?.connection) {
      for (const job of new Map(saved.map((each) => [each.name, each])).values()) {
        this.onSaved?.(job);
      }
    }
    return saved;
  }

  async saveJobState(job: JobParameters, options?: JobRepositoryOptions): Promise<void> {
    await saveJobState(
      {
        database: this.database,
        table: this.table,
        claims: this.claims,
        clock: this.clock,
        lastModifiedBy: options?.lastModifiedBy,
        onRefused: (id) => this.noteRefused(id),
      },
      job,
    );
  }

  async lockJob(job: JobParameters, options?: JobRepositoryOptions): Promise<JobParameters | undefined> {
    return job._id
      ? claimById(this.claimContext(options), String(job._id), job.name, toSqlDate(job.nextRunAt))
      : undefined;
  }

  getNextJobToRun(
    jobName: string,
    nextScanAt: Date,
    lockDeadline: Date,
    now?: Date,
    options?: JobRepositoryOptions,
  ): Promise<JobParameters | undefined> {
    // Agenda gives instants of its process's clock; only their distance from now counts.
    const reference = now?.getTime() ?? Date.now();
    return this.nextJobs.take(this.claimContext(options), jobName, {
      horizon: nextScanAt.getTime() - reference,
      lifetime: reference - lockDeadline.getTime(),
    });
  }

  /** Unlocks a job that was not begun, if the lock is still the one this job was claimed with. */
  unlockJob(job: JobParameters): Promise<void> {
    return unlockUnbegun(this.claimContext(undefined), job);
  }

  /**
   * Unlocks those of the jobs that this process holds. A run that had begun is due again, as nobody will finish it;
   * should it finish nevertheless before another worker takes it, its result counts.
   */
  async unlockJobs(jobIds: (JobId | string)[]): Promise<void> {
    const held = this.claims.heldOf(jobIds.map(String));
    for (const claim of held) {
      await this.database.change(
        `UPDATE ${this.table}
         SET locked_at = NULL, next_run_at = COALESCE(run_due_at, next_run_at), run_due_at = NULL
         WHERE id = ? AND lock_token = ?`,
        [claim.id, claim.token],
      );
      this.claims.ended(claim);
    }
  }

  async removeJobs(options: RemoveJobsOptions & OnConnection): Promise<number> {
    const on = this.on(options);
    if (options.id && this.wasRefused(String(options.id))) {
      // removeOnComplete of a run that lost its lock: the job now belongs to the worker that holds it.
      const { affectedRows } = await on.change(
        `DELETE FROM ${this.table} WHERE id = ? AND locked_at IS NULL`,
        [String(options.id)],
      );
      return affectedRows;
    }
    return removeSelected(on, this.table, options);
  }

  /** Removes every job there is, running ones as well. */
  async purgeAllJobs(): Promise<number> {
    let removed = 0;
    for (;;) {
      const { affectedRows } = await this.database.change(
        `DELETE FROM ${this.table} ORDER BY row_no LIMIT ${PURGE_BATCH}`,
      );
      removed += affectedRows;
      if (affectedRows < PURGE_BATCH) {
        return removed;
      }
    }
  }

  async disableJobs(options: RemoveJobsOptions & OnConnection): Promise<number> {
    return setDisabled(this.on(options), this.table, options, true);
  }

  async enableJobs(options: RemoveJobsOptions & OnConnection): Promise<number> {
    return setDisabled(this.on(options), this.table, options, false);
  }

  /** Which of these names has a job that is due and free? */
  async dueNames(names: string[]): Promise<string[]> {
    const probe = `(SELECT name FROM ${this.table} FORCE INDEX (by_claim)
      WHERE name = ? AND queue_state = 1 AND queue_at <= UTC_TIMESTAMP(3) ORDER BY queue_at LIMIT 1)`;
    const rows = await this.database.selectOnce<{ name: string }>(
      names.map(() => probe).join(' UNION ALL '),
      names,
    );
    return rows.map((row) => row.name);
  }

  /** The lock as this process's clock shows it, because Agenda compares it with that. */
  private toJob(row: JobRow): ReturnType<typeof jobFromRow> {
    const job = jobFromRow(row);
    return job.lockedAt ? { ...job, lockedAt: this.clock.toProcess(job.lockedAt) } : job;
  }

  private noteRefused(id: string): void {
    const now = Date.now();
    for (const [other, until] of this.refused) {
      if (until < now) this.refused.delete(other);
    }
    this.refused.set(id, now + 5000);
  }

  private wasRefused(id: string): boolean {
    return (this.refused.get(id) ?? 0) > Date.now();
  }

  private on(options: OnConnection | undefined): Executor {
    return options?.connection ? boundTo(options.connection) : this.database;
  }

  private saveContext(options: MysqlRepositoryOptions | undefined) {
    return {
      on: this.on(options),
      table: this.table,
      clock: this.clock,
      lastModifiedBy: options?.lastModifiedBy,
    };
  }

  private claimContext(options: JobRepositoryOptions | undefined) {
    return {
      database: this.database,
      table: this.table,
      clock: this.clock,
      claims: this.claims,
      lastModifiedBy: options?.lastModifiedBy,
    };
  }
}
