import type { ListContext, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { listRows } from '../page/list-rows.ts';
import { readRows } from '../page/rows.ts';
import { listFrames } from './frames.ts';
import { nextStep } from './next-step.ts';
import { listName, numberedPage } from './pager.ts';
import { advance, announced, follow, onward, type Progress } from './paging.ts';
import { scriptedPages } from './script-pager.ts';
import { readTotals, type Totals } from './totals.ts';

export interface StaticList {
  /** Addresses of articles. */
  readonly detail: RegExp;
  /** Addresses of channels, for platforms whose addresses are numbers. */
  readonly channel?: RegExp;
  /** How the files of further pages are numbered, where the pager is drawn by script. */
  readonly numbering?: PageNumbering;
  /** The address of a further page, where it is no such file name. */
  readonly pageUrl?: (page: Page, number: number, totals: Totals) => string | null;
  /** The page's own number, where its address tells it. */
  readonly current?: (page: Page, totals: Totals) => number | null;
  readonly totals?: (page: Page) => Totals;
}

export interface PageNumbering {
  /** The number in the name of page 2, less 1: `index_1` is page 2 (0), or page 1 (1). Sites of one family differ: the other is tried too. */
  readonly base: 0 | 1;
  /** The first page's file name, where the channel's address is a folder. */
  readonly stem: string;
  readonly extension: string;
}

/**
 * A list page as a server draws it: rows, channels below, and the page that follows: the pager's own link (下一页, or the next number),
 * else the family's address form as far as the list's total goes.
 */
export function readStaticList(page: Page, context: ListContext, family: StaticList): Listing {
  const rows = readRows(page);
  const items = listRows(rows, family.detail);
  const totals = (family.totals ?? readTotals)(page);
  const number = family.current?.(page, totals) ?? context.request.page;
  const progress = advance(context.request.state, number, items.length);
  const step = nextStep(page, number + 1);
  const made = step === null ? addresses(page, number + 1, totals, family) : [];
  return {
    items,
    channels: [...subChannels(page, rows, family.detail, family.channel), ...listFrames(page, rows)],
    next: step !== null ? [onward(progress, step)] : furtherPage(page, progress, totals, made),
    ...announced(totals),
  };
}

function addresses(page: Page, number: number, totals: Totals, { pageUrl, numbering }: StaticList): string[] {
  const url = pageUrl?.(page, number, totals) ?? null;
  if (url !== null) return [url];
  const numbered = numbering === undefined ? [] : numberedPages(page, number, numbering);
  return [...new Set([...numbered, ...scriptedPages(page, number)])];
}

/** From a numbered page the next number; from the first page both ways to count, the family's own first. */
function numberedPages(page: Page, number: number, { base, ...fallback }: PageNumbering): string[] {
  const own = /_(\d{1,3})\.\w+$/.exec(new URL(page.url).pathname)?.[1];
  const name = listName(page.url, fallback);
  if (own !== undefined && (number > 2 || Number(own) <= 1)) return [numberedPage(name, Number(own) + 1)];
  const whole = own === undefined ? name : { ...name, stem: `${name.stem}_${own}` };
  return [base, 1 - base].map((from) => numberedPage(whole, number - 1 + from));
}

/** With a total, as far as it goes. Without, a guess where no pager was drawn and the page is as full as lists are. */
function furtherPage(page: Page, progress: Progress, totals: Totals, urls: readonly string[]): ListRequest[] {
  const known = totals.items !== undefined || totals.pages !== undefined;
  const guess = !known && progress.rows >= LEAST_FULL && !hasPager(page);
  const [url, ...others] = urls;
  if (url === undefined || !(known || guess)) return [];
  return follow(progress, totals, { url }).map((request) => {
    if (others.length === 0) return request;
    const alternatives = others.map((other) => ({ ...request, url: other, tentative: true }));
    return { ...request, tentative: true, alternatives };
  });
}

/** Lists hold ten rows a page, fifteen, twenty: one with fewer is whole. */
const LEAST_FULL = 10;

/** A pager that is drawn without a link to a further page says that this is the last one. */
function hasPager(page: Page): boolean {
  return /下一?页|尾页|末页/.test(page.$('body').text());
}
