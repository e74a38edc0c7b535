import type { Store } from '../store/store.ts';

/** How long an answer about the whole corpus may be older than the database, in milliseconds. */
const FRESH_MS = 30_000;
const MOST = 200;

interface KeptPage {
  readonly value: unknown;
  readonly version: number;
  readonly at: number;
}

/** Answers that go through the whole corpus, kept until the database changes, and half a minute longer where a run changes it all the time. */
export class Kept {
  readonly #entries = new Map<string, KeptPage>();

  get<T>(store: Store, key: string, make: () => T): T {
    const version = Number(store.db.pragma('data_version', { simple: true }));
    const known = this.#entries.get(key);
    const now = Date.now();
    if (known !== undefined && (known.version === version || now - known.at < FRESH_MS)) return known.value as T;
    const value = make();
    this.#entries.delete(key);
    this.#entries.set(key, { value, version, at: now });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest);
    return value;
  }

  clear(): void {
    this.#entries.clear();
  }
}
