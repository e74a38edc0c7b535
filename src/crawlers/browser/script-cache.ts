import { type Exchange, header } from '../../archive/exchange.ts';

/** Bytes of scripts kept in memory: some thirty of the usual libraries. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Scripts are the same on all pages of a portal: each is asked for once a run. */
export class ScriptCache {
  readonly #scripts = new Map<string, Exchange>();
  #bytes = 0;

  get(url: string): Exchange | undefined {
    return this.#scripts.get(url);
  }

  /** Keeps an answer that is a script and no data: what its address asks for with a query may change. */
  keep(url: string, exchange: Exchange): void {
    const isScript = exchange.status === 200 && /javascript/i.test(header(exchange, 'content-type') ?? '');
    const { length } = exchange.payload;
    if (!isScript || this.#scripts.has(url) || /[?&](?:callback|jsonp\w*|cb)=/i.test(url)) return;
    if (this.#bytes + length > MOST_BYTES) return;
    this.#bytes += length;
    this.#scripts.set(url, exchange);
  }
}
