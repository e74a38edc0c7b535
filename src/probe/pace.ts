import { setTimeout as sleep } from 'node:timers/promises';

/** When each host may be asked next. A host is a name and a port. */
export class Pace {
  readonly #next = new Map<string, number>();

  /** Waits until a request to the host is polite; the next one will be `delayMs` later. */
  async waitTurn(host: string, delayMs: number, signal: AbortSignal): Promise<void> {
    const now = Date.now();
    const at = Math.max(now, this.#next.get(host) ?? 0);
    this.#next.set(host, at + delayMs);
    if (at > now) await sleep(at - now, undefined, { signal });
  }
}
