import { type IRequestManager, Request } from '@crawlee/basic';
import type { Frontier } from './frontier.ts';
import type { QueuedRequest } from './request.ts';

/**
 * The frontier as Crawlee's request queue. Crawlee asks for requests and tells when a handler has ended; what a request's end means is
 * decided and stored by the handler itself, together with what the request brought.
 */
export class FrontierManager implements IRequestManager {
  readonly #frontier: Frontier;
  readonly #isOver: () => boolean;
  readonly #taken = new Map<string, QueuedRequest>();
  #handedOut = 0;
  #fail: ((error: unknown) => void) | null = null;
  #isBroken = false;

  /** `isOver`: nothing more is handed out; what is under way comes to its end. */
  constructor(frontier: Frontier, isOver: () => boolean) {
    this.#frontier = frontier;
    this.#isOver = isOver;
  }

  /** Who is told where the frontier throws: Crawlee asks from timers, too, where nobody would hear it. */
  whenBroken(fail: (error: unknown) => void): void {
    this.#fail = fail;
  }

  /** The request of ours behind one that was handed out. */
  queued(request: { readonly uniqueKey: string }): QueuedRequest {
    const queued = this.#taken.get(request.uniqueKey);
    if (queued === undefined) throw new Error(`request ${request.uniqueKey} was not handed out`);
    return queued;
  }

  async isFinished(): Promise<boolean> {
    return this.#ask(async () => this.#isOver() || this.#frontier.counts.open === 0, true);
  }

  async isEmpty(): Promise<boolean> {
    return this.#ask(async () => this.#isOver() || !this.#frontier.isDue(), true);
  }

  async fetchNextRequest<T extends Record<string, unknown>>(): Promise<Request<T> | null> {
    const queued = await this.#ask(() => this.#frontier.takeSoon(this.#isOver), null);
    if (queued === null) return null;
    // Not the request's own number: one that is retried at once is handed out again before Crawlee tells that its first handler has ended.
    const key = String(++this.#handedOut);
    this.#taken.set(key, queued);
    return new Request<T>({ url: queued.url, uniqueKey: key, id: key });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Request> {
    for (let next = await this.fetchNextRequest(); next !== null; next = await this.fetchNextRequest()) yield next;
  }

  async markRequestHandled(request: Request): Promise<null> {
    this.#taken.delete(request.uniqueKey);
    return null;
  }

  /** A handler that throws has found a defect in the program: the run ends, and the request waits for the next one. */
  async reclaimRequest(request: Request): Promise<null> {
    this.#taken.delete(request.uniqueKey);
    return null;
  }

  async handledCount(): Promise<number> {
    return this.#frontier.counts.handled;
  }

  getTotalCount(): number {
    const { open, handled } = this.#frontier.counts;
    return open + handled;
  }

  getPendingCount(): number {
    return this.#frontier.counts.open;
  }

  async addRequest(): Promise<never> {
    throw new Error('requests are enqueued through the frontier');
  }

  async addRequestsBatched(): Promise<never> {
    throw new Error('requests are enqueued through the frontier');
  }

  /** Broken once, it has nothing more to give. */
  async #ask<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
    if (this.#isBroken) return otherwise;
    try {
      return await ask();
    } catch (error) {
      if (this.#fail === null) throw error;
      this.#isBroken = true;
      this.#fail(error);
      return otherwise;
    }
  }
}
