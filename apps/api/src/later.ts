import type { Logger } from 'pino';

/**
 * Work that begins once an answer has been given, so that neither its words nor the time it takes can tell what the work
 * found. Whatever must not be lost does not belong here: a process that ends first takes it along.
 */
export class Later {
  readonly #log: Logger;
  readonly #underway = new Set<Promise<void>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  do(what: string, work: () => Promise<unknown>): void {
    const begun = new Promise<void>((resolve) => setImmediate(resolve))
      .then(work)
      .catch((error: unknown) => this.#log.error({ err: error }, what))
      .then(() => void this.#underway.delete(begun));
    this.#underway.add(begun);
  }

  /** Resolves when nothing is under way. */
  async rest(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway);
  }
}
