import {
  namesAnnualReports,
  namesDisclosureReport,
  namesReport,
  speaksOfDisclosure,
} from '../../vocabulary/report-titles.ts';
import { yearsNamed } from '../../vocabulary/years.ts';
import type { Page } from '../platforms/dialect.ts';
import { inFrame, squeeze, visibleTexts } from '../platforms/page/dom.ts';
import { FILE_URL } from '../platforms/page/row.ts';

export interface SoftError {
  readonly message: string;
  /** A throttle or an outage passes; a page that is gone does not come back. */
  readonly retry: boolean;
}

/** How the message of a page begins that is not there, whatever its status says. */
export const SOFT_NOT_FOUND = 'a "not found" page';

/** Error pages are short; a notice in the frame of a full page is no error. */
const LONGEST_ERROR = 600;

// 系统维护：某某公司 and 运行维护中心 stand in the footers of good pages.
const PASSING =
  /(?:访问|请求|操作|刷新)(?:过于|太过?|次数过)(?:频繁|多)|频繁访问|系统(?:正)?繁忙|服务器(?:正)?(?:繁忙|忙)|请?稍[后候]再?(?:重?试|访问)|正在(?:进行)?(?:系统)?(?:维护|升级)|系统维护(?![:：]|单位|中心|公司|人员|电话|部门)|维护中(?!心)|服务(?:暂时)?不可用|连接超时|数据库(?:连接)?(?:错误|失败|异常)|(?:Service|Temporarily) Unavailable|Too Many Requests|(?:Internal Server|Gateway|Runtime) Error|Bad Gateway/i;
const GONE =
  /页面(?:不存在|未找到|没有找到|找不到|已(?:被)?删除|丢失|飞走)|(?:找不到|未找到|无法找到|不存在)(?:该|此|您|你)?.{0,8}(?:页面|网页|文件|信息|内容|栏目|文章|资源)|您(?:所)?(?:访问|查看|浏览|请求|下载)的(?:页面|网页|内容|信息|文章|栏目|文件|附件|资源).{0,10}(?:不存在|不在|删除|失效|找不到|出错)|文章(?:不存在|已删除|未审核)|信息(?:不存在|已删除|未发布)|404(?:错误|页面| Not Found)|Not Found|File not found|Page not found/i;

/**
 * Recognises an error or throttle page that came with status 200; null where the page is content. A page with rows of reports or with
 * files is content, whatever its words; words in links and in the page's frame say nothing.
 */
export function findSoftError(page: Page): SoftError | null {
  if (page.text.length > 60_000 || hasContent(page)) return null;
  const title = page.$('title').first().text().trim();
  const body = visibleText(page);
  if (body.length > LONGEST_ERROR) return null;
  const shown = `${title} ${body}`;
  if (PASSING.test(shown)) return { message: `an error page with status ${page.status}: ${brief(shown)}`, retry: true };
  if (GONE.test(shown) || /^\s*(?:404|错误|出错)/.test(title)) {
    return { message: `${SOFT_NOT_FOUND} with status ${page.status}: ${brief(shown)}`, retry: false };
  }
  return null;
}

/** A report's row says its year; a menu's 政府信息公开年报 does not. */
const isReportRow = (text: string): boolean => yearsNamed(text).length > 0 && namesReport(text);

function hasContent(page: Page): boolean {
  return page
    .$('a[href], a[onclick]')
    .toArray()
    .some((link) => {
      const { href = '', title = '' } = link.attribs;
      const isOne = FILE_URL.test(href) || isReportRow(squeeze(`${page.$(link).text()} ${title}`));
      return isOne && !inFrame(link);
    });
}

/** Elements whose words say nothing about what a page is. */
const FRAME = new Set(['a', 'header', 'footer', 'nav']);

/** The first words that a reader sees outside of links and frame, up to a little more than an error page has. */
function visibleText(page: Page): string {
  const body = page.$('body').get(0);
  let text = '';
  if (body === undefined) return text;
  for (const part of visibleTexts(body, FRAME)) {
    text += `${part} `;
    if (text.length > LONGEST_ERROR) break;
  }
  return text.trim();
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

const speaksOfReports = (text: string): boolean =>
  speaksOfDisclosure(text) || namesAnnualReports(text) || text.includes('统计表');
/**
 * Whether a page that was asked for a report speaks of one outside of its links, in a sentence, in numbers or in its own description. A
 * throttled portal answers its index page to everything: the words are there too, but in links, headings and the page's title.
 */
export function speaksOfReport(page: Page, listTitle: string | undefined): boolean {
  const text = ownText(page);
  if (countSentences(page) === 0 && !hasNumbers(page)) return false;
  const meta = page
    .$('meta[content]')
    .toArray()
    .map((tag) => tag.attribs.content ?? '');
  if (namesDisclosureReport(meta.join(' '))) return true;
  if (speaksOfReports(`${text} ${page.$('title').text()}`.replace(/\s+/g, ''))) return true;
  const title = (listTitle ?? '').replace(/\s+|\.{2,}|…/g, '');
  return title.length >= 6 && text.includes(title);
}

/** Sentences that a reader sees outside of links and of the page's frame. */
export function countSentences(page: Page): number {
  return (ownText(page).match(/[。；]/g) ?? []).length;
}

const read = new WeakMap<Page, string>();

/** What a reader sees outside of links and of the page's frame, without white space. */
export function ownText(page: Page): string {
  const known = read.get(page);
  if (known !== undefined) return known;
  const body = page.$('body').get(0);
  const text = body === undefined ? '' : [...visibleTexts(body, FRAME)].join('').replace(/\s+/g, '');
  read.set(page, text);
  return text;
}

/** The smallest table of a report (reviews and lawsuits) has fifteen numbers. */
const LEAST_NUMBERS = 10;

function hasNumbers(page: Page): boolean {
  const cells = page.$('td').toArray();
  return (
    cells.filter((cell) => /^[\s\u00a0]*-?\d[\d.,]*[\s\u00a0]*$/.test(page.$(cell).text())).length >= LEAST_NUMBERS
  );
}
