import { onTestFinished } from 'vitest';
import type { Exchange } from '../../src/archive/exchange.ts';
import { WarcArchive } from '../../src/archive/warc-archive.ts';
import { addCaptures, archivedRecord, openStore, type Store, startRun, upsertPortal } from '../../src/store/index.ts';

export interface FoundAs {
  readonly portal?: string;
  readonly kind?: 'detail' | 'attachment';
  /** What the list said. */
  readonly said?: { readonly title?: string; readonly date?: string; readonly organ?: string };
  readonly content?: 'document' | 'page' | null;
}

/** A data folder into which answers are put as a crawl puts them: archive first, then index, one transaction. */
export class Crawled {
  readonly store: Store;
  readonly archive: WarcArchive;
  runId: number;

  constructor(dataDir: string) {
    this.store = openStore(dataDir);
    this.runId = startRun(this.store, 'crawl test');
    this.archive = new WarcArchive(dataDir, { archived: (digest) => archivedRecord(this.store, digest) });
    onTestFinished(() => this.close());
  }

  nextRun(): void {
    this.runId = startRun(this.store, 'crawl test');
  }

  /** Stores one answer; the request is made on first use of the address. Returns the payload's id. */
  async add(exchange: Exchange, found: FoundAs = {}): Promise<number | null> {
    const portalId = found.portal ?? 'test';
    const requestId = this.#request(exchange.url, portalId, found);
    const batch = await this.archive.append([exchange]);
    const { payload } = this.store.transaction(() =>
      addCaptures(this.store, [exchange], batch, {
        runId: this.runId,
        requestId,
        portalId,
        content: found.content === undefined ? 'document' : found.content,
      }),
    );
    return payload?.id ?? null;
  }

  async close(): Promise<void> {
    await this.archive.close();
    this.store.close();
  }

  #request(url: string, portalId: string, { kind = 'detail', said = {} }: FoundAs): number {
    const { store } = this;
    const key = `${portalId} ${kind} ${url}`;
    upsertPortal(store, { id: portalId, name: portalId, code: null });
    const host = new URL(url).host;
    store.run('INSERT OR IGNORE INTO host (name, delay_ms) VALUES (?, 0)', host);
    store.run(
      "INSERT OR IGNORE INTO request (key, portal_id, kind, url, host, state, details) VALUES (?, ?, ?, ?, ?, 'done', ?)",
      key,
      portalId,
      kind,
      url,
      host,
      JSON.stringify({ http: {}, list: { page: 1 }, hints: said }),
    );
    return store.get<{ id: number }>('SELECT id FROM request WHERE key = ?', key)?.id ?? 0;
  }
}
