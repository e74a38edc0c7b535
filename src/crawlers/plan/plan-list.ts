import { titleYears } from '../../vocabulary/link-titles.ts';
import type { Dialect, ListItem, Listing, ListRequest, Page } from '../platforms/dialect.ts';
import type { PortalVisit } from '../portal-visit.ts';
import {
  detailsWith,
  type ListDetails,
  listRequestOf,
  type RequestDetails,
  type RequestHints,
} from '../queue/request.ts';
import type { StopReason } from '../reasons.ts';
import { channelTitle, isAnnualChannel } from './annual-channel.ts';
import type { NewChannel, Plan, PlannedRequest, Skip } from './plan.ts';
import { NOTHING } from './plan.ts';
import { pathPrefixes, sharesPrefix } from './prefixes.ts';
import { identitiesOf } from './session-tokens.ts';
import { findSoftError } from './soft-error.ts';

/** What is known when a list page is looked at. */
export interface ListTask {
  readonly visit: PortalVisit;
  readonly dialect: Dialect;
  readonly evidence: readonly string[];
  /** The channel's address and title, and the organ that its config names. */
  readonly channel: { readonly url: string; readonly title: string | null; readonly organ: string | null };
  readonly details: RequestDetails;
  /** The request's own address, before redirects. */
  readonly url: string;
  /** Whether this visit has seen an address in this channel already. */
  readonly isSeen: (url: string) => boolean;
}

/** Deeper trees of channels have not been seen: province, city, county, department, year. */
export const MOST_DEPTH = 5;

/** What follows from a list page: details to be fetched, what is left and why, the next page or why there is none. */
export function planList(page: Page, task: ListTask): Plan {
  const { details } = task;
  const number = details.list.page;
  // A throttled page is asked for again; taken for the list's end, it would hide all that follows.
  const soft = findSoftError(page);
  if (soft?.retry === true) return { ...NOTHING, failure: { code: 'soft_error', ...soft } };
  const listing = task.dialect.list(page, { channel: task.channel.url, request: listRequestOf(task) });
  const identify = identitiesOf(listing.items.map(({ url }) => url));
  const fresh = uniqueBy(listing.items, identify).filter(({ url }) => !task.isSeen(identify(url)));
  const wrong = details.list.tentative === true ? guessFailed(listing, fresh, details.list) : null;
  if (wrong !== null) return nextGuess(task, wrong);

  const title = task.channel.title ?? channelTitle(page);
  const annual = isAnnualChannel(page, { url: task.channel.url, title }, listing.items);
  const channels = judgeChannels(listing, task);
  const asChannels = new Set(channels.channels.map(({ url }) => url));
  const { requests, skip } = judgeItems(
    fresh.filter(({ url }) => !asChannels.has(url) && !leadsBack(url, task)),
    task,
    annual,
    identify,
  );
  const following = follow(listing, fresh, task, number);
  return {
    ...NOTHING,
    content: 'page',
    requests: [...requests, ...following.requests],
    skip: [...skip, ...channels.skip, ...following.skip],
    seen: fresh.map((item) => ({ ...item, url: identify(item.url) })),
    channels: channels.channels,
    channel: {
      ...(number === 1 && { platform: task.dialect.key, evidence: task.evidence, ...(title !== null && { title }) }),
      ...(listing.announcedItems !== undefined && { announcedItems: listing.announcedItems }),
      ...(following.stop !== null && { stop: following.stop }),
    },
    warnings: pagesLeft(listing, following.stop, number),
  };
}

/** A list that says how many pages it has and shows no way to them. The number of entries is compared at the end of the visit. */
function pagesLeft(
  { announcedPages, announcedItems }: Listing,
  stop: StopReason | null,
  number: number,
): Plan['warnings'] {
  const ended = stop === 'single_page' || stop === 'last_page';
  if (!ended || announcedItems !== undefined || announcedPages === undefined || announcedPages <= number) return [];
  const message = `the list announces ${announcedPages} pages, ${number} were read: no way to the next was found`;
  return [{ code: 'list_total_mismatch', message }];
}

/** A channel below links the channel that it was found in: its menu and breadcrumb do. */
function leadsBack(url: string, { visit, channel }: ListTask): boolean {
  return url !== channel.url && visit.config.channels.some((configured) => configured.url === url);
}

function uniqueBy(items: readonly ListItem[], identify: (url: string) => string): ListItem[] {
  return [...new Map([...items].reverse().map((item) => [identify(item.url), item])).values()].reverse();
}

/** Why a guessed page is not the next one; null where it is. */
function guessFailed(
  listing: Listing,
  fresh: readonly ListItem[],
  { prefixes = [] }: ListDetails,
): 'no_new_items' | 'wrong_channel' | null {
  // A step on the way (a script, a frame) shows no items and leads on.
  if (listing.items.length === 0 && listing.next.length > 0) return null;
  if (fresh.length === 0) return 'no_new_items';
  return sharesPrefix(fresh, prefixes) ? null : 'wrong_channel';
}

/** The next of the guessed addresses, or the end of the channel. */
export function nextGuess(
  task: Pick<ListTask, 'details' | 'url'>,
  why: 'no_new_items' | 'wrong_channel' | 'page_gone',
): Plan {
  const { details, url } = task;
  const [next, ...others] = details.list.alternatives ?? [];
  const skip: Skip[] = why === 'wrong_channel' ? [{ url, title: '', reason: 'wrong_channel' }] : [];
  const stop: StopReason = why === 'no_new_items' ? 'no_new_items' : 'page_gone';
  if (next === undefined) return { ...NOTHING, content: 'page', skip, channel: { stop } };
  const guess = plannedList({ ...next, tentative: true, alternatives: others }, details);
  return { ...NOTHING, content: 'page', skip, requests: [guess] };
}

