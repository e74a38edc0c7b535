import type { CrawlEvent } from '../../crawlers/crawl.ts';

/** What a worker has done since it began, and under the present lease. */
export class Meter {
  requests = 0;
  failed = 0;
  documents = 0;
  /** Of the request that ended last. */
  portal: string | null = null;
  /** Requests of each portal that are still to be made. */
  readonly #open = new Map<string, number>();
  #before = { requests: 0, failed: 0, documents: 0 };

  request({ portalId, outcome, open }: CrawlEvent): void {
    this.#open.set(portalId, open);
    this.requests++;
    if (outcome === 'failed') this.failed++;
    this.portal = portalId;
  }

  document(): void {
    this.documents++;
  }

  /** A new lease: its counts begin at nought. */
  begin(): void {
    this.#before = this.total;
    this.requests = 0;
    this.failed = 0;
    this.documents = 0;
    this.portal = null;
    this.#open.clear();
  }

  /** Requests that are known to be left under this lease. */
  get open(): number {
    return [...this.#open.values()].reduce((sum, count) => sum + count, 0);
  }

  get total(): { readonly requests: number; readonly failed: number; readonly documents: number } {
    const { requests, failed, documents } = this.#before;
    return {
      requests: requests + this.requests,
      failed: failed + this.failed,
      documents: documents + this.documents,
    };
  }
}
