import type { CrawlEvent } from '../../crawlers/crawl.ts';

/** How far one portal is. */
interface PortalTally {
  done: number;
  failed: number;
  open: number;
  readonly since: number;
}

/** How far a crawl of many portals is, as one total. Times in milliseconds. */
export interface CrawlTotals {
  readonly done: number;
  readonly failed: number;
  readonly open: number;
  readonly portals: number;
  /** Portals of which nothing is open any more. */
  readonly finished: number;
  /** Until the slowest portal ends, at its own pace so far; null where nothing tells. Lists that go on make it longer. */
  readonly leftMs: number | null;
  /** Those that will take longest, the longest first. */
  readonly slowest: readonly { readonly portal: string; readonly open: number; readonly leftMs: number }[];
}

/** Fewer requests than these tell no pace. */
const ENOUGH = 5;

/** Counts what a crawl tells. A portal's pace is its own: hosts are asked side by side, so the slowest decides when all is done. */
export class CrawlTally {
  readonly #portals = new Map<string, PortalTally>();
  readonly #known: number;

  /** `known`: portals of the run, those included of which nothing was heard yet. */
  constructor(known: number) {
    this.#known = known;
  }

  add({ portalId, outcome, open }: Pick<CrawlEvent, 'portalId' | 'outcome' | 'open'>, now: number): void {
    const portal = this.#portals.get(portalId) ?? { done: 0, failed: 0, open, since: now };
    this.#portals.set(portalId, portal);
    if (outcome !== 'retry') portal.done++;
    if (outcome === 'failed') portal.failed++;
    portal.open = open;
  }

  totals(now: number, shown = 3): CrawlTotals {
    const all = [...this.#portals];
    const sum = (pick: (portal: PortalTally) => number) => all.reduce((total, [, portal]) => total + pick(portal), 0);
    const slow = all
      .filter(([, { open, done }]) => open > 0 && done >= ENOUGH)
      .map(([portal, { open, done, since }]) => ({ portal, open, leftMs: (open * (now - since)) / done }))
      .sort((a, b) => b.leftMs - a.leftMs);
    const portals = Math.max(this.#known, all.length);
    return {
      done: sum(({ done }) => done),
      failed: sum(({ failed }) => failed),
      open: sum(({ open }) => open),
      portals,
      finished: all.filter(([, { open }]) => open === 0).length,
      leftMs: slow[0]?.leftMs ?? null,
      slowest: slow.slice(0, shown),
    };
  }
}
