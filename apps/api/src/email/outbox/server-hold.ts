import type { Logger } from 'pino';

interface HoldTimes {
  firstMs: number;
  maxMs: number;
}

/**
 * Holds the whole queue while the mail server cannot be used at all: then no mail fares better than another, and each try
 * would only wear out an attempt. After a while one mail is tried; it tells whether the server is back.
 */
export class ServerHold {
  readonly #log: Logger;
  readonly #times: HoldTimes;
  #failures = 0;
  #until = 0;

  constructor(log: Logger, times: HoldTimes) {
    this.#log = log;
    this.#times = times;
  }

  /** Milliseconds until something may be tried. */
  get remainingMs(): number {
    return Math.max(0, this.#until - performance.now());
  }

  /** Nothing is known of the server since it failed: try one mail, not all. */
  get isProbing(): boolean {
    return this.#failures > 0;
  }

  /** The server took part in a conversation, whatever it said of the mail. */
  serverAnswers(): void {
    if (this.#failures > 0) this.#log.info('the mail server can be used again');
    this.#failures = 0;
    this.#until = 0;
  }

  serverFails(response: string): void {
    // Several lanes meet the same failure.
    if (this.remainingMs > 0) return;
    this.#failures += 1;
    const delay = Math.min(this.#times.firstMs * 2 ** (this.#failures - 1), this.#times.maxMs);
    this.#until = performance.now() + delay * (0.8 + Math.random() * 0.4);
    this.#log.error(
      { response, failures: this.#failures, heldForMs: Math.round(this.remainingMs) },
      'the mail server cannot be used: all mail is held',
    );
  }
}
