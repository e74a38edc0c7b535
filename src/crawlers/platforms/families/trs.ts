import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { listRows } from '../page/list-rows.ts';
import { readRows } from '../page/rows.ts';
import { nextLink } from '../paging/pager.ts';
import { advance, announced, onward, type Progress, totalsOf } from '../paging/paging.ts';
import { readTotals } from '../paging/totals.ts';
import { nextFiles, readPageScript } from '../service/page-script.ts';

/** `./202401/t20240131_123456.html`, also .shtml and .htm. */
const DETAIL = /\/t(?:19|20)\d{6}_\d+(?:_\d+)?\.s?html?/i;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  let confidence = 0;
  const see = (what: string, weight: number): void => {
    confidence = Math.max(confidence, weight) + (evidence.length > 0 ? 0.03 : 0);
    evidence.push(what);
  };
  const script = readPageScript(page);
  if (script !== null) see(`pager ${script.evidence}`, script.stem === undefined ? 0.75 : 0.8);
  if (DETAIL.test(page.url)) see('article address tYYYYMMDD_<id>', 0.8);
  if (/href=["'][^"'#]*\/t(?:19|20)\d{6}_\d+\.s?html?/i.test(page.text)) see('links to tYYYYMMDD_<id>', 0.75);
  if (/TRS_(?:Editor|UEDITOR|AUTOADD)|trs_(?:word|web)/.test(page.text)) see('TRS_Editor', 0.75);
  if (/href=["']\.\/[PW]0(?:19|20)\d{6,}/.test(page.text)) see('attachments ./P0… or ./W0…', 0.7);
  return evidence.length > 0 ? { confidence: Math.min(confidence, 0.95), evidence } : null;
}

function list(page: Page, context: ListContext): Listing {
  const rows = readRows(page);
  const items = listRows(rows, DETAIL);
  const script = readPageScript(page);
  const totals = { ...readTotals(page), ...totalsOf(undefined, script?.pages) };
  const progress = advance(context.request.state, context.request.page, items.length);
  const { request } = context;
  return {
    items,
    channels: subChannels(page, rows, DETAIL),
    next: script === null ? linkedPage(page, progress) : nextFiles(page, { script, items, progress, totals, request }),
    ...announced(totals),
  };
}

function linkedPage(page: Page, progress: Progress): ListRequest[] {
  const link = nextLink(page);
  return link === null ? [] : [onward(progress, { url: link })];
}

/** TRS WCM: static pages `index.html`, `index_1.html` …, drawn into pagers by script. */
export const trs: Dialect = {
  key: 'trs',
  name: 'TRS WCM (static pages)',
  detect,
  list,
  detail: (page) => readDetail(page, { bodies: ['.TRS_Editor', '.TRS_UEDITOR', '.trs_editor_view', '.trs_word'] }),
};
