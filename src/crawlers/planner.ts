import { messageOf } from '../message-of.ts';
import { unlessAborted } from '../run/unless-aborted.ts';
import { addBrokenPage, brokenPage } from '../store/broken-pages.ts';
import type { Store } from '../store/store.ts';
import { type Answer, answerOf, kindOf } from './http/answer.ts';
import type { NavigationResult } from './http/navigate.ts';
import { isHeavy } from './http/weight.ts';
import { HeavyPages } from './plan/heavy/heavy-pages.ts';
import { notUnderstood } from './plan/not-understood.ts';
import { isCutOff } from './plan/outcome.ts';
import { NOTHING, type Plan } from './plan/plan.ts';
import { planAnswer } from './plan/plan-answer.ts';
import type { PortalVisit } from './portal-visit.ts';
import type { Frontier } from './queue/frontier.ts';
import type { QueuedRequest } from './queue/request.ts';
import type { CrawlLog } from './record/crawl-log.ts';

interface PlannerParts {
  readonly store: Store;
  readonly runId: number;
  readonly frontier: Frontier;
  readonly log: CrawlLog;
  readonly signal: AbortSignal;
}

/** A request that was made, with its visit. */
export interface Made {
  readonly queued: QueuedRequest;
  readonly visit: PortalVisit;
}

/** What follows from what requests bring: pages are taken apart here, heavy ones in a process of their own. */
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

const LOST: Plan = {
  ...NOTHING,
  failure: { code: 'server_error', message: 'the archive has lost what the server says is unchanged', retry: true },
};
