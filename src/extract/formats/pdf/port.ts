type Listener = (event: { readonly data: unknown }) => void;

/**
 * The wire between pdf.js's two sides, which both run in this thread. Its own wire clones whatever crosses it, as if to another thread;
 * here things cross as they are. Neither side changes what it has handed over (`worker-source.ts` sees to the lists of operations).
 */
export class SharedPort {
  readonly #listeners = new Set<Listener>();

  postMessage(data: unknown): void {
    // Later, as on any wire: the sender goes on first.
    Promise.resolve().then(() => {
      for (const listener of this.#listeners) listener({ data });
    });
  }

  addEventListener(_name: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void {
    this.#listeners.add(listener);
    options?.signal?.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }
}
