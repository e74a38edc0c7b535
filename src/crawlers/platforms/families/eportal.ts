import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { queryOf, withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { readRows } from '../page/rows.ts';
import { nextLink } from '../paging/pager.ts';
import { advance, announced, follow, onward, type Progress, totalsOf } from '../paging/paging.ts';
import { readTotals, type Totals } from '../paging/totals.ts';
import { count } from '../service/json.ts';

/** `/bjsdxqrmzf/zwfw/…/2215887/index.html` (an article is a folder with a long number), `/eportal/ui?pageId=…&articleKey=…`. */
const DETAIL = /\/\d{5,}\/index\.html?$|[?&]articleKey=\d+|\/article\/[\w/]{1,300}\.html?$/i;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  if (/\/eportal\/ui\?/i.test(page.url)) evidence.push('address /eportal/ui');
  // The misspelt "eprotal" is the system's own.
  if (/e(?:pro|por)talCurrent(?:Page|Site|Column|Article)/i.test(page.text))
    evidence.push('hidden inputs eprotalCurrent…');
  if (/easysite(?:Hidden|=)|easysiteHiddenDiv/i.test(page.text)) evidence.push('easysite marks');
  if (/article_paging_list_hidden|queryArticleByCondition/i.test(page.text)) evidence.push('article list portlet');
  if (/\/eportal\/ui\?pageId=/i.test(page.text)) evidence.push('links to /eportal/ui?pageId=');
  if (evidence.length === 0) return null;
  return { confidence: Math.min(0.82 + 0.06 * (evidence.length - 1), 0.97), evidence };
}

function list(page: Page, context: ListContext): Listing {
  const rows = readRows(page);
  const channels = subChannels(page, rows, /[?&]articleKey=/i);
  const below = new Set(channels.map((channel) => channel.url));
  const items = listRows(rows, DETAIL).filter((item) => !below.has(item.url));
  const pager = readPager(page);
  const number = Number(queryOf(page.url, 'currentPage') ?? pager.totals.current ?? context.request.page) || 1;
  const progress = advance(context.request.state, number, items.length);
  return { items, channels, next: furtherPage(page, pager, progress), ...announced(pager.totals) };
}

interface Pager {
  readonly totals: Totals;
  readonly moduleId: string | undefined;
  readonly pageId: string | undefined;
}

/** `<input name="article_paging_list_hidden" moduleid="…" totalpage="6">` and the hidden ids of the page. */
function readPager(page: Page): Pager {
  const hidden = page.$('input[name="article_paging_list_hidden"]').first();
  const printed = readTotals(page);
  const pages = count(hidden.attr('totalpage')) ?? printed.pages;
  const module =
    hidden.attr('moduleid') ??
    hiddenId(page, 'moduleId') ??
    page.$('#eportalappPortletId').attr('value') ??
    queryOf(page.url, 'moduleId') ??
    /[?&]moduleId=(\w+)/i.exec(page.text)?.[1];
  const pageId =
    page.$('#eprotalCurrentPageId, #eportalCurrentPageId').attr('value') ??
    hiddenId(page, 'pageId') ??
    queryOf(page.url, 'pageId') ??
    undefined;
  const current = printed.current === undefined ? {} : { current: printed.current };
  return { totals: { ...totalsOf(printed.items, pages), ...current }, moduleId: module ?? undefined, pageId };
}

/** A hidden input by name or id, in any case. */
function hiddenId(page: Page, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const input = page
    .$('input')
    .toArray()
    .find(({ attribs }) => [attribs.name, attribs.id].some((own) => own?.toLowerCase() === wanted));
  return input?.attribs.value;
}

/** The pager's own address (its static pages have names that cannot be made up), else the dynamic one by the hidden ids. */
function furtherPage(page: Page, pager: Pager, progress: Progress): ListRequest[] {
  const link = nextLink(page);
  if (link !== null) return [onward(progress, { url: link })];
  if (pager.pageId === undefined || pager.moduleId === undefined) return [];
  const query = {
    pageId: pager.pageId,
    currentPage: progress.page + 1,
    moduleId: pager.moduleId ?? null,
    staticRequest: 'yes',
  };
  const url = withQuery(new URL('/eportal/ui', page.url).href, query);
  return follow(progress, pager.totals, { url, headers: { Referer: page.url } });
}

/** 慧兰 eportal (easysite): attachments stand in a script array (`fckarr[i].src`), which the attachment reader finds. */
export const eportal: Dialect = {
  key: 'eportal',
  name: '慧兰 eportal (easysite)',
  detect,
  list,
  detail: (page) =>
    readDetail(page, {
      bodies: [
        '#zoom',
        '#Zoom',
        '.easysite-news-text',
        '.easysite-news-content',
        '.article-content',
        '.portlet .content',
      ],
      titles: ['.easysite-news-title h2', '.easysite-news-title'],
    }),
};
