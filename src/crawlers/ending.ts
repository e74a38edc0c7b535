import { header } from '../archive/exchange.ts';
import type { Settings } from '../config/index.ts';
import type { Journey } from './navigate.ts';
import { NOTHING, type Plan } from './plan.ts';
import { nextGuess } from './plan-list.ts';
import { backOffMs, LONGEST_WAIT_MS, retryAfterMs } from './politeness.ts';
import type { Ending } from './record.ts';
import { hostOf } from './scope.ts';
import type { Trouble } from './verdict.ts';
import type { Work } from './work.ts';

export interface EndingContext {
  readonly settings: Pick<Settings, 'retries'>;
  /** What follows from the answer; asked only where there is a usable one. */
  readonly plan: () => Plan;
  /** How often in a row a host has failed. */
  readonly hostFailures: (host: string) => number;
  readonly firstBackOffMs?: number | undefined;
}

export interface Settled {
  readonly ending: Ending;
  readonly plan: Plan;
  /** The host is to be left alone until then (milliseconds since the epoch); null: go on. */
  readonly slowDownUntil: number | null;
}

/** A host that failed so often in a row is taken for down: its further requests get one attempt each. */
const DOWN_AFTER = 10;

/** How a request ends: with what it brought, with another attempt, or as a failure. */
export function decideEnding(work: Work, journey: Journey, context: EndingContext, now = Date.now()): Settled {
  const { trouble } = journey;
  if (trouble === null) return planned(work, journey, context, now, []);
  const settled = troubled(work, journey, trouble, context, now);
  if (settled.ending.kind === 'retry' || !isCutOff(journey)) return settled;
  return planned(work, journey, context, now, [
    { code: 'truncated', message: `${trouble.message}; what came is read` },
  ]);
}

function planned(work: Work, journey: Journey, context: EndingContext, now: number, more: Plan['warnings']): Settled {
  const plan = context.plan();
  if (plan.trouble !== undefined) return troubled(work, journey, plan.trouble, context, now);
  return { ending: { kind: 'done' }, plan: { ...plan, warnings: [...plan.warnings, ...more] }, slowDownUntil: null };
}

/** Some servers announce a wrong length each time: their pages are whole all the same. */
function isCutOff({ exchanges }: Journey): boolean {
  const exchange = exchanges.at(-1);
  return exchange?.truncated === 'disconnect' && exchange.status === 200 && exchange.payload.length > 0;
}

function troubled(work: Work, journey: Journey, trouble: Trouble, context: EndingContext, now: number): Settled {
  const host = hostOf(journey.exchanges.at(-1)?.url ?? work.url);
  const failures = context.hostFailures(host);
  const wait = waitMs(work, journey, trouble, failures, context, now);
  const slow = speaksOfHost(journey, trouble) && failures < DOWN_AFTER ? now + Math.min(wait, LONGEST_WAIT_MS) : null;
  const again =
    trouble.retry && work.attempts < context.settings.retries && failures < DOWN_AFTER && wait <= LONGEST_WAIT_MS;
  if (!again) return { ...givenUp(work, trouble), slowDownUntil: slow };
  const { failure, message } = trouble;
  return { ending: { kind: 'retry', failure, message, at: now + wait }, plan: NOTHING, slowDownUntil: slow };
}

/** Whether all of the host's pages would meet the same now: it throttles, or does not answer at all. */
function speaksOfHost({ exchanges }: Journey, { failure }: Trouble): boolean {
  return failure === 'throttled' || (exchanges.length === 0 && (failure === 'unreachable' || failure === 'timeout'));
}

function waitMs(
  work: Work,
  journey: Journey,
  trouble: Trouble,
  failures: number,
  context: EndingContext,
  now: number,
): number {
  const last = journey.exchanges.at(-1);
  const asked =
    trouble.failure === 'throttled' && last !== undefined ? retryAfterMs(header(last, 'retry-after'), now) : null;
  const own = backOffMs(Math.max(work.attempts, failures) + 1, context.firstBackOffMs);
  return Math.max(asked ?? 0, own);
}

/** The end of the attempts. A list page that is not there ends its channel; only the channel's first page is a failure then. */
function givenUp(work: Work, trouble: Trouble): { ending: Ending; plan: Plan } {
  const { failure, message, retry } = trouble;
  const { tentative, page = 1 } = work.details;
  const gone =
    failure === 'not_found' ||
    (failure === 'soft_error' && !retry) ||
    failure === 'redirect_loop' ||
    failure === 'redirect_off_site';
  if (work.kind === 'list' && tentative && gone)
    return { ending: { kind: 'done' }, plan: nextGuess(work, 'page_gone') };
  if (work.kind === 'list' && page > 1 && gone)
    return { ending: { kind: 'done' }, plan: { ...NOTHING, channel: { stop: 'page_gone' } } };
  const isList = work.kind === 'list' || work.kind === 'channel';
  return {
    ending: { kind: 'failed', failure, message },
    plan: isList ? { ...NOTHING, channel: { stop: 'failed' } } : NOTHING,
  };
}
