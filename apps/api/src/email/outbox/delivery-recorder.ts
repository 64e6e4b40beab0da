import type { Outbox } from './claim-mails.js';
import { outlastOutage } from './outlast-outage.js';
import { type Delivered, recordDeliveries } from './record-deliveries.js';

/** Long enough for the mails of all lanes to share a commit, short enough that a crash repeats few of them. */
const GATHER_MS = 10;
const GATHER_MAX = 40;
/** Sending waits once this many results are not yet in the database. */
const BACKLOG_MAX = 80;

/** Gathers the results of several lanes and writes them down together, one transaction at a time. */
export class DeliveryRecorder {
  readonly #outbox: Outbox;
  #waiting: Delivered[] = [];
  #writing = 0;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  /** Resolves when the next mail may be sent, which is at once unless the database falls behind. */
  async add(delivered: Delivered): Promise<void> {
    this.#waiting.push(delivered);
    if (this.#waiting.length >= GATHER_MAX) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), GATHER_MS);
    while (this.#waiting.length + this.#writing >= BACKLOG_MAX) await this.#start();
  }

  /** Everything added so far is written when this resolves. */
  async flush(): Promise<void> {
    while (this.#waiting.length + this.#writing > 0) await this.#start();
  }

  #start(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = undefined;
      if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#start(), GATHER_MS);
    });
    return this.#flushing;
  }

  async #write(): Promise<void> {
    const batch = this.#waiting.splice(0);
    this.#writing = batch.length;
    try {
      await this.#record(batch);
    } finally {
      this.#writing = 0;
    }
  }

  async #record(batch: readonly Delivered[]): Promise<void> {
    try {
      // Forgotten, what has been sent would be sent again.
      await outlastOutage(this.#outbox, () => recordDeliveries(this.#outbox, [...batch]));
    } catch (error) {
      await this.#recordApart(batch, error);
    }
  }

  /** One result that cannot be written must not take the others with it. */
  async #recordApart(batch: readonly Delivered[], error: unknown): Promise<void> {
    if (batch.length > 1) for (const delivered of batch) await this.#record([delivered]);
    else this.#outbox.log.error({ error, mail: batch[0]?.mail.id }, 'cannot record a delivery');
  }
}
