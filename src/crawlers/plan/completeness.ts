import { printedDates } from '../platforms/detail/dates.ts';
import type { Listing, Page } from '../platforms/dialect.ts';
import { isMarkup, visibleTexts } from '../platforms/page/dom.ts';
import type { PagerSigns } from '../platforms/paging/pager-signs.ts';
import type { Progress } from '../platforms/paging/paging.ts';
import type { Completeness, StopReason } from '../reasons.ts';

/** Whether a channel's list was read to its end, and what says so. */
export interface ListEnd {
  readonly completeness: Completeness;
  /** For a person. */
  readonly evidence: string;
  /** Nothing speaks against it, and nothing for it: as full a page as lists have, without a pager. */
  readonly isWeak?: boolean;
  /** The code that the page loads may say otherwise. */
  readonly mayBeScripted?: boolean;
}

export const complete = (evidence: string): ListEnd => ({ completeness: 'complete', evidence });
export const incomplete = (evidence: string): ListEnd => ({ completeness: 'incomplete', evidence });
export const unknown = (evidence: string): ListEnd => ({ completeness: 'unknown', evidence });

/** The worst of what several lists of a channel came to. */
export const WORST: readonly Completeness[] = ['incomplete', 'unknown', 'complete'];

export interface EndContext {
  readonly stop: StopReason;
  readonly page: Page;
  readonly number: number;
  readonly listing: Listing;
  readonly signs: PagerSigns;
  /** What the page before this one said of further pages. */
  readonly promised: string | undefined;
  /** Whether rows of a list were read: reports, channels, or anything dated. */
  readonly hasRows: boolean;
  /** How far the list has been read, this page included. */
  readonly progress: Progress;
}

/** Lists hold ten rows a page, fifteen, twenty: one with fewer is whole. */
const LEAST_FULL = 10;

/** What the end of a list's reading means. */
export function listEnd(context: EndContext): ListEnd {
  const { stop, number, listing, signs, promised } = context;
  switch (stop) {
    case 'page_limit':
      return incomplete(`stopped at the greatest number of list pages: ${number} were read`);
    case 'year_range':
      return complete('all further rows are older than the configured years');
    case 'failed':
      return incomplete('a list page failed');
    case 'empty_page':
      return emptyPage(context);
    case 'page_gone':
      return promised === undefined ? complete(`there is no page ${number}`) : incomplete(promised);
    case 'no_new_items':
      return repeatedPage(context);
    default:
      return signs.more !== null ? incomplete(signs.more) : lastPage(context, listing.items.length);
  }
}

/** A service counts as it answers: its total above the rows that were read is no old one. */
function emptyPage({ number, page, listing, signs, progress }: EndContext): ListEnd {
  const short = shortfall(listing, progress);
  if (short !== null && !isMarkup(page)) return incomplete(short);
  return signs.more === null ? complete(`page ${number} has no rows`) : incomplete(signs.more);
}

/** The first page once more in place of the second is no end of a list that announces more; it shows its pager once more. */
function repeatedPage({ number, listing, signs, promised, progress }: EndContext): ListEnd {
  if (signs.more === null && signs.toItself === true && promised !== undefined) return incomplete(promised);
  if (signs.more !== null) return incomplete(signs.more);
  const short = isOneAndTheSame(number, progress) ? shortfall(listing, progress) : null;
  return short === null ? complete(`page ${number} repeats what was read`) : incomplete(short);
}

/** Whether each page so far was the first. */
const isOneAndTheSame = (number: number, { seen, size }: Progress): boolean => number > 1 && seen <= size * 2;

/** What the list's own totals say of rows that were not read; null where nothing is missing. */
export function shortfall({ announcedItems, announcedPages }: Listing, { seen, size, page }: Progress): string | null {
  if (announcedItems !== undefined && announcedItems > seen)
    return `${announcedItems} entries are announced, ${seen} were read`;
  const read = size > 0 ? Math.min(page, Math.ceil(seen / size)) : 0;
  return announcedPages !== undefined && announcedPages > read && read > 0
    ? `${announcedPages} pages are announced, ${read} were read`
    : null;
}

function lastPage({ number, listing, signs, hasRows, page, promised, progress }: EndContext, rows: number): ListEnd {
  if (!hasRows && number > 1 && promised !== undefined)
    return incomplete(`${promised}; page ${number} shows no row of the list`);
  if (!hasRows) return emptyList(page, listing);
  if (listing.announcedItems !== undefined && listing.announcedItems > progress.seen)
    return incomplete(shortfall(listing, progress) ?? '');
  if (listing.announcedPages !== undefined && listing.announcedPages > number)
    return incomplete(`${listing.announcedPages} pages are announced, ${number} were read`);
  if (signs.last !== null)
    return { ...complete(signs.last), ...(signs.mayBeScripted === true && { mayBeScripted: true }) };
  if (listing.announcedItems !== undefined) return complete(`the announced total: ${listing.announcedItems}`);
  if (number > 1) return { ...complete(`page ${number} shows no way on`), isWeak: rows >= progress.size };
  if (rows < LEAST_FULL) return complete(`${rows} rows, and no pager`);
  return { ...complete(`${rows} rows on one page, and no pager`), isWeak: true };
}

const SAYS_EMPTY =
  /暂[无未](?:相关)?(?:数据|信息|内容|记录|公开|年报|文章|结果)?|没有(?:找到|查到|检索到|符合|相关)|无(?:相关)?(?:数据|记录)/;
const LEAST_DATES = 3;

/** A list page without a row of a list. */
function emptyList(page: Page, { announcedItems, channels }: Listing): ListEnd {
  if (channels.length > 0) return complete(`it leads to ${channels.length} channels`);
  if (announcedItems !== undefined && announcedItems > 0)
    return incomplete(`${announcedItems} entries are announced, and no row was read`);
  const root = page.$('body').get(0);
  const shown = root === undefined ? '' : [...visibleTexts(root)].join(' ');
  if (SAYS_EMPTY.test(shown) || announcedItems === 0) return complete('the page says that there is nothing');
  const dates = printedDates(shown).length;
  if (dates >= LEAST_DATES) return incomplete(`${dates} dates are printed, and no row was read`);
  if (/<!--(?:(?!-->)[\s\S]){0,400}<a\b[^>]*href/i.test(page.text)) return incomplete('its rows stand in a comment');
  if (/\{\{|v-for=|ng-repeat|<template\b|text\/(?:x-)?(?:template|html|tmpl)/i.test(page.text))
    return incomplete('a template stands where rows would be');
  return unknown('no row of a list was read');
}
