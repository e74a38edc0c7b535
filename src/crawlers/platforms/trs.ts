import type { Detection, Dialect, ListContext, Listing, ListRequest, Page } from './dialect.ts';
import { subColumns } from './shared/columns.ts';
import { readDetail } from './shared/detail.ts';
import { listName, nextLink, numberedPage } from './shared/pager.ts';
import { advance, announced, follow, onward, type Progress, totalsOf } from './shared/paging.ts';
import { listRows, readRows } from './shared/rows.ts';
import { readTotals, type Totals } from './shared/totals.ts';

/** `createPageHTML(5, 0, "index", "html")`: pages, current, stem, extension; the first two may be names of variables. */
const PAGER =
  /createPageHTML\s*\(\s*["']?([\w$]+)["']?\s*,\s*["']?([\w$]+)["']?\s*,\s*["']([\w./-]+)["']\s*,\s*["'](\w+)["']/;
/** What the template writes in place of the call: `var countPage = 5//共多少页`, `var currentPage = 0;//所在页从0开始`. */
const COUNT = /\bvar\s+countPage\s*=\s*["']?(\d+)/;
const CURRENT = /\bvar\s+currentPage\s*=\s*["']?(\d+)/;
/** `./202401/t20240131_123456.html`, also .shtml and .htm. */
const DETAIL = /\/t(?:19|20)\d{6}_\d+(?:_\d+)?\.s?html?/i;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  let confidence = 0;
  const see = (what: string, weight: number): void => {
    confidence = Math.max(confidence, weight) + (evidence.length > 0 ? 0.03 : 0);
    evidence.push(what);
  };
  const pager = PAGER.exec(page.text);
  if (pager) see(`pager ${pager[0].slice(0, 60)}`, 0.8);
  if (COUNT.test(page.text) && CURRENT.test(page.text)) see('pager variables countPage, currentPage', 0.75);
  if (DETAIL.test(page.url)) see('article address tYYYYMMDD_<id>', 0.8);
  if (/href=["'][^"'#]*\/t(?:19|20)\d{6}_\d+\.s?html?/i.test(page.text)) see('links to tYYYYMMDD_<id>', 0.75);
  if (/TRS_(?:Editor|UEDITOR|AUTOADD)|trs_(?:word|web)/.test(page.text)) see('TRS_Editor', 0.75);
  if (/href=["']\.\/[PW]0(?:19|20)\d{6,}/.test(page.text)) see('attachments ./P0… or ./W0…', 0.7);
  return evidence.length > 0 ? { confidence: Math.min(confidence, 0.95), evidence } : null;
}

interface Pager {
  readonly pages: number | undefined;
  /** As the script has it: from 0, on some sites from 1. */
  readonly current: number;
  readonly stem: string;
  readonly extension: string;
}

function readPager(page: Page): Pager | null {
  const call = PAGER.exec(page.text);
  const count = numberIn(page, call?.[1]) ?? numberOf(COUNT.exec(page.text)?.[1]);
  const current = numberIn(page, call?.[2]) ?? numberOf(CURRENT.exec(page.text)?.[1]);
  if (call === null && count === undefined) return null;
  const name = listName(page.url, { stem: 'index', extension: 'html' });
  return { pages: count, current: current ?? 0, stem: call?.[3] ?? name.stem, extension: call?.[4] ?? name.extension };
}

/** A number, or the variable that holds one. */
function numberIn(page: Page, word: string | undefined): number | undefined {
  if (word === undefined || /^\d+$/.test(word)) return numberOf(word);
  return numberOf(new RegExp(`\\b${word.replace(/\$/g, '\\$')}\\s*=\\s*["']?(\\d+)`).exec(page.text)?.[1]);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function list(page: Page, context: ListContext): Listing {
  const rows = readRows(page);
  const items = listRows(rows, DETAIL);
  const pager = readPager(page);
  const totals = { ...readTotals(page), ...totalsOf(undefined, pager?.pages) };
  const progress = advance(context.request.state, context.request.page, items.length);
  return {
    items,
    columns: subColumns(page, rows, DETAIL),
    next: nextPages(page, pager, progress, totals, context.request),
    ...announced(totals),
  };
}

function nextPages(
  page: Page,
  pager: Pager | null,
  progress: Progress,
  totals: Totals,
  request: ListRequest,
): ListRequest[] {
  if (pager === null) {
    const link = nextLink(page);
    return link === null ? [] : [onward(progress, { url: link })];
  }
  const folder = new URL('.', page.url).href;
  const url = (base: number) =>
    numberedPage({ folder, stem: pager.stem, extension: pager.extension }, progress.page + base);
  const known = request.state?.base;
  // Page 2 is `index_1`; on sites whose script counts from 1, `index_2`. The first page tells, or page 2 proves it.
  const base = typeof known === 'number' ? known : pager.current === 1 && progress.page === 1 ? 1 : 0;
  const [next] = follow(progress, totals, { url: url(base), state: { base } });
  if (next === undefined) return [];
  if (progress.page > 1) return [next];
  const other = { ...next, url: url(1 - base), state: { ...next.state, base: 1 - base }, tentative: true };
  return [{ ...next, tentative: true, alternatives: [other] }];
}

/** TRS WCM: static pages `index.html`, `index_1.html` …, drawn into pagers by script. */
export const trs: Dialect = {
  key: 'trs',
  name: 'TRS WCM (static pages)',
  detect,
  list,
  detail: (page) => readDetail(page, { bodies: ['.TRS_Editor', '.TRS_UEDITOR', '.trs_editor_view', '.trs_word'] }),
};
