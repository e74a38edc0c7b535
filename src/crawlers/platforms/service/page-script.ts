import type { ListItem, ListRequest, Page } from '../dialect.ts';
import { listName, numberedPage } from '../paging/pager.ts';
import { follow, type Progress } from '../paging/paging.ts';
import type { Totals } from '../paging/totals.ts';

/** What a list's script says of its further pages, which are static files. */
export interface PageScript {
  readonly pages: number | undefined;
  /** The page's own number as the script counts: from 0 or from 1. */
  readonly current: number | undefined;
  readonly stem: string | undefined;
  readonly extension: string | undefined;
  /** The call names the box that it draws into first; then the last argument counts the rows. */
  readonly box: boolean;
  readonly rows: number | undefined;
  /** The words that it was read from. */
  readonly evidence: string;
}

/**
 * `createPageHTML(5, 0, "index", "html")`, `createPageHTML('page_div',10, 1,'xlist','shtml',189)`: pages, current, stem, extension; the
 * first two may be names of variables, and a box may stand in front.
 */
const CALL =
  /createPageHTML\s*\(\s*(["'](?!\d+["'])[^"']*["']\s*,\s*)?["']?([\w$]+)["']?\s*,\s*["']?([\w$]+)["']?\s*,\s*["']([\w./-]+)["']\s*,\s*["'](\w+)["'](?:\s*,\s*["']?(\d+))?/;
/** What other templates write in place of the call: `var countPage = 5//共多少页`, `var currentPage = 0;//所在页从0开始`. */
const COUNT = /\bvar\s+countPage\s*=\s*["']?(\d+)/;
const CURRENT = /\bvar\s+currentPage\s*=\s*["']?(\d+)/;
/** The file's name as those templates put it together: `"<a href=\"index"+"_" + nextPage + "."+"shtml\">"`. */
const NAME =
  /([A-Za-z][\w-]{0,60}?)(?:_["']|["']\s*\+\s*["']_["'])\s*\+[^"';\n]{1,60}\+\s*["']\.(?:["']\s*\+\s*["'])?(s?html?|jsp)\b/;

/** 北京's templates: `Pager({size:6, current:0, prefix:'index', suffix:'html'})`. */
const PAGER = /\bPager\s*\(\s*\{([^{}]{1,400})\}/;

function pagerSettings(page: Page): PageScript | null {
  const [whole, settings = ''] = PAGER.exec(page.text) ?? [];
  const member = (name: string) => new RegExp(`\\b${name}\\s*:\\s*["']?([\\w-]+)`).exec(settings)?.[1];
  const [stem, extension, size] = [member('prefix'), member('suffix'), member('size')];
  if (whole === undefined || stem === undefined || extension === undefined || size === undefined) return null;
  const [pages, current] = [Number(size), numberOf(member('current'))];
  return { pages, current, stem, extension, box: false, rows: undefined, evidence: whole.slice(0, 60) };
}

export function readPageScript(page: Page): PageScript | null {
  const settings = pagerSettings(page);
  if (settings !== null) return settings;
  const call = CALL.exec(page.text);
  if (call !== null) {
    return {
      pages: numberIn(page, call[2]),
      current: numberIn(page, call[3]),
      stem: call[4],
      extension: call[5],
      box: call[1] !== undefined,
      rows: numberOf(call[6]),
      evidence: call[0].slice(0, 60),
    };
  }
  const count = COUNT.exec(page.text);
  if (count === null) return null;
  const name = NAME.exec(page.text);
  return {
    pages: numberOf(count[1]),
    current: numberOf(CURRENT.exec(page.text)?.[1]),
    stem: name?.[1],
    extension: name?.[2],
    box: false,
    rows: undefined,
    evidence: count[0],
  };
}

/** A number, or the variable that holds one. */
function numberIn(page: Page, word: string | undefined): number | undefined {
  if (word === undefined || /^\d+$/.test(word)) return numberOf(word);
  return numberOf(new RegExp(`\\b${word.replace(/\$/g, '\\$')}\\s*=\\s*["']?(\\d+)`).exec(page.text)?.[1]);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** What is known of a list when its next page is to be asked for. */
export interface ScriptedList {
  readonly script: PageScript;
  readonly items: readonly ListItem[];
  readonly progress: Progress;
  readonly totals: Totals;
  readonly request: ListRequest;
}

/**
 * The page that follows. Where the script counts from 0, page 2 is `index_1`; where it counts from 1, `index_2`. The first page tells;
 * page 2 proves it, or the other way is tried.
 */
export function nextFiles(page: Page, { script, items, progress, totals, request }: ScriptedList): ListRequest[] {
  const name = listName(page.url, { stem: 'index', extension: commonExtension(items) ?? 'html' });
  const file = { ...name, stem: script.stem ?? name.stem, extension: script.extension ?? name.extension };
  const url = (base: number) => numberedPage(file, progress.page + base);
  const known = request.state?.base;
  const base = typeof known === 'number' ? known : script.current === progress.page ? 1 : 0;
  const [next] = follow(progress, totals, { url: url(base), state: { base } });
  if (next === undefined) return [];
  if (progress.page > 1) return [next];
  const other = { ...next, url: url(1 - base), state: { ...next.state, base: 1 - base }, tentative: true };
  return [{ ...next, tentative: true, alternatives: [other] }];
}

/** Lists and articles of one site have the same extension. */
function commonExtension(items: readonly ListItem[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { url } of items) {
    const extension = /\.(s?html?|jsp)$/.exec(new URL(url).pathname)?.[1];
    if (extension !== undefined) counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
