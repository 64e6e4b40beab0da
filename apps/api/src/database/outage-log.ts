import type { Logger } from 'pino';
import { whyUnavailable } from './unavailable.js';

const EVERY = 10_000;

/** Says that the database cannot be used once in a while, and not at each of the thousand statements that meet it. */
export class OutageLog {
  readonly #log: Logger;
  #saidAt = Number.NEGATIVE_INFINITY;
  #failures = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Whether it is an outage that the error tells of; if so, it is noted. */
  takes(error: unknown): boolean {
    const reason = whyUnavailable(error);
    if (reason === null) return false;
    this.#failures += 1;
    if (performance.now() - this.#saidAt >= EVERY) {
      this.#log.error({ reason, failures: this.#failures }, 'the database cannot be used');
      this.#saidAt = performance.now();
      this.#failures = 0;
    }
    return true;
  }
}
