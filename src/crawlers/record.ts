import type { Exchange } from '../archive/exchange.ts';
import type { WarcArchive } from '../archive/warc-archive.ts';
import { addCaptures } from '../store/captures.ts';
import type { Store } from '../store/store.ts';
import type { Answer } from './answer.ts';
import type { Frontier } from './frontier.ts';
import type { Ledger } from './ledger.ts';
import type { Journey } from './navigate.ts';
import type { NewChannel, Plan } from './plan.ts';
import type { PortalVisit } from './portal-visit.ts';
import type { Failure, SkipReason } from './reasons.ts';
import { addRendered } from './rendered.ts';
import type { Work } from './work.ts';

/** How a request ends. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly message: string }
  | { readonly kind: 'retry'; readonly failure: Failure; readonly message: string; readonly at: number };

export interface Recorded {
  readonly work: Work;
  readonly journey: Journey;
  readonly plan: Plan;
  readonly ending: Ending;
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
  readonly #ledger: Ledger;
  readonly #runId: number;

  constructor(parts: { store: Store; archive: WarcArchive; frontier: Frontier; ledger: Ledger; runId: number }) {
    this.#store = parts.store;
    this.#archive = parts.archive;
    this.#frontier = parts.frontier;
    this.#ledger = parts.ledger;
    this.#runId = parts.runId;
  }

  async record(visit: PortalVisit, entry: Recorded): Promise<void> {
    const { journey, work, plan, ending } = entry;
    const done = ending.kind === 'done';
    const rendered = done && plan.content === 'document' ? entry.rendered : null;
    const batch = await this.#append(journey);
    const shown = rendered === null ? null : { rendered, batch: await this.#appendRendered(rendered) };
    this.#store.transaction(() => {
      if (batch !== null) {
        addCaptures(this.#store, journey.exchanges, batch, {
          runId: this.#runId,
          requestId: work.id,
          portalId: work.portalId,
          content: !done ? null : shown === null ? plan.content : 'page',
          ...(journey.confirms !== null && { confirms: journey.confirms }),
        });
      }
      if (shown !== null)
        addRendered(this.#store, shown, { runId: this.#runId, requestId: work.id, portalId: work.portalId });
      this.#apply(visit, work, plan);
      this.#end(work, ending);
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

  #append({ exchanges, confirms }: Journey) {
    if (exchanges.length === 0) return Promise.resolve(null);
    return this.#archive.append(exchanges, confirms === null ? {} : { confirms });
  }

  #appendRendered({ url, contentType, bytes }: Answer) {
    return this.#archive.appendResources([{ url, contentType, bytes, takenAt: Date.now() }]);
  }

  #apply(visit: PortalVisit, work: Work, plan: Plan): void {
    const channelId =
      plan.asChannel === undefined ? work.channelId : this.#openChannel(visit, plan.asChannel, work.channelId);
    for (const wanted of plan.want) this.#want(visit, { channelId, parentId: work.id, ...wanted });
    for (const channel of plan.channels) this.#wantChannel(visit, channel, { ...work, channelId });
    if (plan.channel !== undefined && channelId !== null) {
      this.#ledger.addPage(channelId, plan.seen, plan.channel);
      const { platform, evidence = [] } = plan.channel;
      if (platform !== undefined && (work.details.depth ?? 0) === 0)
        this.#ledger.setPlatform(visit.id, platform, evidence);
    }
    for (const skip of plan.skip) {
      if (OF_VISITED.has(skip.reason) || !this.#frontier.isWanted(visit.id, skip.url))
        this.#ledger.addSkip(visit.id, skip);
    }
    for (const warning of plan.warnings) this.#ledger.warn(visit.id, { ...warning, place: work.url });
  }

  #wantChannel(visit: PortalVisit, channel: NewChannel, work: Work): void {
    const { url, title, organ } = channel;
    const channelId = this.#openChannel(visit, channel, work.channelId);
    const details = {
      page: 1,
      depth: (work.details.depth ?? 0) + 1,
      ...(organ !== null && { organ }),
      ...(title !== '' && { channel: title }),
    };
    this.#want(visit, { kind: 'channel', url, channelId, parentId: work.id, details });
  }

  #openChannel(visit: PortalVisit, { url, title }: NewChannel, parentId: number | null): number {
    return this.#ledger.openChannel(visit.id, { url, title: title || null, parentId }, this.#frontier.since(visit.id));
  }

  #want(visit: PortalVisit, request: Parameters<Frontier['want']>[1]): void {
    visit.requests++;
    if (visit.requests > visit.settings.maxRequests) {
      this.#ledger.addSkip(visit.id, { url: request.url, title: request.details.title ?? '', reason: 'page_limit' });
      return;
    }
    const id = this.#frontier.want(visit.id, request, visit.pace);
    if (id === null) visit.requests--;
    else this.#ledger.dropSkip(visit.id, request.url);
  }

  #end(work: Work, ending: Ending): void {
    if (ending.kind === 'done') this.#frontier.done(work);
    else if (ending.kind === 'failed') this.#frontier.fail(work, ending.failure, ending.message);
    else this.#frontier.retry(work, ending.failure, ending.message, ending.at);
  }

  #close(visit: PortalVisit): void {
    this.#ledger.reconcile(visit.id, this.#frontier.since(visit.id));
    this.#frontier.finish(visit.id);
  }
}
