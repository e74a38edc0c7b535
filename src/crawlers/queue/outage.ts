import { setTimeout as sleep } from 'node:timers/promises';
import type { NavigationResult } from '../http/navigate.ts';
import type { QueuedRequest } from './request.ts';

export interface OutageOptions {
  /** Asks an address once, whatever it answers: false where nothing comes back. */
  readonly answers: (url: string) => Promise<boolean>;
  /** Nothing answers: told once an outage. */
  readonly onBegin: () => void;
  /** It is over after so many milliseconds; `failed`: the requests that it had cost before it was known. */
  readonly onEnd: (lastedMs: number, failed: readonly QueuedRequest[]) => void;
  readonly signal: AbortSignal;
  /** It has lasted so long that nobody waits for its end; `failed` as above. */
  readonly onGivenUp: (failed: readonly QueuedRequest[]) => void;
  /** The first pause, milliseconds. */
  readonly firstPauseMs?: number | undefined;
  /** Longer than this is not waited for, milliseconds; default: two hours, ten minutes where nothing ever answered in this run. */
  readonly longestMs?: number | undefined;
}

/** Fewer silent hosts of fewer portals are their own affair. */
const LEAST_HOSTS = 3;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 600_000;
const LONGEST_OUTAGE_MS = 7_200_000;
const LONGEST_UNPROVED_MS = 600_000;

/**
 * Tells an outage of our own network from hosts that do not answer: several hosts of different portals fail at once, by name or by
 * connection, and neither they nor the host that answered last can be reached. Then all requests wait until one of these answers.
 */
export class OutageWatch {
  readonly #options: OutageOptions;
  /** Failed since the last answer, by host. */
  readonly #silent = new Map<string, QueuedRequest>();
  #failed: QueuedRequest[] = [];
  #lastAnswered: string | null = null;
  #outage: Promise<boolean> | null = null;
  #isGivenUp = false;

  constructor(options: OutageOptions) {
    this.#options = options;
  }

  /** Whether an outage was too long to be waited for: the run is to end. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Resolves at once, or when an outage is over. */
  async whenOver(): Promise<void> {
    await this.#outage;
  }

  /** Whether a request failed for our own outage: it is to be made again; resolves when the outage is over. */
  async caused(queued: QueuedRequest, result: NavigationResult): Promise<boolean> {
    if (result.exchanges.length > 0) {
      this.#answered(result.exchanges.at(-1)?.url ?? queued.url);
      return false;
    }
    if (result.failure?.code !== 'unreachable' && result.failure?.code !== 'timeout') return false;
    if (this.#isGivenUp) return true;
    this.#silent.set(queued.host, queued);
    this.#outage ??= this.#isSuspicious() ? this.#endure() : null;
    if (this.#outage !== null) return this.#outage;
    this.#failed.push(queued);
    return false;
  }

  #answered(url: string): void {
    this.#lastAnswered = url;
    if (this.#outage !== null) return;
    this.#silent.clear();
    this.#failed = [];
  }

  #isSuspicious(): boolean {
    const portals = new Set([...this.#silent.values()].map(({ portalId }) => portalId));
    return this.#silent.size >= LEAST_HOSTS && portals.size >= LEAST_HOSTS;
  }

  /** True where it was an outage, whether it is over or too long. */
  async #endure(): Promise<boolean> {
    const { firstPauseMs = FIRST_PAUSE_MS, onBegin, onEnd } = this.#options;
    try {
      const since = performance.now();
      if (await this.#anyAnswers()) return false;
      // Other requests are on their way still: what answers them shows that the network is there.
      await sleep(firstPauseMs, undefined, { signal: this.#options.signal });
      if (await this.#anyAnswers()) return false;
      onBegin();
      const longest =
        this.#options.longestMs ?? (this.#lastAnswered === null ? LONGEST_UNPROVED_MS : LONGEST_OUTAGE_MS);
      let pause = firstPauseMs;
      while (performance.now() - since < longest) {
        await sleep(pause, undefined, { signal: this.#options.signal });
        if (await this.#anyAnswers()) {
          onEnd(performance.now() - since, this.#failed);
          return true;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      }
      this.#isGivenUp = true;
      this.#options.onGivenUp(this.#failed);
      return true;
    } finally {
      this.#silent.clear();
      this.#failed = [];
      this.#outage = null;
    }
  }

  async #anyAnswers(): Promise<boolean> {
    const known = this.#lastAnswered === null ? [] : [this.#lastAnswered];
    const silent = [...this.#silent.values()].slice(0, LEAST_HOSTS).map(({ url }) => url);
    for (const url of [...known, ...silent]) if (await this.#options.answers(url)) return true;
    return false;
  }
}
