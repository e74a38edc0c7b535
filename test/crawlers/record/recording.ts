import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WARC_FOLDER } from '../../../src/archive/archived.ts';
import { WarcArchive } from '../../../src/archive/warc-archive.ts';
import { adHocPortal, DEFAULTS, type Settings } from '../../../src/config/index.ts';
import type { NavigationResult } from '../../../src/crawlers/http/navigate.ts';
import { NOTHING } from '../../../src/crawlers/plan/plan.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import { Frontier } from '../../../src/crawlers/queue/frontier.ts';
import type { QueuedRequest } from '../../../src/crawlers/queue/request.ts';
import { beginVisit } from '../../../src/crawlers/record/begin-visit.ts';
import { CrawlLog } from '../../../src/crawlers/record/crawl-log.ts';
import { type Recorded, Recorder } from '../../../src/crawlers/record/record.ts';
import { archivedRecord } from '../../../src/store/captures.ts';
import { startRun } from '../../../src/store/runs.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { exchange } from '../../support/exchanges.ts';
import { readWithWarcio } from '../../support/warcio.ts';

export const SITE = 'http://www.qx.gov.cn';
export const CHANNEL = `${SITE}/nb/`;

/** A run as a crawl begins it, over a real store and a real archive. */
export class Run {
  readonly #visit: PortalVisit;
  readonly #recorder: Recorder;
  readonly #frontier: Frontier;

  constructor(store: Store, archive: WarcArchive, settings: Partial<Settings> = {}) {
    const runId = startRun(store, 'crawl test');
    this.#visit = new PortalVisit({ ...adHocPortal(CHANNEL), id: 'qx' }, { ...DEFAULTS, delay: 0, ...settings });
    this.#frontier = new Frontier(store, runId);
    const log = new CrawlLog(store, runId);
    this.#recorder = new Recorder({ store, archive, frontier: this.#frontier, log, runId });
    beginVisit({ store, frontier: this.#frontier, log }, this.#visit, false);
  }

  take(): QueuedRequest {
    const queued = this.#frontier.take(Date.now());
    if (queued === null) throw new Error('nothing waits');
    return queued;
  }

  async record(given: Partial<Recorded> = {}): Promise<QueuedRequest> {
    const queued = given.queued ?? this.take();
    const result = given.result ?? brought(queued.url);
    const outcome = { kind: 'done' } as const;
    await this.#recorder.record(this.#visit, { plan: NOTHING, outcome, rendered: null, ...given, queued, result });
    return queued;
  }

  aside(...exchanges: NavigationResult['exchanges']): Promise<void> {
    return this.#recorder.recordAside(this.#visit.id, exchanges);
  }
}

/** A data folder and its first run. */
export function begin(settings: Partial<Settings> = {}) {
  const folder = dataFolder();
  const store = openStore(folder);
  const archive = new WarcArchive(folder, { archived: (digest) => archivedRecord(store, digest) });
  onTestFinished(async () => {
    await archive.close();
    store.close();
  });
  return { folder, store, archive, run: new Run(store, archive, settings) };
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "a1"\r\n\r\n';
/** What a request brought that went well. */
export const brought = (url: string, body = `<p>${url}</p>`, head = OK): NavigationResult => ({
  exchanges: [exchange(url, body, head)],
  failure: null,
  challenge: null,
  confirms: null,
});
/** All records of the archive, read by warcio. */
export const records = async (folder: string) => {
  const files = readdirSync(join(folder, WARC_FOLDER)).sort();
  return (await Promise.all(files.map((file) => readWithWarcio(join(folder, WARC_FOLDER, file))))).flat();
};
/** What the archive's metadata records tell. */
export const factsIn = async (folder: string): Promise<Record<string, unknown>[]> =>
  (await records(folder))
    .filter(({ type }) => type === 'metadata')
    .map(({ payload }) => JSON.parse(payload.toString()));
