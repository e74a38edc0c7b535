import type { HostPaces } from '../../crawlers/http/network.ts';
import type { Pace } from '../../crawlers/queue/host-scheduler.ts';

/** When each host may be asked next, in memory: shared by all visits of a process, so that two portals on one host do not hurry it together. */
export class Paces implements HostPaces {
  readonly #delays = new Map<string, number>();
  readonly #next = new Map<string, number>();

  meet(host: string, { delayMs }: Pace): void {
    this.#delays.set(host, Math.max(this.delayOf(host), delayMs));
  }

  delayOf(host: string): number {
    return this.#delays.get(host) ?? 0;
  }

  book(host: string, pace: Pace, now: number): number {
    this.meet(host, pace);
    const at = Math.max(now, this.#next.get(host) ?? 0);
    this.#next.set(host, at + this.delayOf(host));
    return at;
  }
}
