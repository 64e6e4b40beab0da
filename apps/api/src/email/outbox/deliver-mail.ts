import type { Services } from '../../context.js';
import { MailComposer } from '../compose-mail.js';
import { claimMails, type Lease, releaseMails, renewLease } from './claim-mails.js';
import { deliveryResult, notSent } from './delivery-outcome.js';
import { DeliveryRecorder } from './delivery-recorder.js';
import { loadMails, type MailToDeliver } from './load-mails.js';
import { recoverMails } from './recover-mails.js';
import { ServerHold } from './server-hold.js';
import { type SendOutcome, SmtpPool, type SmtpTimeouts } from './smtp-pool.js';

type DeliveryServices = Pick<Services, 'config' | 'log' | 'dataSource'>;
type Composer = Pick<MailComposer, 'compose'>;

export interface DeliveryOptions {
  /** How long a worker that has ended keeps its mails from the others. */
  leaseMs?: number;
  batch?: number;
  /** For how long what was read about a mail is taken to be still so. */
  believedMs?: number;
  hold?: { firstMs: number; maxMs: number };
  smtp?: SmtpTimeouts;
  createComposer?: () => Composer;
}

interface Claimed {
  lease: Lease;
  composer: Composer;
  mail: MailToDeliver;
  /** By this process's monotonic clock. */
  readAt: number;
}

const LEASE_MS = 60_000;
const BELIEVED_MS = 1_000;
const BATCH = 200;
const HOLD = { firstMs: 5_000, maxMs: 300_000 };
/** How long the mails of a suspended organization rest before they are looked at again. */
const SUSPENDED_MS = 15 * 60_000;
/** Below this many mails more are claimed, so that no lane waits for the database. */
const REFILL_BELOW = 20;

/**
 * Sends what is due in the outbox over a few connections. Each connection is a lane that takes the next mail as soon as it is
 * done with one, so that a slow recipient's server delays nobody else.
 */
export class MailDelivery {
  readonly #services: DeliveryServices;
  readonly #pool: SmtpPool;
  readonly #recorder: DeliveryRecorder;
  readonly #hold: ServerHold;
  readonly #createComposer: () => Composer;
  readonly #leaseMs: number;
  readonly #believedMs: number;
  readonly #batch: number;
  readonly #refillBelow: number;
  readonly #lanes = new Set<Promise<void>>();
  /** Claims with the number of mails that are not dealt with yet. */
  readonly #leases = new Map<Lease, number>();
  readonly #queue: Claimed[] = [];
  #refill: Promise<void> | undefined;
  #mayBeMore = false;
  #renewal: NodeJS.Timeout | undefined;
  #stopping = false;
  #progressAt = 0;

  constructor(services: DeliveryServices, options: DeliveryOptions = {}) {
    const { config, log } = services;
    this.#services = services;
    this.#pool = new SmtpPool(config.smtpUrl, options.smtp);
    this.#recorder = new DeliveryRecorder(services);
    this.#hold = new ServerHold(log, options.hold ?? HOLD);
    this.#createComposer = options.createComposer ?? (() => new MailComposer(config));
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
    this.#believedMs = options.believedMs ?? BELIEVED_MS;
    // Where twice is worse than never, nobody sends what an ended worker had claimed: claim only what is sent next.
    const careful = config.mailUnknownPolicy === 'at-most-once';
    this.#batch = careful ? config.mailConcurrency : (options.batch ?? BATCH);
    this.#refillBelow = careful ? 1 : Math.min(REFILL_BELOW, this.#batch);
  }

