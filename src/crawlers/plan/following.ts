import { titleYears } from '../../vocabulary/link-titles.ts';
import type { ListItem, Listing, ListRequest, Page } from '../platforms/dialect.ts';
import { nextStep } from '../platforms/paging/next-step.ts';
import { guessedPages } from '../platforms/paging/page-guesses.ts';
import { type PagerSigns, pagerSigns } from '../platforms/paging/pager-signs.ts';
import { advance, onward } from '../platforms/paging/paging.ts';
import { listCalls } from '../platforms/service/api-calls.ts';
import { type ListDetails, listRequestOf, type RequestDetails } from '../queue/request.ts';
import type { StopReason } from '../reasons.ts';
import { incomplete, type ListEnd, listEnd } from './completeness.ts';
import type { ListTask } from './list-task.ts';
import type { PlannedRequest, Skip } from './plan.ts';
import { plannedList, pressed } from './planned-list.ts';
import { pathPrefixes } from './prefixes.ts';

/** The page that follows, or why there is none. */
export interface Following {
  readonly requests: readonly PlannedRequest[];
  readonly skip: readonly Skip[];
  readonly stop: StopReason | null;
  /** Set with `stop`. */
  readonly end: ListEnd | null;
}

export interface ReadList {
  readonly page: Page;
  readonly listing: Listing;
  readonly fresh: readonly ListItem[];
  /** Whether rows of a list were read: reports, channels, or anything dated. */
  readonly hasRows: boolean;
}

/** Where a list goes on: as its dialect says; where that ends too early, in every other way that may lead on; last by a browser. */
export function followList(read: ReadList, task: ListTask): Following {
  const { page, listing, hasRows } = read;
  const { list } = task.details;
  const number = list.page;
  const signs = pagerSigns(page, number);
  const stop = stopReason(read, task, number);
  if (stop === null) return goOn(read, task, signs);
  const end = listEnd({ stop, page, number, listing, signs, promised: list.beyond?.sign, hasRows });
  const sign = signs.more ?? (signs.toItself === true ? list.beyond?.sign : undefined);
  const further = end.completeness === 'incomplete' && sign !== undefined ? tries(read, task, sign) : [];
  if (further.length === 0) return { requests: [], skip: [], stop, end: list.press ? afterPressing(list) : end };
  return { requests: further, skip: [], stop: null, end: null };
}

/** What a browser has read is counted by itself; here is only what it began with. */
const afterPressing = ({ beyond }: ListDetails): ListEnd =>
  incomplete(`${beyond?.sign ?? 'the list goes on'}; no way to the next page was found`);

function goOn({ page, listing }: ReadList, task: ListTask, { more }: PagerSigns): Following {
  const { maxPages } = task.visit.settings;
  const within = listing.next.filter((next) => next.page <= maxPages);
  const beyond = listing.next.filter((next) => next.page > maxPages);
  const sign = listing.items.length === 0 ? 'the page asks a service for its list' : more;
  const from = onTheWay(listing, task, sign === null ? undefined : { sign, url: page.url });
  const number = task.details.list.page;
  return {
    requests: within.map((next) => plannedList(next, from)),
    skip: beyond.map(({ url }) => ({ url, title: '', reason: 'page_limit' })),
    stop: within.length === 0 ? 'page_limit' : null,
    end: within.length > 0 ? null : incomplete(`stopped at the greatest number of list pages: ${number} were read`),
  };
}

/** What the next page's request carries of this one. */
function onTheWay(listing: Listing, task: ListTask, beyond: ListDetails['beyond']): RequestDetails {
  const { list, hints } = task.details;
  const prefixes = list.prefixes ?? pathPrefixes(listing.items);
  return { ...task.details, list: { ...list, prefixes, beyond }, hints: { ...hints, platform: task.dialect.key } };
}

/** A control's own address and its handler, the form of the page's own address, a service that the page calls; a browser that presses it. */
function tries({ page, listing }: ReadList, task: ListTask, sign: string): PlannedRequest[] {
  const { list } = task.details;
  const { maxPages, browser } = task.visit.settings;
  if (list.press || list.page >= maxPages) return [];
  const request = listRequestOf(task);
  const progress = advance(request.state, list.page, listing.items.length);
  const step = nextStep(page, list.page + 1);
  const stepped = step === null ? [] : [{ ...onward(progress, step), tentative: true }];
  const called = list.page === 1 ? listCalls(page).map((call) => ({ ...call, tentative: true })) : [];
  // A page that repeats what was read has been reached by one of these already.
  const repeats = list.beyond !== undefined && listing.items.length > 0 && list.tentative !== true;
  const candidates = repeats ? [] : unique([...stepped, ...guessedPages(page, request, progress), ...called]);
  const from = onTheWay(listing, task, { sign, url: page.url });
  const [first, ...alternatives] = candidates;
  if (first !== undefined) return [plannedList({ ...first, alternatives }, from)];
  return browser === 'never' ? [] : [pressed(from)];
}

function unique(requests: readonly ListRequest[]): ListRequest[] {
  const keyOf = ({ method = 'GET', url, body = '' }: ListRequest) => `${method} ${url} ${body}`;
  return [...new Map([...requests].reverse().map((one) => [keyOf(one), one])).values()].reverse();
}

/** The explicit end of a channel, or null. */
function stopReason({ listing, fresh }: ReadList, task: ListTask, number: number): StopReason | null {
  // The channel's own page may only hold the script that asks for the list.
  const isFrame = number === 1 && listing.items.length === 0 && listing.next.length > 0;
  if (!isFrame && listing.items.length === 0) return number === 1 ? 'single_page' : 'empty_page';
  // Services are asked for page 1 anew where the channel's page drew an unknown part of it.
  const isFirst = isFrame || (number === 1 && task.url !== task.channel.url);
  // A pager's links lie beside the rows; a list whose 下一页 never ends brings nothing else that is new.
  const pager = new Set(listing.next.map(({ url }) => url));
  if (!isFirst && fresh.every(({ url }) => pager.has(url))) return 'no_new_items';
  if (listing.next.length === 0 || task.details.list.press) return number === 1 ? 'single_page' : 'last_page';
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
