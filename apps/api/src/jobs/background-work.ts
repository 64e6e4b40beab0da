import type { Logger } from 'pino';
import { Progress } from './progress.js';

/**
 * Work that takes what there is until nothing is left, run once at a time in this process. Called while it runs, it runs once
 * more after that: what the caller has just committed may have come too late for the present run.
 */
export class BackgroundWork {
  readonly #work: (further: () => void) => Promise<unknown>;
  readonly #log: Logger;
  readonly #progress = new Progress();
  #running: Promise<void> | undefined;
  #again = false;

  /** @param work given what to call each time that it got further */
  constructor(log: Logger, work: (further: () => void) => Promise<unknown>) {
    this.#log = log;
    this.#work = work;
  }

  start(): void {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves when nothing runs. */
  async rest(): Promise<void> {
    while (this.#running) await this.#running;
  }

  get standsForMs(): number {
    return this.#progress.standsForMs;
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#progress.watch(this.#work);
      } catch (error) {
        // The next tick tries again.
        this.#log.error({ error }, 'background work failed');
      }
    }
  }
}