function judgeItems(
  items: readonly ListItem[],
  task: ListTask,
  annual: boolean,
  identify: (url: string) => string,
): Pick<Plan, 'requests' | 'skip'> {
  const requests: PlannedRequest[] = [];
  const skip: Skip[] = [];
  for (const item of items) {
    const { kind, refused } = task.visit.judge(item, { annualChannel: annual });
    if (refused !== null) {
      skip.push({ url: identify(item.url), title: item.title, reason: refused });
      continue;
    }
    const details = detailsWith({ hints: hintsOf(item, task, kind) });
    requests.push({ kind: 'detail', url: item.url, identity: identify(item.url), details });
    for (const file of item.attachments ?? []) {
      const details = detailsWith({ hints: { ...hintsOf(item, task, 'report'), name: file.name } });
      const outside = task.visit.scope.refuses(file.url);
      if (outside === null) requests.push({ kind: 'attachment', url: file.url, details });
      else skip.push({ url: file.url, title: file.name, reason: outside });
    }
  }
  return { requests, skip };
}

function hintsOf(item: ListItem, task: ListTask, kind: string): RequestHints {
  return {
    title: item.title,
    date: item.date || undefined,
    organ: (item.organ ?? task.channel.organ ?? task.details.hints.organ) || undefined,
    channel: task.channel.title || undefined,
    platform: task.dialect.key,
    inferred: kind === 'bare' || undefined,
    linksOnly: kind === 'summary' || undefined,
    hasFiles: (item.attachments ?? []).length > 0 || undefined,
    depth: task.details.hints.depth ?? 0,
  };
}

function judgeChannels(listing: Listing, task: ListTask): { channels: NewChannel[]; skip: Skip[] } {
  const channels: NewChannel[] = [];
  const skip: Skip[] = [];
  const deep = (task.details.hints.depth ?? 0) >= MOST_DEPTH;
  for (const { url, title } of listing.channels) {
    const { kind, refused } = task.visit.judge({ url, title }, { annualChannel: true });
    // A channel's name need not speak of reports; only what it surely is not counts.
    const tolerated = refused === 'not_a_report' || refused === 'title_excluded';
    if (deep) skip.push({ url, title, reason: 'page_limit' });
    else if (refused === null || tolerated)
      channels.push({ url, title, organ: kind === 'bare' && titleYears(title).length === 0 ? title : null });
    else skip.push({ url, title, reason: refused });
  }
  return { channels, skip };
}

interface Following {
  readonly requests: readonly PlannedRequest[];
  readonly skip: readonly Skip[];
  readonly stop: StopReason | null;
}

function follow(listing: Listing, fresh: readonly ListItem[], task: ListTask, number: number): Following {
  const stop = stopReason(listing, fresh, task, number);
  if (stop !== null) return { requests: [], skip: [], stop };
  const { maxPages } = task.visit.settings;
  const within = listing.next.filter((next) => next.page <= maxPages);
  const beyond = listing.next.filter((next) => next.page > maxPages);
  const { list, hints } = task.details;
  const from = {
    ...task.details,
    list: { ...list, prefixes: list.prefixes ?? pathPrefixes(listing.items) },
    hints: { ...hints, platform: task.dialect.key },
  };
  return {
    requests: within.map((next) => plannedList(next, from)),
    skip: beyond.map(({ url }) => ({ url, title: '', reason: 'page_limit' })),
    stop: within.length === 0 ? 'page_limit' : null,
  };
}

/** The explicit end of a channel, or null. */
function stopReason(listing: Listing, fresh: readonly ListItem[], task: ListTask, number: number): StopReason | null {
  // The channel's own page may only hold the script that asks for the list.
  const isFrame = number === 1 && listing.items.length === 0 && listing.next.length > 0;
  if (!isFrame && listing.items.length === 0) return number === 1 ? 'single_page' : 'empty_page';
  // Services are asked for page 1 anew where the channel's page drew an unknown part of it.
  const isFirst = isFrame || (number === 1 && task.url !== task.channel.url);
  // A pager's links lie beside the rows; a list whose 下一页 never ends brings nothing else that is new.
  const pager = new Set(listing.next.map(({ url }) => url));
  if (!isFirst && fresh.every(({ url }) => pager.has(url))) return 'no_new_items';
  if (listing.next.length === 0) return number === 1 ? 'single_page' : 'last_page';
  if (!isFrame && allTooOld(listing.items, task)) return 'year_range';
  return null;
}

/** Lists are in order of publication, newest first: a page that is too old as a whole, by a year to spare, ends the channel. */
function allTooOld(items: readonly ListItem[], task: ListTask): boolean {
  const { from } = task.visit.settings.years;
  if (from === null || items.length < 5) return false;
  return items.every(({ title, date }) => {
    const years = [...titleYears(title), ...(date === undefined ? [] : [Number(date.slice(0, 4)) - 1])];
    return years.length > 0 && Math.max(...years) < from - 1;
  });
}

/** A list page as a request; what was learned of the channel goes along. */
function plannedList(next: ListRequest, { list: { prefixes }, hints }: RequestDetails): PlannedRequest {
  const { url, page, state, tentative, alternatives, ...http } = next;
  const details = { http, list: { page, state, tentative, alternatives, prefixes }, hints };
  return { kind: 'list', url, details };
}
