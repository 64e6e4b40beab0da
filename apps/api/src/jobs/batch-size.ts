/**
 * How many rows to take at once. One that cannot be dealt with takes its whole batch with it: after a failure fewer are
 * taken, until it stands alone, and then gradually more again.
 */
export class BatchSize {
  readonly #most: number;
  #rows: number;

  constructor(most: number) {
    this.#most = most;
    this.#rows = most;
  }

  get rows(): number {
    return this.#rows;
  }

  succeeded(): void {
    this.#rows = Math.min(this.#most, this.#rows * 2);
  }

  /** @returns whether it was a row by itself that failed */
  failed(): boolean {
    const alone = this.#rows === 1;
    this.#rows = Math.ceil(this.#rows / 8);
    return alone;
  }
}
