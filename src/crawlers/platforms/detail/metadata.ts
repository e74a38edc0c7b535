import { namesReport } from '../../../vocabulary/report-titles.ts';
import { yearsNamed } from '../../../vocabulary/years.ts';
import type { Page } from '../dialect.ts';
import { clean, select, squeeze } from '../page/dom.ts';
import { dateFromUrl, printedDate } from './dates.ts';
import { readHeaderBlock, usableOrgan } from './header-block.ts';

/** What a page says of its article. `dateFrom` tells how far the date can be trusted: a list's date stands between `header` and `url`. */
export interface ArticleMetadata {
  readonly title?: string;
  readonly organ?: string;
  readonly date?: string;
  readonly dateFrom?: 'header' | 'url' | 'meta';
  readonly indexNumber?: string;
}

/** Title, organ, date and 索引号 in the order of trust: visible header block, address, meta tags. */
export function readMetadata(page: Page, titleSelectors: readonly string[] = []): ArticleMetadata {
  const header = readHeaderBlock(page);
  const meta = readMeta(page);
  const title = pickTitle(page, meta, titleSelectors, header.title);
  const organ = header.organ ?? usableOrgan(meta.get('contentsource'));
  const index = header.indexNumber;
  return {
    ...(title ? { title } : {}),
    ...(organ ? { organ } : {}),
    ...pickDate(page, header.date, meta),
    ...(index ? { indexNumber: index } : {}),
  };
}

function pickDate(page: Page, shown: string | undefined, meta: Meta): Pick<ArticleMetadata, 'date' | 'dateFrom'> {
  if (shown) return { date: shown, dateFrom: 'header' };
  const inUrl = dateFromUrl(page.url);
  if (inUrl) return { date: inUrl, dateFrom: 'url' };
  // PubDate can be the time at which the page was generated anew: the last resort.
  const date = printedDate(meta.get('pubdate') ?? meta.get('publishdate') ?? '');
  return date ? { date: date, dateFrom: 'meta' } : {};
}

export type Meta = ReadonlyMap<string, string>;

/**
 * The meta tags by lower-case name, first non-empty content. Case and order of attributes vary, and templates with a header fragment
 * repeat the whole block: the one whose ColumnName is 头部 belongs to the fragment, and so do all tags since the block's beginning.
 */
export function readMeta(page: Page): Meta {
  const tags: [string, string][] = [];
  page.$('meta').each((_, tag) => {
    const name = (tag.attribs.name ?? tag.attribs.property ?? '').trim().toLowerCase();
    if (name !== '') tags.push([name, clean(tag.attribs.content ?? '')]);
  });
  const result = new Map<string, string>();
  for (const block of blocks(tags)) {
    if (/^(?:头部|尾部|页头|页脚|页尾|公共头部?|底部)$/.test(block.get('columnname') ?? '')) continue;
    for (const [name, content] of block) if (!result.has(name) && content !== '') result.set(name, content);
  }
  return result;
}

/** A name that comes a second time begins a new block. */
function blocks(tags: readonly [string, string][]): Map<string, string>[] {
  const result: Map<string, string>[] = [];
  let current = new Map<string, string>();
  for (const [name, content] of tags) {
    if (current.size === 0 || current.has(name)) {
      current = new Map();
      result.push(current);
    }
    current.set(name, content);
  }
  return result;
}

/** The article's own heading, then boxes that other things are called too (a channel's name, a neighbour's title). */
const HEADINGS = ['ucaptitle', 'h1', 'h2'];
const TITLE_BOXES = ['.article-title', '.content-title', '.xxgk_title', '.title', '.tit', 'h3'];

/** The most trusted text that reads like a report's title, one with its year before one without (a channel's name has none). */
function pickTitle(page: Page, meta: Meta, own: readonly string[], header: string | undefined): string | undefined {
  const site = meta.get('sitename') ?? '';
  const candidates = [
    ...texts(page, own),
    titleWithoutSite(meta.get('articletitle') ?? '', site),
    header ?? '',
    ...texts(page, HEADINGS),
    titleWithoutSite(clean(page.$('title').first().text()), site),
    ...texts(page, TITLE_BOXES),
  ];
  const usable = candidates.filter((text) => isTitle(text, site, meta.get('columnname') ?? ''));
  const reports = usable.filter((text) => namesReport(text));
  return reports.find((text) => yearsNamed(squeeze(text)).length > 0) ?? reports[0] ?? usable[0];
}

function texts(page: Page, selectors: readonly string[]): string[] {
  return selectors.flatMap((selector) =>
    select(page, selector)
      .toArray()
      .slice(0, 5)
      .map((element) => clean(page.$(element).text())),
  );
}

/** Longer texts are no titles but boxes that hold the article. */
const LONGEST_TITLE = 120;

function isTitle(text: string, site: string, channel: string): boolean {
  const bare = squeeze(text);
  return bare.length >= 4 && bare.length <= LONGEST_TITLE && bare !== squeeze(site) && bare !== squeeze(channel);
}

/** `报告-某县人民政府`, `报告_某县政府门户网站`, `某县人民政府 报告`: the title without the site's name. */
export function titleWithoutSite(title: string, site: string): string {
  let text = clean(title);
  const name = clean(site);
  if (name !== '') {
    if (text.endsWith(name)) text = text.slice(0, -name.length);
    // In front only with a separator: 某县人民政府2023年…报告 begins with the organ's own name.
    else if (text.startsWith(name) && /^\s*[-_|—–]/.test(text.slice(name.length))) text = text.slice(name.length);
  }
  text = text.replace(/\s*[-_|—–]+\s*[^-_|—–]*(?:政府网|门户网站|人民政府|官网|政务网|网站|信息网|公开专栏|专栏)$/, '');
  return clean(text.replace(/^\s*[-_|—–]+|(?<![-_|—–])[-_|—–]+\s*$/g, ''));
}
