import { classifyTitle, titleYears } from '../../vocabulary/link-titles.ts';
import type { ListItem, Listing, Page } from '../platforms/dialect.ts';
import type { DetailTask } from './detail-task.ts';
import type { NewChannel, Plan, Skip } from './plan.ts';
import { NOTHING } from './plan.ts';
import { countSentences } from './soft-error.ts';

/** A page with fewer links to reports may be a report with its neighbours beside it. */
const LEAST_REPORTS = 3;
/** Text of its own: an index has at most a line or two of introduction. */
const LEAST_SENTENCES = 3;

interface Links {
  readonly listing: Listing;
  /** Links that surely name a report: with its year (a link to a channel has none). */
  readonly reports: readonly ListItem[];
  /** Links that say no more than an organ or a year, as compilations and channels below do. */
  readonly bare: readonly ListItem[];
}

function readLinks(page: Page, task: DetailTask): Links {
  const listing = task.dialect.list(page, { channel: page.url, request: { url: page.url, page: 1 } });
  const others = listing.items.filter(({ url }) => url !== page.url);
  return {
    listing,
    reports: others.filter(({ title }) => isDatedReportTitle(title)),
    bare: others.filter(({ title }) => classifyTitle(title, { annualChannel: true }) === 'bare'),
  };
}

export function isDatedReportTitle(title: string): boolean {
  return classifyTitle(title, { annualChannel: false }) === 'report' && titleYears(title).length > 0;
}

/** Whether a page links reports and has no text of its own: a list, whatever its frame says of information disclosure. */
export function isIndex(page: Page, task: DetailTask): boolean {
  return countSentences(page) < LEAST_SENTENCES && readLinks(page, task).reports.length >= LEAST_REPORTS;
}

/** A page of links to reports as a channel of its own: one that was linked like a report, or a compilation. Null where it is none. */
export function asChannel(page: Page, task: DetailTask): Plan | null {
  if (!leadsOn(page, task, readLinks(page, task))) return null;
  const { title = '', linksOnly } = task.hints;
  const skip: Skip[] = linksOnly ? [{ url: page.url, title, reason: 'summary' }] : [];
  return { ...NOTHING, content: 'page', skip, asChannel: channelOf(page, task) };
}

function leadsOn(page: Page, task: DetailTask, links: Links): boolean {
  const { inferred, linksOnly, title = '' } = task.hints;
  const { listing, reports, bare } = links;
  if (linksOnly) return reports.length > 0 || bare.length > 0 || listing.next.length > 0;
  if (inferred && (reports.length > 0 || listing.next.length > 0)) return true;
  if (!inferred && inPlaceOfReport(links, task)) return true;
  const isChannelName = inferred || titleYears(title).length === 0;
  return isChannelName && listsOrgans(page, links) && bare.some(({ url }) => !task.isSeen(url));
}

function channelOf(page: Page, { hints }: DetailTask): NewChannel {
  const title = hints.title ?? '';
  const organ = hints.inferred && titleYears(title).length === 0 ? title : null;
  return { url: page.url, title, organ };
}

/** In place of a promised report an index page would do: it links a few of everything, or only what its channel has listed already. */
function inPlaceOfReport({ listing, reports }: Links, task: DetailTask): boolean {
  if (reports.length < LEAST_REPORTS || reports.length * 3 < listing.items.length) return false;
  return reports.some(({ url }) => !task.isSeen(url));
}

/** Compilations link each organ's report by the organ's name alone; so do channels. A page with text can be a report beside such links. */
function listsOrgans(page: Page, { bare }: Links): boolean {
  return countSentences(page) === 0 && (bare.length > 1 || bare.some(({ date }) => date !== undefined));
}
