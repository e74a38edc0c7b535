import { adHocPortal, type Settings } from '../config/index.ts';
import { BrowserFallback } from '../crawlers/browser/fallback.ts';
import type { AddressPolicy } from '../crawlers/http/address.ts';
import { sameResource } from '../crawlers/http/scope.ts';
import { PortalVisit } from '../crawlers/portal-visit.ts';
import type { ChannelFinding, ProbeResult } from './findings.ts';
import { identifyPortal, pageTitles, printedSiteCode, type StatedIdentity } from './identity.ts';
import { ChannelSearch, type FoundChannel, isSameChannel, NO_SEEDS, type Seeds } from './search/search.ts';
import { examine } from './survey/examine.ts';
import type { DryStep } from './visit/dry-step.ts';
import { Paces } from './visit/paces.ts';
import { Visitor } from './visit/visitor.ts';

/** The most that a probe may ask of a portal. */
export const MOST_REQUESTS = 60;

export interface ProbeOptions {
  /** Any page of the portal. */
  readonly url: string;
  /** Up to `MOST_REQUESTS`, robots.txt and redirects included. */
  readonly maxRequests: number;
  readonly settings: Settings;
  readonly addresses: AddressPolicy;
  readonly userAgent: string;
  readonly legacyTls: boolean;
  readonly told?: StatedIdentity;
  /** Addresses where the channel may be: `first` before any link is followed, `later` beside the links of the home page. */
  readonly seeds?: Seeds;
  readonly signal: AbortSignal;
  /** Of a run over many portals; absent: this probe has its own. */
  readonly shared?: SharedByProbes;
  readonly onVisit?: (url: string) => void;
  readonly onWait?: (why: string) => void;
}

/** What probes side by side have in common. */
export interface SharedByProbes {
  /** When each host may be asked: portals may share one. */
  readonly paces: Paces;
  /** Hosts that no browser has got past: waited for once. */
  readonly refusing: Set<string>;
  /** One program for all, closed by whoever made it. */
  readonly browser: BrowserFallback;
}

export const sharedByProbes = (userAgent: string): SharedByProbes => ({
  paces: new Paces(),
  refusing: new Set(),
  browser: new BrowserFallback(userAgent),
});

/** What was found, and the list pages that show it (for fixtures): one entry a channel, in the order of `result.channels`. */
export interface Probed {
  readonly result: ProbeResult;
  readonly lists: readonly (readonly DryStep[])[];
}

/** Part of the requests that is kept for reading the lists, once one is found. */
const FOR_LISTS = 0.3;

/** Finds a portal's channels of annual reports from any of its pages and says what a crawl of them would do. Fetches no more than told. */
export async function probe(options: ProbeOptions): Promise<Probed> {
  const { url, maxRequests, settings, told } = options;
  const config = { ...adHocPortal(url), channels: [], entry: url, legacyTls: options.legacyTls };
  const visit = new PortalVisit(config, settings);
  const shared = options.shared ?? sharedByProbes(options.userAgent);
  const visitor = new Visitor({ ...options, ...shared, visit });
  try {
    const search = new ChannelSearch({
      visitor,
      visit,
      start: url,
      seeds: options.seeds ?? NO_SEEDS,
      signal: options.signal,
    });
    const examined = await findAndExamine(search, Math.ceil(maxRequests * FOR_LISTS), { visitor, visit });
    return {
      lists: examined.map(({ lists }) => lists),
      result: {
        url,
        identity: identifyPortal(url, search.pages, told),
        legacyTls: options.legacyTls,
        channels: examined.map(({ finding }) => finding),
        titles: pageTitles(search.pages.slice(0, TOP_PAGES)),
        siteCode: printedSiteCode(search.pages),
        answered: search.pages.length > 0,
        notes: notesOf(search, examined.length, visitor),
        requests: visitor.requests,
        visited: search.visited,
      },
    };
  } finally {
    visitor.close();
    if (options.shared === undefined) await shared.browser.close();
  }
}

/** Pages at the portal's top that say whose it is: further down stand links to others. */
const TOP_PAGES = 2;

/** What proves to be no channel when it is read does not end the search. */
async function findAndExamine(
  search: ChannelSearch,
  reserve: number,
  parts: { visitor: Visitor; visit: PortalVisit },
): Promise<Examined[]> {
  for (;;) {
    await search.run(reserve);
    const channels = unique(search.takeChannels());
    const examined = await examineAll(channels, parts);
    if (examined.length > 0 || channels.length === 0) return examined;
  }
}

function unique(channels: readonly FoundChannel[]): FoundChannel[] {
  return channels.filter((one, index) => channels.findIndex((other) => isSameChannel(one, other)) === index);
}

interface Examined {
  readonly finding: ChannelFinding;
  readonly lists: readonly DryStep[];
}

/** Each channel gets an equal part of the requests that are left; what one does not need is the next one's. */
async function examineAll(
  channels: readonly FoundChannel[],
  parts: { visitor: Visitor; visit: PortalVisit },
): Promise<Examined[]> {
  const examined: Examined[] = [];
  for (const [index, channel] of channels.entries()) {
    const share = Math.floor(parts.visitor.left / (channels.length - index));
    examined.push(await examine(channel, { ...parts, reserve: parts.visitor.left - share }));
  }
  return withoutParts(examined.filter(({ finding }) => finding.reports.length > 0 || finding.certainty !== 'doubtful'));
}

/** Without channels whose reports are all in a larger one: a year's channel beside the channel of all years. */
function withoutParts(channels: readonly Examined[]): Examined[] {
  const kept: Examined[] = [];
  for (const one of [...channels].sort((a, b) => b.finding.reports.length - a.finding.reports.length)) {
    const known = new Set(kept.flatMap(({ finding }) => finding.reports.map(({ url }) => sameResource(url))));
    const isPart = one.finding.reports.every(({ url }) => known.has(sameResource(url)));
    if (!isPart || one.finding.reports.length === 0) kept.push(one);
  }
  return channels.filter((one) => kept.includes(one));
}

function notesOf({ failures, visited, pages }: ChannelSearch, found: number, { left }: Visitor): string[] {
  const notes: string[] = [];
  const start = failures.findLast((one) => one.start);
  if (start !== undefined) notes.push(`the page itself could not be had: ${start.message}`);
  const challenged = failures.find(({ message }) => message.startsWith('a challenge page'));
  if (challenged !== undefined)
    notes.push(`${challenged.url} answers with ${challenged.message}: a crawl may be refused too`);
  if (pages.length === 0 && visited.length > 0) notes.push('no page of this host could be had');
  else if (found === 0) notes.push(`no channel of annual reports was found on ${pages.length} pages`);
  if (left === 0) notes.push('the limit of requests was reached');
  return notes;
}
