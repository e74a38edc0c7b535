import { titleYears } from '../../vocabulary/link-titles.ts';
import type { ListItem, Listing, ListRequest, Page } from '../platforms/dialect.ts';
import { isMarkup } from '../platforms/page/dom.ts';
import { unreadTab } from '../platforms/page/tabs.ts';
import { nextStep } from '../platforms/paging/next-step.ts';
import { guessedPages } from '../platforms/paging/page-guesses.ts';
import { pagerSigns } from '../platforms/paging/pager-signs.ts';
import { advance, onward, type Progress } from '../platforms/paging/paging.ts';
import { furtherInJson, loadsFurther } from '../platforms/paging/script-loads.ts';
import { listCalls } from '../platforms/service/api-calls.ts';
import { secondCall } from '../platforms/service/api-list.ts';
import { listRequestOf } from '../queue/request.ts';
import type { ListDetails, RequestDetails } from '../queue/request-details.ts';
import type { StopReason } from '../reasons.ts';
import { incomplete, type ListEnd, listEnd, shortfall, unknown } from './completeness.ts';
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
  const progress = advance(listRequestOf(task).state, number, listing.items.length);
  if (stop === null) return goOn(read, task, signs.more ?? shortfall(listing, progress));
  const told = listEnd({ stop, page, number, listing, signs, promised: list.beyond?.sign, hasRows, progress });
  const year = told.completeness === 'complete' && number === 1 ? unreadTab(page, listing.items) : null;
  const service = told.completeness === 'complete' && stop === 'single_page' ? uncounted(read, task) : null;
  const left = year ?? service;
  const end = left === null ? told : incomplete(left);
  const toItself = signs.toItself === true ? list.beyond?.sign : undefined;
  const sign = signs.more ?? toItself ?? left ?? shortfall(listing, progress);
  if (end.completeness === 'incomplete' && sign !== null) return orElse(tries(read, task, sign), stop, task, end);
  const further = end.isWeak === true ? guesses(read, task) : [];
  if (further.length > 0) return orElse(further, stop, task, end);
  const isCounted = listing.announcedItems !== undefined || signs.last !== null;
  const loads = stop === 'single_page' && hasRows && !isCounted && !list.press ? loadsFurther(page) : null;
  return loads === null ? orElse([], stop, task, end) : orElse(hidden(read, task, loads), stop, task, unknown(loads));
}

/** What a service's only answer, or the control beside its rows, says of more, where nothing counts them. */
function uncounted({ page, listing }: ReadList, { details: { list } }: ListTask): string | null {
  if (isMarkup(page) || listing.announcedItems !== undefined) return null;
  return (
    furtherInJson(page) ??
    (list.beyond?.isGuess !== true && list.beyond?.sign !== ASKS ? (list.beyond?.sign ?? null) : null)
  );
}

function orElse(requests: readonly PlannedRequest[], stop: StopReason, { details }: ListTask, end: ListEnd): Following {
  if (requests.length > 0) return { requests, skip: [], stop: null, end: null };
  return { requests, skip: [], stop, end: details.list.press ? afterPressing(details.list) : end };
}

/** What a browser has read is counted by itself; here is only what it began with. */
const afterPressing = ({ beyond }: ListDetails): ListEnd =>
  beyond?.isGuess === true
    ? unknown(`${beyond.sign}; it was not opened in a browser`)
    : incomplete(`${beyond?.sign ?? 'the list goes on'}; no way to the next page was found`);

/** Rows that nothing on the page speaks of: what its scripts call, and a browser that scrolls, presses tabs and what they have drawn. */
function hidden({ page, listing }: ReadList, task: ListTask, sign: string): PlannedRequest[] {
  const { list } = task.details;
  const progress = advance(listRequestOf(task).state, list.page, listing.items.length);
  const from = onTheWay(listing, task, { sign, url: addressOf(page, task), isGuess: true });
  const [first, ...alternatives] = unique(calls(page, progress));
  if (first !== undefined) return [plannedList({ ...first, alternatives }, from)];
  return task.visit.settings.browser === 'never' ? [] : [pressed(from)];
}

const ASKS = 'the page asks a service for its list';

function goOn({ page, listing }: ReadList, task: ListTask, more: string | null): Following {
  const { maxPages } = task.visit.settings;
  const within = listing.next.filter((next) => next.page <= maxPages);
  const beyond = listing.next.filter((next) => next.page > maxPages);
  const sign = more ?? (listing.items.length === 0 ? ASKS : null);
  const from = onTheWay(listing, task, sign === null ? undefined : { sign, url: addressOf(page, task) });
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
  const called = list.page === 1 ? calls(page, progress) : [];
  // A page that repeats what was read has been reached by one of these already.
  const repeats = list.beyond !== undefined && listing.items.length > 0 && list.tentative !== true;
  const candidates = repeats ? [] : unique([...stepped, ...called, ...guessedPages(page, request, progress)]);
  const from = onTheWay(listing, task, { sign, url: addressOf(page, task) });
  const [first, ...alternatives] = candidates;
  if (first !== undefined) return [plannedList({ ...first, alternatives }, from)];
  // The first page in place of the second: its control is tried as the first page's.
  const at = repeats && list.page === 2 ? { ...from, list: { ...from.list, page: 1 } } : from;
  return browser === 'never' ? [] : [pressed(at)];
}

/** A service that the page calls, from its first page on: its pages may be of another length; and its second, where the first is known. */
function calls(page: Page, progress: Progress): ListRequest[] {
  const state = { call: true, size: progress.size, seen: progress.seen };
  return listCalls(page).flatMap((call) => {
    const second = secondCall(call);
    return [call, ...(second === null ? [] : [{ ...second, state }])].map((one) => ({ ...one, tentative: true }));
  });
}

/**
 * A full page without a pager may be the whole list, or not: a service that its scripts ask for pages, and on sites of nobody's making the
 * usual addresses, tell, each to be proved.
 */
function guesses({ page, listing }: ReadList, task: ListTask): PlannedRequest[] {
  const { list } = task.details;
  const request = listRequestOf(task);
  const progress = advance(request.state, list.page, listing.items.length);
  const called = list.page > 1 ? [] : calls(page, progress).filter((call) => secondCall(call) !== null);
  const isUnknown = task.dialect.key === 'generic' && isMarkup(page);
  const candidates = [...called, ...(isUnknown ? guessedPages(page, request, progress) : [])];
  const [first, ...alternatives] = unique(candidates);
  return first === undefined ? [] : [plannedList({ ...first, alternatives }, onTheWay(listing, task, undefined))];
}

/** As a browser is to open it: systems that draw by what stands behind `#` need that. */
function addressOf(page: Page, { url, details, channel }: ListTask): string {
  // A service's answer is shown by the page that asked for it.
  if (!isMarkup(page)) return details.list.beyond?.url ?? channel.url;
  return url.replace(/#.*$/s, '') === page.url ? url : page.url;
}

/** Each once, in the order of what is likely. */
function unique(requests: readonly ListRequest[]): ListRequest[] {
  const known = new Map<string, ListRequest>();
  for (const request of requests) {
    const { method = 'GET', url, body = '' } = request;
    const key = `${method} ${url} ${body}`;
    if (!known.has(key)) known.set(key, request);
  }
  return [...known.values()];
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
