import type { Exchange } from '../../archive/exchange.ts';
import { FetchError } from '../../crawlers/http/errors.ts';
import { Fetcher, type FetcherOptions } from '../../crawlers/http/fetch.ts';
import type { FetchRequest } from '../../crawlers/http/fetch-request.ts';

/** A fetcher that makes so many requests and no more, redirects counted. */
export class BoundedFetcher extends Fetcher {
  readonly #most: number;
  #requests = 0;

  constructor(options: FetcherOptions, most: number) {
    super(options);
    this.#most = most;
  }

  get requests(): number {
    return this.#requests;
  }

  get left(): number {
    return this.#most - this.#requests;
  }

  override async fetch(request: FetchRequest): Promise<Exchange> {
    if (this.left <= 0) throw new FetchError('unreachable', `not asked: ${this.#most} requests were made`, false);
    this.#requests++;
    return super.fetch(request);
  }
}
