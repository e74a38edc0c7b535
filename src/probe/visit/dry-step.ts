import type { Answer } from '../../crawlers/http/answer.ts';
import { kindOf, pageOf, wireAnswer } from '../../crawlers/http/answer.ts';
import type { NavigationResult } from '../../crawlers/http/navigate.ts';
import { sameResource } from '../../crawlers/http/scope.ts';
import { isHeavy, megabytes } from '../../crawlers/http/weight.ts';
import { decideOutcome } from '../../crawlers/plan/outcome.ts';
import type { Plan, PlannedRequest } from '../../crawlers/plan/plan.ts';
import { NOTHING } from '../../crawlers/plan/plan.ts';
import { planAnswer } from '../../crawlers/plan/plan-answer.ts';
import type { Page } from '../../crawlers/platforms/dialect.ts';
import type { PortalVisit } from '../../crawlers/portal-visit.ts';
import { isList as isListKind, type RequestKind } from '../../crawlers/queue/request.ts';
import type { RequestDetails } from '../../crawlers/queue/request-details.ts';
import type { FailureCode, StopReason } from '../../crawlers/reasons.ts';
import { messageOf } from '../../message-of.ts';
import { asQueued, type Visitor } from './visitor.ts';

/** A request of a dry crawl. */
export interface DryRequest {
  readonly kind: RequestKind;
  readonly url: string;
  readonly details: RequestDetails;
  readonly channel: { readonly url: string; readonly title: string | null };
}

/** A request with what it brought. */
export interface DryStep {
  readonly queued: DryRequest;
  readonly result: NavigationResult;
  readonly answer: Answer | null;
  /** The page that a dialect read; null for files and failures. */
  readonly page: Page | null;
  readonly plan: Plan;
  /** Why it brought nothing. */
  readonly failure: { readonly code: FailureCode; readonly message: string } | null;
}

/** What one channel's lists have said so far. */
export interface ChannelTally {
  readonly seen: Set<string>;
  pages: number;
  rows: number;
  announced: number | null;
  stop: StopReason | null;
}

export const newChannelState = (): ChannelTally => ({
  seen: new Set(),
  pages: 0,
  rows: 0,
  announced: null,
  stop: null,
});

export interface ProbeContext {
  readonly visitor: Visitor;
  readonly visit: PortalVisit;
}

/**
 * Decides what follows from an answer exactly as a crawl would, in memory. `browser`: with a second look in a browser where a crawl
 * would take one.
 */
export async function takeStep(
  queued: DryRequest,
  plain: NavigationResult,
  { visitor, visit }: ProbeContext,
  state: ChannelTally,
  browser = true,
): Promise<DryStep> {
  const full = asQueued(queued, visit);
  const isSeen = (url: string) => state.seen.has(sameResource(url));
  const planOf = (answer: Answer) =>
    understood(() => planAnswer(lightAnswer(answer), { visit, queued, channel: queued.channel, isSeen }));
  const retried = browser ? await visitor.look(full, plain, planOf) : null;
  const result = retried?.result ?? plain;
  const answer = retried?.rendered ?? wireAnswer(result);
  const { outcome, plan } = decideOutcome(full, result, {
    settings: { retries: 0, browser: visit.settings.browser },
    scope: visit.scope,
    hostFailures: () => 0,
    plan: retried?.plan ?? (() => (answer === null ? NOTHING : planOf(answer))),
  });
  note(state, plan, isList(queued));
  const failure = outcome.kind === 'done' ? null : { code: outcome.failure, message: outcome.message };
  const isPage = failure === null && answer !== null && kindOf(answer) !== 'file' && !isHeavy(answer.bytes);
  const page = isPage ? pageOf(answer) : null;
  return { queued, result, answer, page, plan, failure };
}

/** Nothing rests on one page of a probe: what is too much to be taken apart beside everything else is left. */
function lightAnswer(answer: Answer): Answer {
  if (kindOf(answer) !== 'file' && isHeavy(answer.bytes))
    throw new RangeError(`too large (${megabytes(answer.bytes.length)}), or too deeply nested`);
  return answer;
}

/** A page that breaks its dialect is a finding, not a reason to stop. */
function understood(plan: () => Plan): Plan {
  try {
    return plan();
  } catch (error) {
    const message = `the page could not be taken apart: ${messageOf(error)}`;
    return { ...NOTHING, failure: { code: 'unreadable', message, retry: false } };
  }
}

function note(state: ChannelTally, plan: Plan, list: boolean): void {
  for (const { url } of plan.seen) state.seen.add(sameResource(url));
  if (!list) return;
  if (plan.content !== null) state.pages++;
  state.rows += plan.seen.length;
  state.announced = plan.channel?.announcedItems ?? state.announced;
  state.stop = plan.channel?.stop ?? state.stop;
}

/** The lists among what an answer leads to, as further work of the same channel. */
export function listsOf({ queued, plan }: DryStep): DryRequest[] {
  return plan.requests
    .filter(isList)
    .map(({ kind, url, details }) => ({ kind, url, details, channel: queued.channel }));
}

export const isList = ({ kind }: Pick<PlannedRequest, 'kind'>): boolean => isListKind(kind);
