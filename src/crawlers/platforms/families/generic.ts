import { mentionsDisclosureReport } from '../../../vocabulary/report-titles.ts';
import { readDetail } from '../detail/detail.ts';
import type { Dialect, ListContext, Listing, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { withQuery } from '../page/links.ts';
import { ownRows } from '../page/list-rows.ts';
import { type ListRow, toItem } from '../page/row.ts';
import { readRows } from '../page/rows.ts';
import { listFrames } from '../paging/frames.ts';
import { nextStep } from '../paging/next-step.ts';
import { advance, announced, onward } from '../paging/paging.ts';
import { readTotals } from '../paging/totals.ts';
import { isCalled, listCalls } from '../service/api-calls.ts';
import { apiListing, nextCall } from '../service/api-list.ts';
import { readJson } from '../service/json.ts';
import { xmlListing } from '../service/xml-list.ts';

function list(page: Page, context: ListContext): Listing {
  const answer = page.text.trimStart().startsWith('<') ? null : readJson(page.text);
  if (answer !== null) return apiListing(page, context, answer);
  const records = xmlListing(page);
  if (records !== null) return records;
  const rows = readRows(page);
  const shell = shellOf(page, context, rows);
  if (shell !== null) return shell;
  const items = ownRows(rows.filter((row) => !row.frame || mentionsDisclosureReport(row.title))).map(toItem);
  const totals = readTotals(page);
  const progress = advance(context.request.state, context.request.page, items.length);
  // A piece of HTML that a service gives has no pager: the next is asked for as this one was.
  if (isCalled(context.request))
    return { items, channels: [], next: nextCall(page, context.request, progress, totals), ...announced(totals) };
  const step = nextStep(page, progress.page + 1);
  return {
    items,
    channels: [...subChannels(page, rows, /(?!)/), ...listFrames(page, rows)],
    next: step === null ? [] : [onward(progress, step)],
    ...announced(totals),
  };
}

/**
 * A page without a list of its own, whose scripts ask a service for it: the calls, each to be proved; after them the page once more, for
 * a browser to run. Null where the page has rows, or calls nothing.
 */
function shellOf(page: Page, context: ListContext, rows: readonly ListRow[]): Listing | null {
  const { state, page: number } = context.request;
  const hasRows = rows.some(
    ({ frame, title, date }) => !frame && (mentionsDisclosureReport(title) || date !== undefined),
  );
  if (hasRows || number > 1 || state?.scripts === true || listFrames(page, rows).length > 0) return null;
  const [call, ...others] = listCalls(page);
  if (call === undefined || subChannels(page, rows, /(?!)/).length > 0) return null;
  // The cache-breaking parameter that jQuery adds makes it another request.
  const { hash } = new URL(context.channel);
  const url = `${withQuery(page.url, { _: 1 })}${hash}`;
  const again = { url, page: 1, tentative: true, state: { scripts: true } };
  return { items: [], channels: [], next: [{ ...call, alternatives: [...others, again] }] };
}

/** Any portal: links by their titles; the next page by its link; where it shows none, `plan/following.ts` tries what is usual. */
export const generic: Dialect = {
  key: 'generic',
  name: 'generic (links by title)',
  detect: () => ({ confidence: 0.05, evidence: ['no family recognised'] }),
  list,
  detail: (page) => readDetail(page),
};
