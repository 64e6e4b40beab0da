import type { Logger } from 'pino';

/**
 * Work that takes what there is until nothing is left, run once at a time in this process. Called while it runs, it runs once
 * more after that: what the caller has just committed may have come too late for the present run.
 */
export class BackgroundWork {
  readonly #work: () => Promise<unknown>;
  readonly #log: Logger;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(log: Logger, work: () => Promise<unknown>) {
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

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#work();
      } catch (error) {
        // The next tick tries again.
        this.#log.error({ error }, 'background work failed');
      }
    }
  }
}
