type WakeCall = 'delivery' | 'bulk' | 'audit';

/**
 * Carries a hint from a request to the jobs of the same process: there is something to do now. Nobody listening, or a
 * process that ends first, costs only the wait until the next sweep.
 */
export class Wake {
  readonly #listeners = new Map<WakeCall, Set<() => void>>();

  /** Gives back how to stop listening. */
  on(call: WakeCall, listener: () => void): () => void {
    const listeners = this.#listeners.get(call) ?? new Set();
    this.#listeners.set(call, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  delivery(): void {
    this.#tell('delivery');
  }

  bulk(): void {
    this.#tell('bulk');
  }

  audit(): void {
    this.#tell('audit');
  }

  #tell(call: WakeCall): void {
    for (const listener of this.#listeners.get(call) ?? []) listener();
  }
}
