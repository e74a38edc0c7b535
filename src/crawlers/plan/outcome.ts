import { header } from '../../archive/exchange.ts';
import type { Settings } from '../../config/index.ts';
import type { FetchFailure } from '../http/fetch-failure.ts';
import type { NavigationResult } from '../http/navigate.ts';
import { hostOf, type Scope } from '../http/scope.ts';
import { backOffMs, LONGEST_WAIT_MS, retryAfterMs } from '../queue/back-off.ts';
import { isList, type QueuedRequest } from '../queue/request.ts';
import type { RequestOutcome } from '../record/request-outcome.ts';
import { complete, incomplete } from './completeness.ts';
import { nextGuess } from './guess.ts';
import { NOTHING, type Plan } from './plan.ts';
import { withinScope } from './within-scope.ts';

export interface OutcomeContext {
  readonly settings: Pick<Settings, 'retries' | 'browser'>;
  /** Where the portal's crawl may go. */
  readonly scope: Pick<Scope, 'refuses'>;
  /** What follows from the answer; asked only where there is a usable one. */
  readonly plan: () => Plan;
  /** How often in a row a host has failed. */
  readonly hostFailures: (host: string) => number;
  readonly firstBackOffMs?: number | undefined;
}

export interface OutcomeDecision {
  readonly outcome: RequestOutcome;
  readonly plan: Plan;
  /** The host is to be left alone until then (milliseconds since the epoch); null: go on. */
  readonly slowDownUntil: number | null;
}

/** A host that failed so often in a row is taken for down: its further requests get one attempt each. */
const DOWN_AFTER = 10;

/** How a request ends: with what it brought, with another attempt, or as a failure. Nothing that follows leaves the portal. */
export function decideOutcome(
  queued: QueuedRequest,
  result: NavigationResult,
  context: OutcomeContext,
  now = Date.now(),
): OutcomeDecision {
  const decision = decide(queued, result, context, now);
  return { ...decision, plan: withinScope(decision.plan, context.scope) };
}

function decide(
  queued: QueuedRequest,
  result: NavigationResult,
  context: OutcomeContext,
  now: number,
): OutcomeDecision {
  const { failure } = result;
  if (failure === null) return planned(queued, result, context, now, codingWarnings(result));
  const settled = failed(queued, result, failure, context, now);
  if (settled.outcome.kind === 'retry' || !isCutOff(result)) return settled;
  return planned(queued, result, context, now, [
    { code: 'truncated', message: `${failure.message}; what came is read` },
  ]);
}

function planned(
  queued: QueuedRequest,
  result: NavigationResult,
  context: OutcomeContext,
  now: number,
  more: Plan['warnings'],
): OutcomeDecision {
  const plan = context.plan();
  if (plan.failure !== undefined) return withSkips(failed(queued, result, plan.failure, context, now), plan);
  return { outcome: { kind: 'done' }, plan: { ...plan, warnings: [...plan.warnings, ...more] }, slowDownUntil: null };
}

/** What a page links and is left stands beside its failure: it may be the file that was missed. */
function withSkips(decision: OutcomeDecision, { skip }: Plan): OutcomeDecision {
  return { ...decision, plan: { ...decision.plan, skip: [...decision.plan.skip, ...skip] } };
}

/** A body that unpacks in spite of a wrong checksum or bytes behind it is read, as browsers do it. */
function codingWarnings({ exchanges }: NavigationResult): Plan['warnings'] {
  const fault = exchanges.at(-1)?.codingFault;
  return fault === undefined
    ? []
    : [{ code: 'coding_fault', message: `the compressed body is faulty (${fault}); what unpacks is read` }];
}

/** Some servers announce a wrong length each time: their pages are whole all the same. */
export function isCutOff({ exchanges }: NavigationResult): boolean {
  const exchange = exchanges.at(-1);
  return exchange?.truncated === 'disconnect' && exchange.status === 200 && exchange.payload.length > 0;
}

function failed(
  queued: QueuedRequest,
  result: NavigationResult,
  failure: FetchFailure,
  context: OutcomeContext,
  now: number,
): OutcomeDecision {
  const host = hostOf(result.exchanges.at(-1)?.url ?? queued.url);
  const failures = context.hostFailures(host);
  const wait = waitMs(queued, result, failure, failures, context, now);
  const slow = speaksOfHost(result, failure) && failures < DOWN_AFTER ? now + Math.min(wait, LONGEST_WAIT_MS) : null;
  const again =
    failure.retry && queued.attempts < context.settings.retries && failures < DOWN_AFTER && wait <= LONGEST_WAIT_MS;
  if (!again) return { ...givenUp(queued, failure, context), slowDownUntil: slow };
  const { code, message } = failure;
  return { outcome: { kind: 'retry', failure: code, message, at: now + wait }, plan: NOTHING, slowDownUntil: slow };
}

/** Whether all of the host's pages would meet the same now: it throttles, or does not answer at all. */
function speaksOfHost({ exchanges }: NavigationResult, { code }: FetchFailure): boolean {
  return code === 'throttled' || (exchanges.length === 0 && (code === 'unreachable' || code === 'timeout'));
}

function waitMs(
  queued: QueuedRequest,
  result: NavigationResult,
  failure: FetchFailure,
  failures: number,
  context: OutcomeContext,
  now: number,
): number {
  const last = result.exchanges.at(-1);
  const asked =
    failure.code === 'throttled' && last !== undefined ? retryAfterMs(header(last, 'retry-after'), now) : null;
  const own = backOffMs(Math.max(queued.attempts, failures) + 1, context.firstBackOffMs);
  return Math.max(asked ?? 0, own);
}

/** The end of the attempts. A list page that is not there ends its channel; only the channel's first page is a failure then. */
function givenUp(
  queued: QueuedRequest,
  failure: FetchFailure,
  { settings }: OutcomeContext,
): { outcome: RequestOutcome; plan: Plan } {
  const { code, message, retry } = failure;
  const { tentative, page, alternatives = [], beyond } = queued.details.list;
  const gone =
    code === 'not_found' ||
    (code === 'soft_error' && !retry) ||
    code === 'redirect_loop' ||
    code === 'redirect_off_site';
  // A guess that a server answers with an error was wrong, as long as there is another way.
  const isGuess = queued.kind === 'list' && tentative && (gone || alternatives.length > 0 || beyond !== undefined);
  if (isGuess) {
    const plan = nextGuess({ ...queued, browser: settings.browser !== 'never' }, 'page_gone');
    return { outcome: { kind: 'done' }, plan };
  }
  if (queued.kind === 'list' && page > 1 && gone) {
    const end = beyond === undefined ? complete(`there is no page ${page}`) : incomplete(`${beyond.sign}; ${message}`);
    return { outcome: { kind: 'done' }, plan: { ...NOTHING, channel: { stop: 'page_gone', end } } };
  }
  return {
    outcome: { kind: 'failed', failure: code, message },
    plan: isList(queued.kind)
      ? { ...NOTHING, channel: { stop: 'failed', end: incomplete(`${code}: ${message}`) } }
      : NOTHING,
  };
}
