import { sameResource } from '../../crawlers/http/scope.ts';
import { isAnnualChannel } from '../../crawlers/plan/annual-channel.ts';
import type { PlannedRequest } from '../../crawlers/plan/plan.ts';
import { looksLikeReport } from '../../crawlers/plan/plan-detail.ts';
import type { Page } from '../../crawlers/platforms/dialect.ts';
import { squeeze } from '../../crawlers/platforms/page/dom.ts';
import { FILE_URL } from '../../crawlers/platforms/page/row.ts';
import { classifyTitle, isYearChannel, titleYears } from '../../vocabulary/link-titles.ts';
import { namesAnnualReports } from '../../vocabulary/report-titles.ts';
import { namesOneReport } from '../survey/promised.ts';
import { type DryStep, isList } from '../visit/dry-step.ts';
import type { CandidatePage } from './candidates.ts';
import type { Link } from './link.ts';
import { EXPLICIT, scoreLink } from './score.ts';

/**
 * Whether a page is a channel of annual reports, or its frame: it is named so and leads to lists, reports or channels; or it lists nothing
 * else. `first`: the page taken as a channel's first.
 */
export function looksLikeChannel(
  first: DryStep,
  candidate: Pick<CandidatePage, 'title' | 'url' | 'way' | 'from'>,
): boolean {
  const { page, plan, queued, failure } = first;
  if (
    failure !== null ||
    page === null ||
    /^\/(?:index\.\w+)?$/.test(new URL(page.url).pathname + new URL(page.url).search)
  )
    return false;
  // The answer to our own search lists reports of everybody.
  if (candidate.from === 'search') return false;
  if (isArticle(first, candidate.title)) return false;
  // A report itself links its neighbours. Some channels show their only report in place of a list.
  if (looksLikeReport(page, [])) return candidate.way.length > 0 && looksLikeChannel.names(candidate.title);
  const reports = plan.requests.filter(namesOneReport).length;
  const annual = isAnnualChannel(page, { url: page.url, title: queued.channel.title }, plan.seen.map(toItem));
  const isNamed = isAnnualChannel(page, { url: page.url, title: queued.channel.title }, []);
  if (annual && reports >= (isNamed ? 1 : LEAST_UNNAMED)) return true;
  const lists = plan.requests.some(isList);
  // Of Guangdong's catalogue only the categories of annual reports are asked for.
  if (lists && plan.channel?.platform === 'gkmlpt') return true;
  // Organs' names alone make no channel of annual reports: a disclosure platform begins with its departments.
  const named = isNamed || scoreLink(candidate.title, candidate.url) >= EXPLICIT;
  if (named && (lists || plan.channels.length > 0)) return true;
  // Years as headings, below them the organs' names: no link says what it leads to.
  if (named && plan.requests.filter(({ details }) => details.hints.inferred === true).length >= LEAST_NAMES)
    return true;
  // A list that a script asks for, at an address that somebody gave as the channel.
  return candidate.way.length === 0 && lists && plan.seen.length === 0 && plan.channel?.platform !== 'generic';
}

/** An article with its files is a report, or a notice about reports, whatever the files are called: all that it lists are files. */
function isArticle({ page, plan }: DryStep, title: string): boolean {
  const rows = plan.requests.filter((one) => !isList(one));
  const heading = page?.$('h1, h2').first().text() ?? '';
  const named = [title, heading].some(
    (words) =>
      titleYears(words).length === 1 &&
      classifyTitle(words, { annualChannel: false }) !== 'not_a_report' &&
      !isYearChannel(words),
  );
  return (
    named && rows.length <= MOST_FILES && rows.every(({ url }) => FILE_URL.test(url)) && plan.channels.length === 0
  );
}

/** Editions and annexes of one report. */
const MOST_FILES = 4;

const toItem = ({ url, title }: { url: string; title: string }) => ({ url, title });

/** Whether a link's words are a channel's title that the crawl should know. */
looksLikeChannel.names = (title: string): boolean =>
  namesAnnualReports(title) &&
  squeeze(title).length <= 24 &&
  (titleYears(title).length === 0 || classifyTitle(title, { annualChannel: false }) !== 'report');

/** Whether a page shows a report, and links the column that it is of by the words that have led to it: 年报 is 政府信息公开年报. */
export function showsReportOfChannel(page: Page, title: string, links: readonly Link[]): boolean {
  const words = squeeze(title);
  if (words === '' || !looksLikeReport(page, [])) return false;
  const own = sameResource(page.url);
  return links.some(
    (link) => link.title.includes(words) && looksLikeChannel.names(link.title) && sameResource(link.url) !== own,
  );
}

/** Fewer names of organs are a menu's. */
const LEAST_NAMES = 4;

/** A page of disclosure shows its newest report or two beside the link to their column. */
const LEAST_UNNAMED = 3;
/** Fewer reports among other links are news. */
const LEAST_REPORTS = 2;

/** Whether a page that is no channel of annual reports lists some all the same: where there is no better one, a crawl can read it. */
export function listsReports({ page, plan, failure }: DryStep): boolean {
  if (failure !== null || page === null || looksLikeReport(page, [])) return false;
  return new URL(page.url).pathname !== '/' && plan.requests.filter(isCertain).length >= LEAST_REPORTS;
}

function isCertain(planned: PlannedRequest): boolean {
  const { inferred, linksOnly } = planned.details.hints;
  return namesOneReport(planned) && inferred !== true && linksOnly !== true;
}
