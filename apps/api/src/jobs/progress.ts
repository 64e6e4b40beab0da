/** How long a piece of work has been under way without getting any further. Of what rests, nothing is expected. */
export class Progress {
  #since: number | null = null;

  /** @param work given what to call each time that it got further */
  async watch<T>(work: (further: () => void) => Promise<T>): Promise<T> {
    const further = () => {
      this.#since = performance.now();
    };
    further();
    try {
      return await work(further);
    } finally {
      this.#since = null;
    }
  }

  get standsForMs(): number {
    return this.#since === null ? 0 : performance.now() - this.#since;
  }
}
