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
  readonly column: { readonly url: string; readonly title: string | null };
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

/** What one column's lists have said so far. */
export interface ColumnState {
  readonly seen: Set<string>;
  pages: number;
  rows: number;
  announced: number | null;
  stop: StopReason | null;
}

export const newColumnState = (): ColumnState => ({ seen: new Set(), pages: 0, rows: 0, announced: null, stop: null });

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
  state: ColumnState,
  browser = true,
): Promise<DryStep> {
  const full = fullWork(work, visit);
  const isSeen = (url: string) => state.seen.has(sameResource(url));
  const planOf = (answer: Answer) => understood(() => planAnswer(answer, { visit, work, column: work.column, isSeen }));
  const looked = browser ? await visitor.look(full, plain, planOf) : null;
  const journey = looked?.journey ?? plain;
  const answer = looked?.rendered ?? answerOf(journey);
  const { ending, plan } = decideEnding(full, journey, {
    settings: { retries: 0 },
    hostFailures: () => 0,
    plan: looked?.plan ?? (() => (answer === null ? NOTHING : planOf(answer))),
  });
  note(state, plan, work.kind === 'list' || work.kind === 'column');
  const trouble = ending.kind === 'done' ? null : { failure: ending.failure, message: ending.message };
  const page = trouble !== null || answer === null || kindOf(answer) === 'file' ? null : pageOf(answer);
  return { work, journey, answer, page, plan, trouble };
}

/** A request as the frontier would hand it out. */
export function fullWork(work: DryWork, visit: PortalVisit): Work {
  const { id: portalId } = visit;
  return { ...work, id: 0, portalId, host: hostOf(work.url), columnId: null, parentId: null, attempts: 0 };
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

function note(state: ColumnState, plan: Plan, list: boolean): void {
  for (const { url } of plan.seen) state.seen.add(sameResource(url));
  if (!list) return;
  if (plan.content !== null) state.pages++;
  state.rows += plan.seen.length;
  state.announced = plan.column?.announcedItems ?? state.announced;
  state.stop = plan.column?.stop ?? state.stop;
}

/** The lists among what an answer leads to, as further work of the same column. */
export function listsOf({ work, plan }: DryStep): DryWork[] {
  return plan.want.filter(isList).map(({ kind, url, details }) => ({ kind, url, details, column: work.column }));
}

export const isList = ({ kind }: Wanted): boolean => kind === 'list' || kind === 'column';
