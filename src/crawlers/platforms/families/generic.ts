import { mentionsDisclosureReport } from '../../../vocabulary/report-titles.ts';
import { readDetail } from '../detail/detail.ts';
import type { Dialect, ListContext, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { withQuery } from '../page/links.ts';
import { type Row, readRows, toItem } from '../page/rows.ts';
import { listFrames } from '../paging/frames.ts';
import { nextStep } from '../paging/next-step.ts';
import { guessedPages } from '../paging/page-guesses.ts';
import { advance, announced, onward, type Progress } from '../paging/paging.ts';
import { readTotals, type Totals } from '../paging/totals.ts';
import { listCalls } from '../service/api-calls.ts';
import { apiListing } from '../service/api-list.ts';
import { readJson } from '../service/json.ts';

/** Lists hold 10, 15 or 20 rows a page: fewer are the whole list. */
const LEAST_FULL_PAGE = 10;

function list(page: Page, context: ListContext): Listing {
  const answer = page.text.trimStart().startsWith('<') ? null : readJson(page.text);
  if (answer !== null) return apiListing(page, context, answer);
  const rows = readRows(page);
  const shell = shellOf(page, context, rows);
  if (shell !== null) return shell;
  const items = rows.filter((row) => !row.frame || mentionsDisclosureReport(row.title)).map(toItem);
  const totals = readTotals(page);
  const progress = advance(context.request.state, context.request.page, items.length);
  const step = nextStep(page, progress.page + 1);
  return {
    items,
    channels: [...subChannels(page, rows, /(?!)/), ...listFrames(page, rows)],
    next: step === null ? guesses(page, context, progress, totals, rows) : [onward(progress, step)],
    ...announced(totals),
  };
}

/**
 * A page without a list of its own, whose scripts ask a service for it: the calls, each to be proved; after them the page once more, for
 * a browser to run. Null where the page has rows, or calls nothing.
 */
function shellOf(page: Page, context: ListContext, rows: readonly Row[]): Listing | null {
  const { state, page: number } = context.request;
  const hasRows = rows.some(
    ({ frame, title, date }) => !frame && (mentionsDisclosureReport(title) || date !== undefined),
  );
  if (hasRows || number > 1 || state?.scripts === true || listFrames(page, rows).length > 0) return null;
  const [call, ...others] = listCalls(page);
  if (call === undefined || subChannels(page, rows, /(?!)/).length > 0) return null;
  // The cache-breaking parameter that jQuery adds makes it another request.
  const again = { url: withQuery(page.url, { _: 1 }), page: 1, tentative: true, state: { scripts: true } };
  return { items: [], channels: [], next: [{ ...call, alternatives: [...others, again] }] };
}

/** Without a link to the next page: the usual addresses, each to be proved, where the list seems to go on. */
function guesses(
  page: Page,
  context: ListContext,
  progress: Progress,
  totals: Totals,
  rows: readonly Row[],
): ListRequest[] {
  const { page: number } = progress;
  const reports = rows.filter(
    ({ title, date, frame }) => !frame && (mentionsDisclosureReport(title) || date !== undefined),
  ).length;
  const announcesMore = totals.pages !== undefined ? totals.pages > number : (totals.items ?? 0) > progress.seen;
  const saysNothing = totals.pages === undefined && totals.items === undefined;
  if (!announcesMore && !(saysNothing && reports >= LEAST_FULL_PAGE)) return [];
  const [next, ...alternatives] = guessedPages(page, context.request, progress);
  return next === undefined ? [] : [{ ...next, alternatives }];
}

/** Any portal: links by their titles; the next page by its link or by proving a guess. */
export const generic: Dialect = {
  key: 'generic',
  name: 'generic (links by title)',
  detect: () => ({ confidence: 0.05, evidence: ['no family recognised'] }),
  list,
  detail: (page) => readDetail(page),
};
