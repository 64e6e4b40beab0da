import { randomBytes } from 'node:crypto';
import type { JobParameters } from 'agenda';
import type { Database, SqlValue } from './database.js';

/**
 * A job that this process has locked. Agenda copies the parameters it is given with their symbols, so each run of a
 * job carries its own claim, also when the same job was claimed a second time by the same process.
 */
export interface Claim {
  readonly id: string;
  readonly token: string;
  /** How long the lock lives, in milliseconds; unknown when the job was locked by its id. */
  readonly lifetime: number | undefined;
  state: 'waiting' | 'running' | 'done' | 'released';
  /** When the lock was last written, by this process's clock. */
  renewedAt: number;
  /** The time of the lock as Agenda has it; it lives as long as Agenda can still start the job. */
  lockedAt: WeakRef<Date>;
}

/**
 * The time of a lock that does not look expired while its job waits. Agenda drops a job from its queue for good when
 * the lock looks expired to it, and never frees the job's place in its lock limits; whether the lock is still held
 * is for the database to say, when the job begins.
 */
class LockTime extends Date {
  #claim: Claim | undefined;

  isTimeOf(claim: Claim): void {
    this.#claim = claim;
  }

  override valueOf(): number {
    return this.#claim?.state === 'waiting' ? Date.now() : super.valueOf();
  }
}

const CLAIM = Symbol('agenda-mysql-backend.claim');

interface Claimed {
  [CLAIM]?: Claim;
}

export function claimOf(job: JobParameters<unknown>): Claim | undefined {
  return (job as Claimed)[CLAIM];
}

export function withClaim<J extends JobParameters<unknown>>(job: J, claim: Claim): J {
  (job as Claimed)[CLAIM] = claim;
  return job;
}

