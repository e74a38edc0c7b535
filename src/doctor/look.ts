import type { Challenge } from '../crawlers/http/challenge.ts';
import { findSoftError } from '../crawlers/plan/soft-error.ts';
import type { PortalVisit } from '../crawlers/portal-visit.ts';
import { detailsWith } from '../crawlers/queue/request.ts';
import type { FailureCode } from '../crawlers/reasons.ts';
import type { PlatformFinding } from '../probe/findings.ts';
import { platformOf } from '../probe/survey/platform.ts';
import { isReportOfItsOwn } from '../probe/survey/promised.ts';
import { Survey } from '../probe/survey/survey.ts';
import { type DryStep, newChannelState, takeStep } from '../probe/visit/dry-step.ts';
import type { Visitor } from '../probe/visit/visitor.ts';

/** How a channel is now, as far as a few requests tell. */
export interface ChannelNow {
  readonly failure: { readonly code: FailureCode; readonly message: string } | null;
  readonly challenge: Challenge | null;
  /** A further page of the list, or the service behind it, that could not be had. */
  readonly listTrouble: { readonly url: string; readonly code: FailureCode; readonly message: string } | null;
  /** Where its address led; null where nothing answered. */
  readonly finalUrl: string | null;
  readonly platform: PlatformFinding | null;
  readonly rows: number;
  readonly reports: number;
  readonly channels: number;
  readonly announced: number | null;
  /** Whether the lists were read to their end. */
  readonly complete: boolean;
  /** What the rows say, by address. */
  readonly titles: ReadonlyMap<string, string>;
  /** Titles of rows that are no reports. */
  readonly others: readonly string[];
}

/** List pages after the first: enough for the answer of a service, or the next page. */
const MORE_PAGES = 3;
/** Further requests where those brought no row: some services must be asked in several ways. */
const ATTEMPTS = 5;

const NOTHING: Omit<ChannelNow, 'failure' | 'challenge' | 'finalUrl'> = {
  listTrouble: null,
  platform: null,
  rows: 0,
  reports: 0,
  channels: 0,
  announced: null,
  complete: false,
  titles: new Map(),
  others: [],
};

/** Asks for a channel and a few pages of its list. */
export async function lookAt(
  channel: { readonly url: string; readonly title: string | null; readonly organ: string | null },
  { visitor, visit }: { visitor: Visitor; visit: PortalVisit },
): Promise<ChannelNow> {
  const { url, title, organ } = channel;
  const plain = await visitor.visit({ url });
  const details = detailsWith({ hints: { depth: 0, organ: organ ?? undefined, channel: title ?? undefined } });
  const state = newChannelState();
  const first = await takeStep(
    { kind: 'channel', url, details, channel: { url, title } },
    plain,
    { visitor, visit },
    state,
  );
  const finalUrl = first.result.exchanges.at(-1)?.url ?? null;
  const { challenge } = first.result;
  const failed = first.failure ?? first.result.failure;
  if (failed !== null) return { ...NOTHING, challenge, finalUrl, failure: failed };
  const soft = first.page === null ? null : findSoftError(first.page);
  if (soft !== null) {
    const code = soft.retry ? 'soft_error' : 'not_found';
    return { ...NOTHING, challenge, finalUrl, failure: { code, message: soft.message } };
  }
  const survey = new Survey({ visitor, visit });
  survey.begin(first, state);
  await survey.run(visitor.left - MORE_PAGES);
  if (survey.rows === 0 && !survey.complete) await survey.run(visitor.left - ATTEMPTS);
  return { failure: null, challenge, finalUrl, ...describe(survey, first) };
}

function describe(survey: Survey, first: DryStep): Omit<ChannelNow, 'failure' | 'challenge' | 'finalUrl'> {
  const steps = survey.lists.length > 0 ? survey.lists : [first];
  const seen = steps.flatMap(({ plan }) => plan.seen);
  return {
    listTrouble: survey.failed[0] ?? null,
    platform: platformOf(first, survey.lists),
    rows: survey.rows,
    // A channel that shows its only report is a report.
    reports: survey.promised.filter(isReportOfItsOwn).length + (first.plan.content === 'document' ? 1 : 0),
    channels: survey.channels.length,
    announced: survey.totals?.announced ?? null,
    complete: survey.complete,
    titles: new Map(seen.map(({ url, title }) => [url, title])),
    others: survey.left.filter(({ reason }) => reason === 'not_a_report').map(({ title }) => title),
  };
}
