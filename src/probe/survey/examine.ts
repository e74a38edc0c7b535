import type { PortalVisit } from '../../crawlers/portal-visit.ts';
import type { Certainty, ChannelFinding, Promised } from '../findings.ts';
import type { FoundChannel } from '../search/search.ts';
import type { DryStep } from '../visit/dry-step.ts';
import type { Visitor } from '../visit/visitor.ts';
import { platformOf } from './platform.ts';
import { isReportOfItsOwn } from './promised.ts';
import { isReport, openSample } from './sample.ts';
import { Survey } from './survey.ts';

/** Requests of each channel that are kept for opening reports. */
const SAMPLES = 2;

interface NavigationContext {
  readonly visitor: Visitor;
  readonly visit: PortalVisit;
  /** Requests that others are to have. */
  readonly reserve: number;
}

/** Reads a channel's lists as far as the requests go, opens a report or two, and says what a crawl would do there. */
export async function examine(
  channel: FoundChannel,
  navigation: NavigationContext,
): Promise<{ finding: ChannelFinding; lists: readonly DryStep[] }> {
  const survey = new Survey(navigation);
  survey.begin(channel.first, channel.state);
  await survey.run(navigation.reserve + SAMPLES);
  const at = { url: channel.url, title: channel.title, platform: platformOf(channel.first, survey.lists).key };
  const doubtful = await openDoubtful(survey, at, navigation);
  if (doubtful === 'channels') await survey.run(navigation.reserve + SAMPLES);
  const sample =
    typeof doubtful === 'object' && doubtful !== null ? doubtful : await confirm(survey.promised, at, navigation);
  const reports = survey.promised;
  return {
    lists: survey.lists,
    finding: {
      url: channel.url,
      title: channel.title ?? channel.first.plan.channel?.title ?? null,
      way: channel.way,
      platform: platformOf(channel.first, survey.lists),
      ...judge(reports, sample),
      pages: survey.pages,
      complete: survey.complete,
      announced: survey.totals?.announced ?? null,
      rows: survey.rows,
      reports,
      left: survey.left,
      channels: survey.channels,
      failures: survey.failures,
    },
  };
}

type At = Parameters<typeof openSample>[1];

/** `2023年` can be a report or a channel of that year: one is opened, and the others like it are what that one is. */
async function openDoubtful(
  survey: Survey,
  at: At,
  navigation: NavigationContext,
): Promise<Promised | 'channels' | null> {
  const doubtful = survey.promised.filter(({ kind }) => kind === 'perhaps' || kind === 'compilation');
  const [first] = doubtful;
  if (first === undefined || navigation.visitor.left <= navigation.reserve) return null;
  const step = await openSample(first, at, navigation);
  if (step.plan.asChannel === undefined) return isReport(step) && first.kind === 'perhaps' ? first : null;
  for (const { url, title, kind } of doubtful) {
    if (kind === first.kind) survey.addChannel({ url, title, organ: null }, 1);
  }
  return 'channels';
}

/** Opens the newest reports, one after the other, until one proves to be a report. Null: none was opened. */
async function confirm(
  promised: readonly Promised[],
  at: At,
  navigation: NavigationContext,
): Promise<Promised | 'none' | null> {
  const newest = [...promised].sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
  // Pages first: files may be large.
  const candidates = [
    ...newest.filter(({ kind }) => kind === 'report'),
    ...newest.filter(({ kind }) => kind === 'file'),
  ];
  let opened = false;
  for (const candidate of candidates.slice(0, SAMPLES)) {
    if (navigation.visitor.left <= navigation.reserve) break;
    opened = true;
    if (isReport(await openSample(candidate, at, navigation))) return candidate;
  }
  return opened ? 'none' : null;
}

function judge(
  reports: readonly Promised[],
  sample: Promised | 'none' | null,
): { certainty: Certainty; because: readonly string[] } {
  const own = reports.filter(isReportOfItsOwn);
  const dated = own.filter(({ year }) => year !== null).length;
  const because = [`${dated} of ${own.length} titles name a year`];
  if (sample !== null && sample !== 'none') {
    return { certainty: 'certain', because: [...because, `opened and read: ${sample.title} ${sample.url}`] };
  }
  because.push(sample === null ? 'no report was opened' : `what was opened did not read like a report`);
  return { certainty: dated > 0 && sample === null ? 'likely' : 'doubtful', because };
}