const BATCH = 256;
const SHORTEST_ROUND = 50;
/** Node takes more for 1 ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The claims of one process: hands out tokens, and renews the locks of jobs that still wait to be started. */
export class Claims {
  private readonly worker = randomBytes(9).toString('base64url');
  private counter = 0;
  private readonly held = new Map<string, Claim>();
  private timer: NodeJS.Timeout | undefined;
  private nextRound = Number.POSITIVE_INFINITY;
  private round: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly table: string,
    private readonly keepQueuedLocks: boolean,
  ) {}

  nextToken(): string {
    this.counter += 1;
    return `${this.worker}-${this.counter.toString(36)}`;
  }

  /** Notes a claim, and gives the job its time and its token. */
  hold<J extends JobParameters<unknown>>(
    job: J,
    token: string,
    lifetime: number | undefined,
    lockedAt: number,
  ): J {
    const time = new LockTime(lockedAt);
    const claim: Claim = {
      id: String(job._id),
      token,
      lifetime,
      state: 'waiting',
      renewedAt: lockedAt,
      lockedAt: new WeakRef(time),
    };
    time.isTimeOf(claim);
    this.held.set(token, claim);
    this.schedule(this.renewalDue(claim));
    return withClaim({ ...job, lockedAt: time }, claim);
  }

  /** The job begins: from here on its handler keeps the lock alive with touch(), or loses it. */
  started(claim: Claim): void {
    claim.state = 'running';
  }

  ended(claim: Claim): void {
    // What was given back before it began must not begin any more.
    claim.state = claim.state === 'waiting' || claim.state === 'released' ? 'released' : 'done';
    this.held.delete(claim.token);
  }

  heldOf(ids: readonly string[]): Claim[] {
    const wanted = new Set(ids);
    return [...this.held.values()].filter((claim) => wanted.has(claim.id));
  }

  /** The claim of another process, in whose name this one works. */
  adopted(id: string, token: string, lockedAt: Date): Claim {
    return {
      id,
      token,
      lifetime: undefined,
      state: 'running',
      renewedAt: lockedAt.getTime(),
      lockedAt: new WeakRef(lockedAt),
    };
  }

  /** Renews what has waited for a third of its lock's life or longer; called before expired locks are looked for. */
  async renewOverdue(): Promise<void> {
    if (this.round) {
      return this.round;
    }
    // Claims are asked for thousands of times a second; only once in a while is there anything to renew.
    if (Date.now() < this.nextRound) {
      return;
    }
    this.round = this.renewRound().finally(() => {
      this.round = undefined;
    });
    return this.round;
  }

  /** Gives back what was never started, so that others can run it at once. */
  async releaseWaiting(): Promise<void> {
    const waiting = this.waiting();
    for (const claim of waiting) {
      this.ended(claim);
    }
    await this.release(waiting);
    this.stopTimer();
  }

  private waiting(): Claim[] {
    return [...this.held.values()].filter((claim) => claim.state === 'waiting');
  }

  private renewalDue(claim: Claim): number {
    return claim.lifetime === undefined || !this.keepQueuedLocks
      ? Number.POSITIVE_INFINITY
      : claim.renewedAt + claim.lifetime / 3;
  }

  private async renewRound(): Promise<void> {
    this.nextRound = Number.POSITIVE_INFINITY;
    const now = Date.now();
    try {
      await this.renew(this.waiting().filter((claim) => this.renewalDue(claim) <= now));
    } finally {
      let next = Number.POSITIVE_INFINITY;
      for (const claim of this.waiting()) next = Math.min(next, this.renewalDue(claim));
      this.schedule(next);
    }
  }

  private async renew(claims: Claim[]): Promise<void> {
    const wanted: Claim[] = [];
    const forgotten: Claim[] = [];
    for (const claim of claims) (claim.lockedAt.deref() ? wanted : forgotten).push(claim);
    for (const claim of forgotten) {
      // Agenda dropped the job without telling; nobody here can start it any more.
      this.ended(claim);
    }
    await this.release(forgotten);
    for (const batch of batches(wanted)) {
      const now = Date.now();
      await this.database.change(
        `UPDATE ${this.table} FORCE INDEX (by_id) SET locked_at = UTC_TIMESTAMP(3)
         WHERE id IN (${marks(batch)}) AND lock_token IN (${marks(batch)}) AND locked_at IS NOT NULL`,
        [...filled(batch, 'id'), ...filled(batch, 'token')],
      );
      for (const claim of batch) {
        claim.renewedAt = now;
        claim.lockedAt.deref()?.setTime(now);
      }
    }
  }

  private async release(claims: Claim[]): Promise<void> {
    for (const batch of batches(claims)) {
      await this.database.change(
        `UPDATE ${this.table} FORCE INDEX (by_id) SET locked_at = NULL
         WHERE id IN (${marks(batch)}) AND lock_token IN (${marks(batch)}) AND run_due_at IS NULL`,
        [...filled(batch, 'id'), ...filled(batch, 'token')],
      );
    }
  }

  /** Sees to it that there is a round at the given time or sooner. */
  private schedule(wanted: number): void {
    const due = Math.max(wanted, Date.now() + SHORTEST_ROUND);
    if (due >= this.nextRound || !Number.isFinite(due)) {
      return;
    }
    this.nextRound = due;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        // A timer may be early by a fraction of a millisecond.
        this.nextRound = Number.NEGATIVE_INFINITY;
        // The database may be away; the locks are tried again in the next round, and the token decides in the end.
        this.renewOverdue().catch(() => {});
      },
      Math.min(due - Date.now(), LONGEST_TIMER),
    );
    // Waiting jobs are no reason for a process to live on.
    this.timer.unref();
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.nextRound = Number.POSITIVE_INFINITY;
  }
}

function* batches(claims: Claim[]): Generator<Claim[]> {
  for (let start = 0; start < claims.length; start += BATCH) {
    yield claims.slice(start, start + BATCH);
  }
}

/** As many as the next power of two, so that few statements need to be prepared. */
function paddedSize(batch: Claim[]): number {
  return 2 ** Math.ceil(Math.log2(batch.length));
}

function marks(batch: Claim[]): string {
  return Array.from({ length: paddedSize(batch) }, () => '?').join(', ');
}

function filled(batch: Claim[], key: 'id' | 'token'): SqlValue[] {
  return Array.from(
    { length: paddedSize(batch) },
    (_, index) => (batch[Math.min(index, batch.length - 1)] as Claim)[key],
  );
}
