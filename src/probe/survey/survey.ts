import { requestKey, sameResource } from '../../crawlers/http/scope.ts';
import type { PortalVisit } from '../../crawlers/portal-visit.ts';
import { detailsWith, listRequestOf } from '../../crawlers/queue/request.ts';
import type { FailureCode } from '../../crawlers/reasons.ts';
import type { Left, Promised, SubChannelFinding } from '../findings.ts';
import {
  type ChannelTally,
  type DryRequest,
  type DryStep,
  isList,
  listsOf,
  newChannelState,
  takeStep,
} from '../visit/dry-step.ts';
import type { Visitor } from '../visit/visitor.ts';
import { extrapolate } from './extrapolate.ts';
import { pagesAnnounced } from './platform.ts';
import { promisedOf } from './promised.ts';

/** A request that waits, with the state of the channel that it belongs to. */
interface Waiting {
  readonly queued: DryRequest;
  readonly state: ChannelTally;
}

/** Pages of a long list that are read one after the other before its last page is looked for. */
const IN_ORDER = 3;

/** Reads a channel's lists and those below it, as a crawl would, without opening a report. */
export class Survey {
  readonly #visitor: Visitor;
  readonly #visit: PortalVisit;
  readonly #waiting: Waiting[] = [];
  readonly #asked = new Set<string>();
  readonly #states: ChannelTally[] = [];
  readonly #promised = new Map<string, Promised>();
  readonly #left = new Map<string, Left>();
  readonly #channels = new Map<string, { url: string; title: string; read: boolean }>();
  /** The steps whose answers hold the list: what a fixture is made of. */
  readonly lists: DryStep[] = [];
  readonly failed: { readonly url: string; readonly code: FailureCode; readonly message: string }[] = [];
  /** Failures and warnings, in words. */
  readonly failures: string[] = [];
  /** Whether all lists were read: false where something was left out for the limit. */
  complete = true;
  /** Lists of which only the first pages and the last one were read. */
  #cut = 0;

  constructor(parts: { visitor: Visitor; visit: PortalVisit }) {
    this.#visitor = parts.visitor;
    this.#visit = parts.visit;
  }

  get promised(): Promised[] {
    return [...this.#promised.values()];
  }

  get left(): Left[] {
    return [...this.#left.values()].filter(({ url }) => !this.#promised.has(sameResource(url)));
  }

  get channels(): SubChannelFinding[] {
    return [...this.#channels.values()];
  }

  get pages(): number {
    return this.#states.reduce((sum, { pages }) => sum + pages, 0);
  }

  /** Rows read of the lists that announce a total, with that total; null where none does. */
  get totals(): { announced: number; rows: number } | null {
    const telling = this.#states.filter(({ announced }) => announced !== null);
    if (telling.length === 0) return null;
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    return {
      announced: sum(telling.map(({ announced }) => announced ?? 0)),
      rows: sum(telling.map(({ rows }) => rows)),
    };
  }

  get rows(): number {
    return this.#states.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** Takes in the channel's first page, which somebody has fetched. */
  begin(first: DryStep, state: ChannelTally): void {
    this.#states.push(state);
    this.#asked.add(keyOf(first.queued));
    this.#take(first, state);
  }

  /** A further channel: one of many, or what was linked like a report and proved to be a list. */
  addChannel(channel: { url: string; title: string; organ: string | null }, depth: number): void {
    const key = sameResource(channel.url);
    if (this.#channels.has(key)) return;
    this.#channels.set(key, { url: channel.url, title: channel.title, read: false });
    this.#promised.delete(key);
    const { url, title, organ } = channel;
    const details = detailsWith({ hints: { depth, organ: organ ?? undefined, channel: title || undefined } });
    const queued: DryRequest = { kind: 'channel', url, details, channel: { url, title: title || null } };
    this.#waiting.push({ queued, state: newChannelState() });
  }

  /** Reads on until all lists are read or so many requests are left. */
  async run(reserve: number): Promise<void> {
    this.complete = this.#cut === 0;
    while (this.#waiting.length > 0) {
      if (this.#visitor.left <= reserve) {
        this.complete = false;
        return;
      }
      const next = this.#waiting.shift();
      if (next !== undefined) await this.#read(next, reserve);
    }
  }

  async #read({ queued, state }: Waiting, reserve: number): Promise<void> {
    const key = keyOf(queued);
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    if (!this.#states.includes(state)) this.#states.push(state);
    const navigation = { visitor: this.#visitor, visit: this.#visit };
    const step = await takeStep(queued, await this.#visitor.visit(queued), navigation, state);
    this.#take(step, state, reserve);
  }

  #take(step: DryStep, state: ChannelTally, reserve = 0): void {
    const { queued, plan } = step;
    if (step.failure !== null) {
      this.failed.push({ url: queued.url, ...step.failure });
      this.failures.push(`${queued.url}: ${step.failure.code}: ${step.failure.message}`);
    }
    for (const { code, message } of plan.warnings) this.failures.push(`${queued.url}: ${code}: ${message}`);
    if (step.failure === null && plan.content !== null) this.lists.push(step);
    const read = this.#channels.get(sameResource(queued.url));
    if (read !== undefined && step.failure === null) read.read = true;
    for (const skip of plan.skip) this.#left.set(skip.url, skip);
    for (const planned of plan.requests.filter((one) => !isList(one))) {
      const key = sameResource(planned.url);
      if (!this.#channels.has(key) && !this.#promised.has(key)) this.#promised.set(key, promisedOf(planned));
    }
    for (const channel of plan.channels) this.addChannel(channel, (queued.details.hints.depth ?? 0) + 1);
    this.#waiting.unshift(...this.#further(step, state, reserve).map((one) => ({ queued: one, state })));
  }

  /** The lists that follow; of a list that is too long for the limit, the last page in their place. */
  #further(step: DryStep, state: ChannelTally, reserve: number): DryRequest[] {
    const next = listsOf(step);
    const [only, ...others] = next;
    const page = only?.details.list.page ?? 1;
    if (only === undefined || others.length > 0 || page <= IN_ORDER) return next;
    const last = lastPage(step, state);
    const room = this.#visitor.left - reserve - this.#waiting.length;
    if (last === null || last <= page || last - page < room) return next;
    const jump = extrapolate(listRequestOf(step.queued), listRequestOf(only), last);
    if (jump === null) return next;
    this.#cut++;
    this.complete = false;
    const { http, list, hints } = only.details;
    const details = {
      http: { ...http, body: jump.body },
      list: { ...list, page: jump.page, state: jump.state },
      hints,
    };
    return [{ ...only, url: jump.url, details }];
  }
}

/** Number of the last page by what the list announces; null where it does not. */
function lastPage(step: DryStep, state: ChannelTally): number | null {
  const pages = pagesAnnounced(step);
  if (pages !== null) return pages;
  const rows = state.pages === 0 ? 0 : state.rows / state.pages;
  return state.announced === null || rows < 1 ? null : Math.ceil(state.announced / rows);
}

function keyOf({ kind, url, details }: DryRequest): string {
  const { method = 'GET', body } = details.http;
  return requestKey({ portal: '', kind: kind === 'channel' ? 'list' : kind, method, url, body });
}