  /** Something may be due. Returns at once; calling it while mail is being sent is cheap. */
  wake(): void {
    this.#mayBeMore = true;
    if (this.#stopping || this.#hold.remainingMs > 0) return;
    const wanted = this.#hold.isProbing ? 1 : this.#services.config.mailConcurrency;
    while (this.#lanes.size < wanted) this.#startLane();
  }

  /** How long mails have been under way of which none was done with. */
  get busyWithoutProgressMs(): number {
    return this.#lanes.size > 0 ? performance.now() - this.#progressAt : 0;
  }

  /** Takes up what ended workers have left behind as well. */
  async sweep(): Promise<void> {
    await recoverMails(this.#services, this.#services.config.mailUnknownPolicy);
    this.wake();
  }

  /** Sends what is due now; resolves when that is done and written down. */
  async deliverDue(): Promise<void> {
    await this.sweep();
    await this.#settled();
  }

  /** Finishes the mails that are under way and gives back the others. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#giveBackQueue();
    await this.#settled();
    // What was being claimed meanwhile stands in the queue by now.
    await this.#refill;
    await this.#giveBackQueue();
    this.#pool.close();
  }

  async #settled(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all(this.#lanes);
    await this.#recorder.flush();
  }

  #startLane(): void {
    if (this.#lanes.size === 0) this.#progressAt = performance.now();
    const lane = this.#runLane()
      .catch((error: unknown) => {
        // The next sweep tries again; until then the claim lapses or the mails are still queued.
        this.#mayBeMore = false;
        this.#services.log.error({ error }, 'delivery was interrupted');
      })
      .finally(() => {
        this.#lanes.delete(lane);
        if (this.#mayBeMore) this.wake();
      });
    this.#lanes.add(lane);
  }

  async #runLane(): Promise<void> {
    for (let next = await this.#next(); next; next = await this.#next()) {
      try {
        await this.#deliver(next);
      } finally {
        this.#settle(next.lease);
        this.#progressAt = performance.now();
      }
    }
  }

  async #next(): Promise<Claimed | undefined> {
    while (!this.#stopping && this.#hold.remainingMs === 0) {
      const probing = this.#hold.isProbing;
      if (this.#mayBeMore && this.#queue.length < (probing ? 1 : this.#refillBelow))
        this.#refill ??= this.#claim(probing ? 1 : this.#batch).finally(() => {
          this.#refill = undefined;
        });
      const next = this.#queue.shift();
      if (next) return next;
      if (!this.#refill) return undefined;
      await this.#refill;
    }
    return undefined;
  }

  async #claim(limit: number): Promise<void> {
    // Set again by a call that comes while we look: rows committed since then may be missed.
    this.#mayBeMore = false;
    let lease: Lease | null = null;
    try {
      lease = await claimMails(this.#services, { limit, leaseMs: this.#leaseMs });
      if (!lease) return;
      const readAt = performance.now();
      const mails = await loadMails(this.#services, lease.mailIds);
      if (mails.length === 0) return;
      // Made anew for each batch: people change their texts and colours.
      const composer = this.#createComposer();
      this.#mayBeMore ||= lease.mailIds.length === limit;
      this.#leases.set(lease, mails.length);
      this.#renewal ??= setInterval(() => void this.#renew(), this.#leaseMs / 3);
      for (const mail of mails) this.#queue.push({ lease, composer, mail, readAt });
    } catch (error) {
      this.#services.log.error({ error, claimed: lease?.mailIds.length ?? 0 }, 'mails could not be claimed');
      if (lease) await this.#giveBack(lease.token, lease.mailIds);
    }
  }

  async #deliver(claimed: Claimed): Promise<void> {
    const { lease, composer } = claimed;
    const { token } = lease;
    const mail = await this.#asOfNow(claimed);
    if (!mail) return;
    if (mail.obsolete) return this.#recorder.add({ token, mail, result: notSent(mail.obsolete) });
    if (mail.held) return releaseMails(this.#services, token, [mail.id], { delayMs: SUSPENDED_MS });
    const outcome = await this.#send(lease, composer, mail);
    if (outcome.kind === 'withheld') return releaseMails(this.#services, token, [mail.id]);
    const result = deliveryResult(mail, outcome, this.#services.config.mailUnknownPolicy);
    await this.#recorder.add({ token, mail, result });
    if (outcome.kind === 'unavailable') {
      this.#hold.serverFails(outcome.response);
      await this.#giveBackQueue();
    } else if (this.#hold.isProbing) {
      this.#hold.serverAnswers();
      this.wake();
    }
  }

  /**
   * A mail that has waited behind slow ones is looked at again: it may have been withdrawn, accepted or unwanted since.
   * @returns undefined when it is not to be sent now
   */
  async #asOfNow({ lease, mail, readAt }: Claimed): Promise<MailToDeliver | undefined> {
    if (performance.now() - readAt < this.#believedMs) return mail;
    try {
      const [current] = await loadMails(this.#services, [mail.id]);
      return current;
    } catch (error) {
      this.#services.log.error({ error, mail: mail.id }, 'a mail could not be looked at again');
      await this.#giveBack(lease.token, [mail.id]);
      return undefined;
    }
  }

  async #send(lease: Lease, composer: Composer, mail: MailToDeliver): Promise<SendOutcome> {
    const isOurs = () => performance.now() < lease.validUntil;
    if (!isOurs()) return { kind: 'withheld', response: '' };
    try {
      if (mail.unreadable) throw new Error('what the mail carries cannot be opened: has the secret changed?');
      const { envelope, raw } = await composer.compose(mail.compose, mail.messageKey);
      return await this.#pool.send(envelope, raw, isOurs);
    } catch (error) {
      this.#services.log.error({ error, mail: mail.id }, 'a mail could not be composed');
      return { kind: 'deferred', response: 'The mail could not be composed.', statusCode: 0 };
    }
  }

  async #giveBackQueue(): Promise<void> {
    const unstarted = Map.groupBy(this.#queue.splice(0), ({ lease }) => lease);
    for (const [lease, claimed] of unstarted) {
      const ids = claimed.map(({ mail }) => mail.id);
      for (const _ of ids) this.#settle(lease);
      await this.#giveBack(lease.token, ids);
    }
  }

  async #giveBack(token: string, mailIds: readonly string[]): Promise<void> {
    const held = Math.ceil(this.#hold.remainingMs);
    try {
      await releaseMails(this.#services, token, mailIds, {
        delayMs: held,
        reasonCode: held > 0 ? 'SERVER_UNREACHABLE' : null,
      });
    } catch (error) {
      this.#services.log.warn({ error, mails: mailIds.length }, 'a claim could not be given back: it lapses');
    }
  }

  #settle(lease: Lease): void {
    const left = (this.#leases.get(lease) ?? 0) - 1;
    if (left > 0) {
      this.#leases.set(lease, left);
      return;
    }
    this.#leases.delete(lease);
    if (this.#leases.size > 0) return;
    clearInterval(this.#renewal);
    this.#renewal = undefined;
  }

  async #renew(): Promise<void> {
    for (const lease of this.#leases.keys())
      try {
        await renewLease(this.#services, lease, this.#leaseMs);
      } catch (error) {
        this.#services.log.warn({ error }, 'a claim on mails could not be renewed');
      }
  }
}
