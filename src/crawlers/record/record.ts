import type { Batch } from '../../archive/archived.ts';
import type { Exchange } from '../../archive/exchange.ts';
import { type ArchiveMetadata, factsHash } from '../../archive/metadata.ts';
import type { WarcArchive } from '../../archive/warc-archive.ts';
import { addCaptures, settleFiles } from '../../store/captures.ts';
import { runMark } from '../../store/runs.ts';
import type { Store } from '../../store/store.ts';
import { type Clock, systemClock } from '../../vocabulary/clock.ts';
import type { Answer } from '../http/answer.ts';
import type { NavigationResult } from '../http/navigate.ts';
import type { NewChannel, Plan } from '../plan/plan.ts';
import type { VisitedPortal } from '../portal-visit.ts';
import type { Frontier } from '../queue/frontier.ts';
import { detailsWith, type NewRequest, type QueuedRequest } from '../queue/request.ts';
import { type NightlyRound, Rotation } from '../queue/rotation.ts';
import type { SkipReason } from '../reasons.ts';
import type { CrawlLog } from './crawl-log.ts';
import { asMetadata, requestFacts, visitsFacts } from './facts.ts';
import { addRendered, asResource } from './rendered.ts';
import type { RequestOutcome } from './request-outcome.ts';
import { enqueueVanished, settleWithdrawals } from './withdrawals.ts';

export interface Recorded {
  readonly queued: QueuedRequest;
  readonly result: NavigationResult;
  readonly plan: Plan;
  readonly outcome: RequestOutcome;
  /** The page after its scripts: the document in place of what came over the wire. */
  readonly rendered: Answer | null;
}

/** What the frontier knows of a request and of the page that led to it. */
interface KnownRequest {
  readonly key: string;
  /** Hash of what was said of it last. */
  readonly facts: string | null;
  readonly parent: string | null;
  readonly parentKey: string | null;
}

/** Said of pages that were fetched and then left; all other reasons are why a page is not fetched. */
const OF_VISITED: ReadonlySet<SkipReason> = new Set(['summary', 'wrong_channel']);

/** The page after its scripts, where it is what is read. */
function shownOf({ outcome, plan, rendered }: Recorded): Answer | null {
  return outcome.kind === 'done' && plan.content === 'document' ? rendered : null;
}

/** Some of a batch's records; what is known of its files stays the same. */
function part(batch: Batch, from: number, to: number): Batch {
  return { ...batch, records: batch.records.slice(from, to) };
}

/** Writes what requests brought: first the bytes into the archive, then everything else in one transaction. */
export class Recorder {
  readonly #store: Store;
  readonly #archive: Pick<WarcArchive, 'append'>;
  readonly #frontier: Frontier;
  readonly #log: CrawlLog;
  readonly #runId: number;
  readonly #run: string;
  readonly #clock: Clock;
  readonly #rotation: Rotation;

  constructor(parts: {
    store: Store;
    archive: Pick<WarcArchive, 'append'>;
    frontier: Frontier;
    log: CrawlLog;
    runId: number;
    clock?: Clock | undefined;
  }) {
    this.#store = parts.store;
    this.#archive = parts.archive;
    this.#frontier = parts.frontier;
    this.#log = parts.log;
    this.#runId = parts.runId;
    this.#run = runMark(parts.store, parts.runId).uid;
    this.#clock = parts.clock ?? systemClock;
    this.#rotation = new Rotation(parts.store, parts.runId);
  }

