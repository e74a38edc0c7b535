import { sha256Of } from '../archive/sha256.ts';
import { hintsOf } from '../ingest/place.ts';
import { WorkerBrokenError } from '../ingest/worker-broken.ts';
import { messageOf } from '../message-of.ts';
import { unlessAborted } from '../run/unless-aborted.ts';
import { addBrokenPage, brokenPage } from '../store/broken-pages.ts';
import type { Store } from '../store/store.ts';
import type { PageTaker } from './apart/crawl-pool.ts';
import { HeavyPages } from './apart/heavy-pages.ts';
import { type PageAnswer, packPortal } from './apart/job.ts';
import { type Answer, answerOf, kindOf, wireAnswer } from './http/answer.ts';
import type { NavigationResult } from './http/navigate.ts';
import { isHeavy, isLarge } from './http/weight.ts';
import { notUnderstood } from './plan/not-understood.ts';
import { isCutOff } from './plan/outcome.ts';
import { NOTHING, type Plan } from './plan/plan.ts';
import { planAnswer } from './plan/plan-answer.ts';
import type { PortalVisit } from './portal-visit.ts';
import type { Frontier } from './queue/frontier.ts';
import { isList, type QueuedRequest } from './queue/request.ts';
import type { CrawlLog } from './record/crawl-log.ts';

interface PlannerParts {
  readonly store: Store;
  readonly runId: number;
  readonly frontier: Frontier;
  readonly log: CrawlLog;
  /** Who takes pages apart beside this process; null: nobody does. */
  readonly pages: PageTaker | null;
  /** Whether bytes are worth reading at once, where they turn out to be a report. */
  readonly isRead: (sha256: string) => boolean;
  readonly signal: AbortSignal;
}

/** A request that was made, with its visit. */
export interface Made {
  readonly queued: QueuedRequest;
  readonly visit: PortalVisit;
}

/** What follows from what requests bring: pages are taken apart here or, where one is free for it, in another process; heavy ones always so. */
export class Planner {
  readonly #parts: PlannerParts;
  readonly #heavy: HeavyPages;

  constructor(parts: PlannerParts) {
    const { store, runId } = parts;
    this.#parts = parts;
    this.#heavy = new HeavyPages({
      known: (sha256) => brokenPage(store, sha256),
      add: (sha256, message) => addBrokenPage(store, sha256, message, runId),
    });
  }

  close(): Promise<void> {
    return this.#heavy.close();
  }

  /** The plan of a page that is too heavy to be taken apart here; null for all others. */
  async heavy({ queued, visit }: Made, result: NavigationResult): Promise<Plan | null> {
    const answer = this.#answerOf(result);
    const isRead = answer !== null && (result.failure === null || isCutOff(result)) && kindOf(answer) !== 'file';
    if (!isRead || !isHeavy(answer.bytes)) return null;
    const { kind, url, details, channelId } = queued;
    const seen = channelId === null ? [] : this.#parts.log.seen(channelId, this.#parts.frontier.since(visit.id));
    const channel = this.#channelOf(queued);
    const planning = this.#heavy.plan(answer, { visit, queued: { kind, url, details }, channel, seen });
    const plan = await unlessAborted(this.#parts.signal, planning);
    // What was stopped is planned when the crawl goes on.
    if (plan === undefined) throw this.#parts.signal.reason;
    return plan;
  }

  /** What another process finds out about a page that is no list; null: none is free for it, or it needs what only this one knows. */
  async elsewhere({ queued, visit }: Made, result: NavigationResult): Promise<PageAnswer | null> {
    const { pages, isRead, signal } = this.#parts;
    const last = result.exchanges.at(-1);
    if (pages === null || last === undefined || !isPlainPage(queued, result)) return null;
    const answer = wireAnswer(result);
    if (answer === null || isLarge(answer.bytes) || kindOf(answer) !== 'html') return null;
    const { url, status, contentType, bytes } = answer;
    const { kind, details } = queued;
    const reading = isRead(sha256Of(bytes))
      ? hintsOf({ name: details.hints.name?.trim() || null, url, contentType })
      : null;
    const job = {
      answer: { url, status, contentType, bytes },
      portal: packPortal(visit),
      queued: { kind, url: queued.url, details },
    };
    try {
      const asked = pages.takeApart({ ...job, channel: this.#channelOf(queued), seen: null, reading });
      return asked === null ? null : ((await unlessAborted(signal, asked)) ?? null);
    } catch (error) {
      // What breaks a reader is planned here, and read as any other file: there it counts against it.
      if (error instanceof WorkerBrokenError) return null;
      throw error;
    }
  }

  /** The plan of any other page. */
  of(made: Made, result: NavigationResult): Plan {
    const answer = this.#answerOf(result);
    return answer === null ? LOST : this.ofAnswer(made, answer);
  }

  ofAnswer({ queued, visit }: Made, answer: Answer): Plan {
    const { frontier, log } = this.#parts;
    const since = frontier.since(visit.id);
    const isSeen = (url: string) => queued.channelId !== null && log.isSeen(queued.channelId, url, since);
    try {
      return planAnswer(answer, { visit, queued, channel: this.#channelOf(queued), isSeen });
    } catch (error) {
      return notUnderstood(queued.kind, messageOf(error));
    }
  }

  #answerOf(result: NavigationResult): Answer | null {
    return answerOf(this.#parts.store, this.#parts.runId, result);
  }

  #channelOf({ channelId, url }: QueuedRequest): { url: string; title: string | null } {
    return this.#parts.log.channel(channelId) ?? { url, title: null };
  }
}

/** A page as it came over the wire, whole, that is no list: a list's plan asks for what was seen before. */
const isPlainPage = ({ kind }: QueuedRequest, { failure, confirms }: NavigationResult): boolean =>
  failure === null && confirms === null && !isList(kind);

const LOST: Plan = {
  ...NOTHING,
  failure: { code: 'server_error', message: 'the archive has lost what the server says is unchanged', retry: true },
};
