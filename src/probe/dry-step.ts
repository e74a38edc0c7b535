import type { Answer } from '../crawlers/answer.ts';
import { kindOf, pageOf } from '../crawlers/answer.ts';
import { decideEnding } from '../crawlers/ending.ts';
import type { Journey } from '../crawlers/navigate.ts';
import type { Plan, Wanted } from '../crawlers/plan.ts';
import { NOTHING } from '../crawlers/plan.ts';
import { planAnswer } from '../crawlers/plan-answer.ts';
import type { Page } from '../crawlers/platforms/dialect.ts';
import type { PortalVisit } from '../crawlers/portal-visit.ts';
import type { Failure, StopReason } from '../crawlers/reasons.ts';
import { hostOf, sameResource } from '../crawlers/scope.ts';
import type { RequestDetails, RequestKind, Work } from '../crawlers/work.ts';
import { answerOf, type Visitor } from './visitor.ts';

/** A request of a dry crawl. */
export interface DryWork {
  readonly kind: RequestKind;
  readonly url: string;
  readonly details: RequestDetails;
  readonly channel: { readonly url: string; readonly title: string | null };
}

/** A request with what it brought. */
export interface DryStep {
  readonly work: DryWork;
  readonly journey: Journey;
  readonly answer: Answer | null;
  /** The page that a dialect read; null for files and failures. */
  readonly page: Page | null;
  readonly plan: Plan;
  /** Why it brought nothing. */
  readonly trouble: { readonly failure: Failure; readonly message: string } | null;
}

/** What one channel's lists have said so far. */
export interface ChannelState {
  readonly seen: Set<string>;
  pages: number;
  rows: number;
  announced: number | null;
  stop: StopReason | null;
}

export const newChannelState = (): ChannelState => ({ seen: new Set(), pages: 0, rows: 0, announced: null, stop: null });

export interface Around {
  readonly visitor: Visitor;
  readonly visit: PortalVisit;
}

/**
 * Decides what follows from an answer exactly as a crawl would, in memory. `browser`: with a second look in a browser where a crawl
 * would take one.
 */
export async function takeStep(
  work: DryWork,
  plain: Journey,
  { visitor, visit }: Around,
  state: ChannelState,
  browser = true,
): Promise<DryStep> {
  const full = fullWork(work, visit);
  const isSeen = (url: string) => state.seen.has(sameResource(url));
  const planOf = (answer: Answer) => understood(() => planAnswer(answer, { visit, work, channel: work.channel, isSeen }));
  const looked = browser ? await visitor.look(full, plain, planOf) : null;
  const journey = looked?.journey ?? plain;
  const answer = looked?.rendered ?? answerOf(journey);
  const { ending, plan } = decideEnding(full, journey, {
    settings: { retries: 0 },
    hostFailures: () => 0,
    plan: looked?.plan ?? (() => (answer === null ? NOTHING : planOf(answer))),
  });
  note(state, plan, work.kind === 'list' || work.kind === 'channel');
  const trouble = ending.kind === 'done' ? null : { failure: ending.failure, message: ending.message };
  const page = trouble !== null || answer === null || kindOf(answer) === 'file' ? null : pageOf(answer);
  return { work, journey, answer, page, plan, trouble };
}

/** A request as the frontier would hand it out. */
export function fullWork(work: DryWork, visit: PortalVisit): Work {
  const { id: portalId } = visit;
  return { ...work, id: 0, portalId, host: hostOf(work.url), channelId: null, parentId: null, attempts: 0 };
}

/** A page that breaks its dialect is a finding, not a reason to stop. */
function understood(plan: () => Plan): Plan {
  try {
    return plan();
  } catch (error) {
    const message = `the page could not be taken apart: ${error instanceof Error ? error.message : String(error)}`;
    return { ...NOTHING, trouble: { failure: 'unreadable', message, retry: false } };
  }
}

function note(state: ChannelState, plan: Plan, list: boolean): void {
  for (const { url } of plan.seen) state.seen.add(sameResource(url));
  if (!list) return;
  if (plan.content !== null) state.pages++;
  state.rows += plan.seen.length;
  state.announced = plan.channel?.announcedItems ?? state.announced;
  state.stop = plan.channel?.stop ?? state.stop;
}

/** The lists among what an answer leads to, as further work of the same channel. */
export function listsOf({ work, plan }: DryStep): DryWork[] {
  return plan.want.filter(isList).map(({ kind, url, details }) => ({ kind, url, details, channel: work.channel }));
}

export const isList = ({ kind }: Wanted): boolean => kind === 'list' || kind === 'channel';