  async record(visit: VisitedPortal, entry: Recorded): Promise<void> {
    const { result, queued } = entry;
    const rendered = shownOf(entry);
    const known = this.#knownOf(queued);
    const metadata = this.#metadataOf(entry, known, rendered !== null);
    const facts = factsHash(metadata);
    const batch = await this.#archive.append(result.exchanges, {
      ...(result.confirms !== null && { confirms: result.confirms }),
      ...(rendered !== null && { resources: [asResource(rendered, this.#clock())] }),
      metadata: known.facts === facts ? { ...metadata, repeats: { requestId: queued.id } } : metadata,
    });
    await this.#store.soon(() => this.index(visit, entry, { batch, facts }));
  }

  /** All that follows from what was archived, in one transaction. */
  index(visit: VisitedPortal, entry: Recorded, { batch, facts }: { batch: Batch; facts: string }): void {
    const { result, queued, plan, outcome } = entry;
    const rendered = shownOf(entry);
    const count = result.exchanges.length;
    this.#store.transaction(() => {
      addCaptures(this.#store, result.exchanges, part(batch, 0, count), {
        runId: this.#runId,
        requestId: queued.id,
        portalId: queued.portalId,
        content: outcome.kind !== 'done' ? null : rendered === null ? plan.content : 'page',
        ...(result.confirms !== null && { confirms: result.confirms }),
      });
      this.#store.run('UPDATE request SET facts = ? WHERE id = ?', facts, queued.id);
      if (rendered !== null) {
        const shown = { rendered, batch: part(batch, count, count + 1), takenAt: this.#clock() };
        addRendered(this.#store, shown, { runId: this.#runId, requestId: queued.id, portalId: queued.portalId });
      }
      this.#apply(visit, queued, plan);
      this.#end(queued, outcome);
      if (this.#frontier.open(visit.id) === 0) this.#close(visit);
    });
  }

  /** What a run fetches for itself: archived, and nothing follows. */
  async recordAside(portalId: string, exchanges: readonly Exchange[]): Promise<void> {
    if (exchanges.length === 0) return;
    const metadata = asMetadata(exchanges[0]?.url ?? '', { event: 'aside', run: this.#run, portal: portalId });
    const batch = await this.#archive.append(exchanges, { metadata: { ...metadata, repeats: { requestId: null } } });
    this.indexAside(portalId, exchanges, batch);
  }

  indexAside(portalId: string, exchanges: readonly Exchange[], batch: Batch): void {
    const context = { runId: this.#runId, requestId: null, portalId, content: null };
    this.#store.transaction(() => addCaptures(this.#store, exchanges, batch, context));
  }

  /** Notes whose visits are begun, before they are. */
  async noteVisits(
    visits: readonly VisitedPortal[],
    how: { readonly retryFailed: boolean; readonly night: NightlyRound | null },
  ): Promise<void> {
    const facts = visitsFacts(this.#run, visits, how);
    const batch = await this.#archive.append([], { metadata: asMetadata(`urn:nianbao:run:${this.#run}`, facts) });
    this.#store.transaction(() => settleFiles(this.#store, batch));
  }

  #knownOf({ id, parentId }: QueuedRequest): KnownRequest {
    const sql = `SELECT request.key, request.facts, parent.url AS parent, parent.key AS parentKey
      FROM request LEFT JOIN request AS parent ON parent.id = ? WHERE request.id = ?`;
    return this.#store.get<KnownRequest>(sql, parentId, id) ?? { key: '', facts: null, parent: null, parentKey: null };
  }

  #metadataOf(
    { queued, plan, outcome }: Recorded,
    { key, parent, parentKey }: KnownRequest,
    rendered: boolean,
  ): ArchiveMetadata {
    const channel = this.#log.channel(queued.channelId)?.url ?? null;
    const context = { run: this.#run, key, channel, parent, parentKey, rendered };
    return asMetadata(queued.url, requestFacts(context, queued, { plan, outcome }));
  }

  #apply(visit: VisitedPortal, queued: QueuedRequest, plan: Plan): void {
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

  #enqueueChannel(visit: VisitedPortal, channel: NewChannel, queued: QueuedRequest): void {
    const { url, title, organ } = channel;
    const channelId = this.#openChannel(visit, channel, queued.channelId);
    const depth = (queued.details.hints.depth ?? 0) + 1;
    const details = detailsWith({ hints: { depth, organ: organ ?? undefined, channel: title || undefined } });
    this.#enqueue(visit, { kind: 'channel', url, channelId, parentId: queued.id, details });
  }

  #openChannel(visit: VisitedPortal, { url, title }: NewChannel, parentId: number | null): number {
    return this.#log.openChannel(visit.id, { url, title: title || null, parentId }, this.#frontier.since(visit.id));
  }

  #enqueue(visit: VisitedPortal, request: NewRequest): void {
    if (visit.night !== null && this.#rotation.spares(visit.id, request, visit.night)) {
      this.#log.dropSkip(visit.id, request.url);
      return;
    }
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

  /** Ends a visit; one that missed rows of its last visit asks for their pages first. */
  #close(visit: VisitedPortal): void {
    const since = this.#frontier.since(visit.id);
    this.#log.reconcile(visit.id, since);
    if (enqueueVanished(this.#store, this.#frontier, visit) > 0) return;
    settleWithdrawals(this.#store, visit.id, since, this.#runId);
    this.#frontier.finish(visit.id);
  }
}
