import type { JobParameters } from 'agenda';
import { type ClaimContext, claimDue, claimExpired, unlockUnbegun } from './claim-job.js';
import type { Claims } from './claims.js';

/** Milliseconds: up to when a job has to be due, and how long its lock lives. */
interface Asked {
  horizon: number;
  lifetime: number;
}

/** Hands out the most urgent jobs, one at a time, until it is closed; then nothing stays claimed that was not begun. */
export class NextJobs {
  /** The names of the jobs that this process asks for. */
  readonly names = new Set<string>();
  private closed = false;
  /** How often what waits is being given back at this moment. */
  private givingBack = 0;
  private readonly underway = new Set<Promise<unknown>>();
  private readonly expiredLookedFor = new Map<string, number>();

  constructor(private readonly claims: Claims) {}

  async take(context: ClaimContext, name: string, asked: Asked): Promise<JobParameters | undefined> {
    if (this.takesNone) {
      return undefined;
    }
    const claiming = this.claim(context, name, asked);
    this.underway.add(claiming);
    try {
      return await claiming;
    } finally {
      this.underway.delete(claiming);
    }
  }

  /** Gives back every job that was claimed and not begun, and claims no more until `open()`. */
  async close(): Promise<void> {
    this.closed = true;
    await this.giveBack();
  }

  open(): void {
    this.closed = false;
  }

  /** Gives back every job that was claimed and not begun, also those that are being claimed at this moment. */
  async giveBack(): Promise<void> {
    this.givingBack += 1;
    try {
      await Promise.allSettled(this.underway);
      await this.claims.releaseWaiting();
    } finally {
      this.givingBack -= 1;
    }
  }

  private async claim(
    context: ClaimContext,
    name: string,
    { horizon, lifetime }: Asked,
  ): Promise<JobParameters | undefined> {
    this.names.add(name);
    await this.claims.renewOverdue();
    // Expired locks are rare: once a second is soon enough, and sooner for locks that live shorter.
    const pause = Math.min(1000, lifetime / 4);
    const present = Date.now();
    const since = present - (this.expiredLookedFor.get(name) ?? present - pause);
    const takeExpired = async () => {
      const taken = await claimExpired(context, name, horizon, lifetime);
      // Where one lock ran out there may be more.
      this.expiredLookedFor.set(name, taken ? 0 : present);
      return taken;
    };
    // A queue that never empties must not keep an interrupted job waiting.
    const expiredFirst = since >= 2 * pause;
    const job =
      (expiredFirst ? await takeExpired() : undefined) ??
      (await claimDue(context, name, horizon, lifetime)) ??
      (!expiredFirst && since >= pause ? await takeExpired() : undefined);
    if (job && this.takesNone) {
      // Closed while the claim was under way.
      await unlockUnbegun(context, job);
      return undefined;
    }
    return job;
  }

  private get takesNone(): boolean {
    return this.closed || this.givingBack > 0;
  }
}
