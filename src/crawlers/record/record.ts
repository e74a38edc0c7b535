import type { Exchange } from '../../archive/exchange.ts';
import type { WarcArchive } from '../../archive/warc-archive.ts';
import { addCaptures } from '../../store/captures.ts';
import type { Store } from '../../store/store.ts';
import type { Answer } from '../http/answer.ts';
import type { NavigationResult } from '../http/navigate.ts';
import type { NewChannel, Plan } from '../plan/plan.ts';
import type { PortalVisit } from '../portal-visit.ts';
import type { Frontier } from '../queue/frontier.ts';
import { detailsWith, type NewRequest, type QueuedRequest } from '../queue/request.ts';
import type { FailureCode, SkipReason } from '../reasons.ts';
import type { CrawlLog } from './crawl-log.ts';
import { addRendered } from './rendered.ts';

/** How a request ends. */
export type RequestOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: FailureCode; readonly message: string }
  | { readonly kind: 'retry'; readonly failure: FailureCode; readonly message: string; readonly at: number };

export interface Recorded {
  readonly queued: QueuedRequest;
  readonly result: NavigationResult;
  readonly plan: Plan;
  readonly outcome: RequestOutcome;
  /** The page after its scripts: the document in place of what came over the wire. */
  readonly rendered: Answer | null;
}

/** Said of pages that were fetched and then left; all other reasons are why a page is not fetched. */
const OF_VISITED: ReadonlySet<SkipReason> = new Set(['summary', 'wrong_channel']);

/** Writes what requests brought: first the bytes into the archive, then everything else in one transaction. */
export class Recorder {
  readonly #store: Store;
  readonly #archive: WarcArchive;
  readonly #frontier: Frontier;
  readonly #log: CrawlLog;
  readonly #runId: number;

  constructor(parts: { store: Store; archive: WarcArchive; frontier: Frontier; log: CrawlLog; runId: number }) {
    this.#store = parts.store;
    this.#archive = parts.archive;
    this.#frontier = parts.frontier;
    this.#log = parts.log;
    this.#runId = parts.runId;
  }

  async record(visit: PortalVisit, entry: Recorded): Promise<void> {
    const { result, queued, plan, outcome } = entry;
    const done = outcome.kind === 'done';
    const rendered = done && plan.content === 'document' ? entry.rendered : null;
    const batch = await this.#append(result);
    const shown = rendered === null ? null : { rendered, batch: await this.#appendRendered(rendered) };
    this.#store.transaction(() => {
      if (batch !== null) {
        addCaptures(this.#store, result.exchanges, batch, {
          runId: this.#runId,
          requestId: queued.id,
          portalId: queued.portalId,
          content: !done ? null : shown === null ? plan.content : 'page',
          ...(result.confirms !== null && { confirms: result.confirms }),
        });
      }
      if (shown !== null)
        addRendered(this.#store, shown, { runId: this.#runId, requestId: queued.id, portalId: queued.portalId });
      this.#apply(visit, queued, plan);
      this.#end(queued, outcome);
      if (this.#frontier.open(visit.id) === 0) this.#close(visit);
    });
  }

  /** What a run fetches for itself: archived, and nothing follows. */
  async recordAside(portalId: string, exchanges: readonly Exchange[]): Promise<void> {
    if (exchanges.length === 0) return;
    const batch = await this.#archive.append(exchanges);
    this.#store.transaction(() => {
      addCaptures(this.#store, exchanges, batch, { runId: this.#runId, requestId: null, portalId, content: null });
    });
  }

  #append({ exchanges, confirms }: NavigationResult) {
    if (exchanges.length === 0) return Promise.resolve(null);
    return this.#archive.append(exchanges, confirms === null ? {} : { confirms });
  }

  #appendRendered({ url, contentType, bytes }: Answer) {
    return this.#archive.appendResources([{ url, contentType, bytes, takenAt: Date.now() }]);
  }

  #apply(visit: PortalVisit, queued: QueuedRequest, plan: Plan): void {
    const channelId =
      plan.asChannel === undefined ? queued.channelId : this.#openChannel(visit, plan.asChannel, queued.channelId);
    for (const planned of plan.requests) this.#enqueue(visit, { channelId, parentId: queued.id, ...planned });
    for (const channel of plan.channels) this.#enqueueChannel(visit, channel, { ...queued, channelId });
    if (plan.channel !== undefined && channelId !== null) {
      this.#log.addPage(channelId, plan.seen, plan.channel);
      const { platform, evidence = [] } = plan.channel;
      if (platform !== undefined && (queued.details.hints.depth ?? 0) === 0)
        this.#log.setPlatform(visit.id, platform, evidence);
    }
    for (const skip of plan.skip) {
      if (OF_VISITED.has(skip.reason) || !this.#frontier.isEnqueued(visit.id, skip.url))
        this.#log.addSkip(visit.id, skip);
    }
    for (const warning of plan.warnings) this.#log.warn(visit.id, { ...warning, place: queued.url });
  }

  #enqueueChannel(visit: PortalVisit, channel: NewChannel, queued: QueuedRequest): void {
    const { url, title, organ } = channel;
    const channelId = this.#openChannel(visit, channel, queued.channelId);
    const depth = (queued.details.hints.depth ?? 0) + 1;
    const details = detailsWith({ hints: { depth, organ: organ ?? undefined, channel: title || undefined } });
    this.#enqueue(visit, { kind: 'channel', url, channelId, parentId: queued.id, details });
  }

  #openChannel(visit: PortalVisit, { url, title }: NewChannel, parentId: number | null): number {
    return this.#log.openChannel(visit.id, { url, title: title || null, parentId }, this.#frontier.since(visit.id));
  }

  #enqueue(visit: PortalVisit, request: NewRequest): void {
    visit.requests++;
    if (visit.requests > visit.settings.maxRequests) {
      this.#log.addSkip(visit.id, { url: request.url, title: request.details.hints.title ?? '', reason: 'page_limit' });
      return;
    }
    const id = this.#frontier.enqueue(visit.id, request, visit.pace);
    if (id === null) visit.requests--;
    else this.#log.dropSkip(visit.id, request.url);
  }

  #end(queued: QueuedRequest, outcome: RequestOutcome): void {
    if (outcome.kind === 'done') this.#frontier.done(queued);
    else if (outcome.kind === 'failed') this.#frontier.fail(queued, outcome.failure, outcome.message);
    else this.#frontier.retry(queued, outcome.failure, outcome.message, outcome.at);
  }

  #close(visit: PortalVisit): void {
    this.#log.reconcile(visit.id, this.#frontier.since(visit.id));
    this.#frontier.finish(visit.id);
  }
}
