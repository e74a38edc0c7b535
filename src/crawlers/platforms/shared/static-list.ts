import type { ListContext, Listing, ListRequest, Page } from '../dialect.ts';
import { subColumns } from './columns.ts';
import { nextLink, numberedLink } from './pager.ts';
import { advance, announced, follow, onward, type Progress } from './paging.ts';
import { listRows, readRows } from './rows.ts';
import { readTotals, type Totals } from './totals.ts';

export interface StaticList {
  /** Addresses of articles. */
  readonly detail: RegExp;
  /** Addresses of columns, for platforms whose addresses are numbers. */
  readonly column?: RegExp;
  /** The address of a further page, where the pager is drawn by script and only a total is known. */
  readonly pageUrl?: (page: Page, number: number, totals: Totals) => string | null;
  /** The page's own number, where its address tells it. */
  readonly current?: (page: Page, totals: Totals) => number | null;
  readonly totals?: (page: Page) => Totals;
}

/**
 * A list page as a server draws it: rows, columns below, and the page that follows: the pager's own link (下一页, or the next number),
 * else the family's address form as far as the list's total goes.
 */
export function readStaticList(page: Page, context: ListContext, family: StaticList): Listing {
  const rows = readRows(page);
  const items = listRows(page, rows, family.detail);
  const totals = (family.totals ?? readTotals)(page);
  const number = family.current?.(page, totals) ?? context.request.page;
  const progress = advance(context.request.state, number, items.length);
  const link = nextLink(page) ?? numberedLink(page, number + 1);
  const made = link === null ? (family.pageUrl?.(page, number + 1, totals) ?? null) : null;
  return {
    items,
    columns: subColumns(page, rows, family.detail, family.column),
    next: link !== null ? [onward(progress, { url: link })] : furtherPage(page, progress, totals, made),
    ...announced(totals),
  };
}

/** With a total, as far as it goes. Without, a guess where no pager was drawn and the page is as full as lists are. */
function furtherPage(page: Page, progress: Progress, totals: Totals, url: string | null): ListRequest[] {
  const known = totals.items !== undefined || totals.pages !== undefined;
  const guess = !known && progress.rows >= LEAST_FULL && !hasPager(page);
  return url !== null && (known || guess) ? follow(progress, totals, { url }) : [];
}

/** Lists hold ten rows a page, fifteen, twenty: one with fewer is whole. */
const LEAST_FULL = 10;

/** A pager that is drawn without a link to a further page says that this is the last one. */
function hasPager(page: Page): boolean {
  return /下一?页|尾页|末页/.test(page.$('body').text());
}
