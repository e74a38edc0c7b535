import { header } from '../archive/exchange.ts';
import type { MetadataFacts } from '../archive/metadata.ts';
import { factsHash } from '../archive/metadata.ts';
import type { VisitedPortal } from '../crawlers/portal-visit.ts';
import { Frontier } from '../crawlers/queue/frontier.ts';
import type { QueuedRequest } from '../crawlers/queue/request.ts';
import type { NightlyRound } from '../crawlers/queue/rotation.ts';
import { beginVisit } from '../crawlers/record/begin-visit.ts';
import { CrawlLog } from '../crawlers/record/crawl-log.ts';
import type { RequestFacts, VisitsFacts } from '../crawlers/record/facts.ts';
import { Recorder } from '../crawlers/record/record.ts';
import type { Store } from '../store/store.ts';
import { type RecordedExchange, recordedBatch, recordedExchange } from './exchange.ts';
import type { IndexedRecord } from './groups.ts';

/** One run's crawl, done again by the same code from what was decided then. */
export class CrawlReplay {
  readonly #store: Store;
  readonly #frontier: Frontier;
  readonly #log: CrawlLog;
  readonly #recorder: Recorder;
  readonly #visits = new Map<string, VisitedPortal>();

  constructor(store: Store, runId: number) {
    this.#store = store;
    this.#frontier = new Frontier(store, runId);
    this.#log = new CrawlLog(store, runId);
    const archive = { append: () => Promise.reject(new Error('nothing is written to an archive that is read')) };
    this.#recorder = new Recorder({ store, archive, frontier: this.#frontier, log: this.#log, runId });
  }

  visits(facts: MetadataFacts): void {
    const { portals, retryFailed, night = null } = facts as unknown as VisitsFacts;
    for (const { maxRequests, ...config } of portals) this.#begin(config, { maxRequests, retryFailed, night });
  }

  request(records: readonly IndexedRecord[], facts: MetadataFacts): void {
    const said = facts as unknown as RequestFacts;
    const visit =
      this.#visits.get(said.portal) ?? this.#begin({ ...this.#known(said.portal), channels: [] }, UNKNOWN_VISIT);
    const queued = this.#queued(visit, said);
    const told = records.map((record) => recordedExchange(this.#store, record));
    const shown = said.rendered ? (told.at(-1) ?? null) : null;
    const exchanges = shown === null ? told : told.slice(0, -1);
    const isLost = exchanges.at(-1)?.isLost === true;
    const result = {
      exchanges: exchanges.map(({ exchange }) => exchange),
      failure: null,
      challenge: null,
      confirms: exchanges.at(-1)?.confirms ?? null,
    };
    const plan = isLost ? { ...said.plan, content: null } : said.plan;
    const entry = { queued, result, plan, outcome: said.outcome, rendered: shown === null ? null : answerOf(shown) };
    const hash = factsHash({ facts });
    this.#recorder.index(visit, entry, {
      batch: recordedBatch(
        this.#store,
        told.map(({ record }) => record),
      ),
      facts: hash,
    });
    this.#store.run(
      'INSERT INTO said (request_id, facts) VALUES (?, ?) ON CONFLICT (request_id) DO UPDATE SET facts = excluded.facts',
      queued.id,
      JSON.stringify(facts),
    );
  }

  aside(records: readonly IndexedRecord[]): void {
    const told = records.map((record) => recordedExchange(this.#store, record));
    const batch = recordedBatch(
      this.#store,
      told.map(({ record }) => record),
    );
    this.#recorder.indexAside(
      '',
      told.map(({ exchange }) => exchange),
      batch,
    );
  }

  #known(id: string): { id: string; name: string; code: string | null } {
    const sql = 'SELECT id, name, code FROM portal WHERE id = ?';
    return this.#store.get(sql, id) ?? { id, name: id, code: null };
  }

  #begin(config: VisitedPortal['config'], { maxRequests, retryFailed, night }: VisitKind): VisitedPortal {
    const pace = () => ({ delayMs: 0, parallel: 1 });
    const visit = { id: config.id, config, settings: { maxRequests }, requests: 0, pace, night };
    this.#visits.set(visit.id, visit);
    beginVisit({ store: this.#store, frontier: this.#frontier, log: this.#log }, visit, retryFailed);
    return visit;
  }

  /** The request as the frontier knows it; where what led to it is lost, as it says itself. */
  #queued(visit: VisitedPortal, said: RequestFacts): QueuedRequest {
    const known = this.#frontier.takeKey(visit.id, said.key, visit.pace);
    if (known !== null) return known;
    const { kind, url, details, channel, parentKey } = said;
    const since = this.#frontier.since(visit.id);
    const channelId =
      channel === null ? null : this.#log.openChannel(visit.id, { url: channel, title: null, parentId: null }, since);
    const parent = this.#store.get<{ id: number }>('SELECT id FROM request WHERE key = ?', parentKey ?? '');
    const request = { kind, url, details, channelId, parentId: parent?.id ?? null };
    const id = this.#frontier.enqueue(visit.id, request, visit.pace);
    this.#store.run('UPDATE request SET key = ? WHERE id = ?', said.key, id);
    const queued = this.#frontier.takeKey(visit.id, said.key, visit.pace);
    if (queued === null) throw new Error(`request ${said.key} was not made`);
    return queued;
  }
}

interface VisitKind {
  readonly maxRequests: number;
  readonly retryFailed: boolean;
  readonly night: NightlyRound | null;
}

/** Of a visit whose beginning is lost. */
const UNKNOWN_VISIT: VisitKind = { maxRequests: Number.MAX_SAFE_INTEGER, retryFailed: true, night: null };

function answerOf({ exchange: { url, payload, headers } }: RecordedExchange) {
  const contentType = header({ headers }, 'content-type') ?? '';
  return { url, status: 200, contentType, bytes: payload, text: () => payload.toString('utf8') };
}
