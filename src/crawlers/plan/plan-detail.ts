import { classifyTitle, titleYears } from '../../vocabulary/link-titles.ts';
import type { Attachment, Detail, Page } from '../platforms/dialect.ts';
import { writtenTexts } from '../platforms/page/dom.ts';
import { detailsWith } from '../queue/request.ts';
import type { RequestHints } from '../queue/request-details.ts';
import type { SkipReason } from '../reasons.ts';
import type { DetailTask } from './detail-task.ts';
import { asChannel, isDatedReportTitle, isIndex } from './link-page.ts';
import { NOTHING, type Plan, type PlannedRequest, type Skip } from './plan.ts';
import { holdsReportData } from './report-data.ts';
import { countSentences, findSoftError, ownText, speaksOfReport } from './soft-error.ts';

/** Frames in frames and viewers in viewers end here. */
const MOST_FRAMES = 3;

/** What follows from a detail page (or from an attachment's address that answered HTML): its files, its frames, or that it is none. */
export function planDetail(page: Page, task: DetailTask): Plan {
  if (!task.hints.linksOnly && isReportAlone(page.text)) return { ...NOTHING, content: 'document' };
  const soft = findSoftError(page);
  if (soft !== null) return { ...NOTHING, failure: { code: 'soft_error', ...soft } };
  const detail = task.dialect.detail(page);
  const files = judgeFiles(detail, task);
  const frames = judgeFrames(detail, task);
  const followed = { requests: [...files.requests, ...frames.requests], skip: [...files.skip, ...frames.skip] };
  const isReport = looksLikeReport(page, followed.requests) || holdsReportData(page.text);
  if (followed.requests.length === 0 && !isReport && (!speaksOfReport(page, task.hints.title) || isIndex(page, task)))
    return (
      asChannel(page, task) ?? { ...(namesFile(page) ? fileMissing(task) : notTheReport(task)), skip: followed.skip }
    );
  if (followed.requests.length === 0 && !isReport && namesFile(page))
    return { ...fileMissing(task), skip: followed.skip };
  const mayLead = task.hints.linksOnly || (task.hints.inferred && !isReport);
  const channel = mayLead ? asChannel(page, task) : null;
  if (channel !== null) return channel;
  const covers = !isReport && isCover(page, followed.requests);
  return { ...NOTHING, ...followed, content: covers ? 'page' : 'document' };
}

/** The files that an answer names which is no page. */
export function planFiles(attachments: readonly Attachment[], task: DetailTask): Plan {
  return { ...NOTHING, ...judgeFiles({ attachments, embedded: [] }, task), content: 'page' };
}

/** Fewer may be the editions of one report: PDF, Word and a scan. */
const LEAST_COVERED = 4;

/** A page that only links the reports of several organs as files is none itself, whatever it is called. */
function isCover(page: Page, requests: readonly PlannedRequest[]): boolean {
  const reports = requests.filter(
    ({ kind, details }) => kind === 'attachment' && isDatedReportTitle(details.hints.name ?? ''),
  );
  return reports.length >= LEAST_COVERED && countSentences(page) < LEAST_COVERED;
}

/** Anything by which a file or a frame could be linked. */
const LINKS_FILES =
  /\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|zip|rar|7z)\b|<i?frame|<embed|<object|down|attach|附件|file|fckarr|viewer/i;
const HOLDS_TABLES = /本年新收政府信息公开申请|结转下年度继续办理|统计指标/;

/** A page with the report's tables in its text and nothing that could link a file need not be parsed here. */
function isReportAlone(html: string): boolean {
  return HOLDS_TABLES.test(html) && !LINKS_FILES.test(html);
}

/**
 * A page that its link's words only hinted at, and that is something else, is no failure; a promised report that is not there is one. Rows
 * of reports have a year or a date: a link with neither (a menu's 政府信息公开年报) promised nothing.
 */
function notTheReport(task: DetailTask): Plan {
  const { hints } = task;
  const promised = hints.date !== undefined || titleYears(hints.title ?? '').length > 0;
  if (hints.inferred || hints.linksOnly || !promised) return { ...NOTHING, content: 'page' };
  const message = 'the page does not speak of a report outside of its links: an index or a throttle page in its place';
  return { ...NOTHING, failure: { code: 'soft_error', message, retry: true } };
}

/** More words than a page has that only points to its file. */
const LONGEST_POINTER = 300;
const POINTS_TO_FILE =
  /见附件|附件(?:[:：]|下载|如下)|(?:点击|请)(?:此处)?下载|下载(?:附件|全文|报告)|(?:全文|正文|报告)(?:请)?(?:详)?见(?:附件|链接|下载)/;

/** A page that says 见附件 and has hardly another word. */
const namesFile = (page: Page): boolean => {
  const text = ownText(page);
  return text.length < LONGEST_POINTER && POINTS_TO_FILE.test(text);
};

/** No fault where the row of the list has named the files, which are asked for with it. */
function fileMissing({ hints }: DetailTask): Plan {
  if (hints.linksOnly || hints.inferred || hints.hasFiles) return { ...NOTHING, content: 'page' };
  const message = 'the page names a file (附件) that was not found on it';
  return { ...NOTHING, failure: { code: 'file_missing', message, retry: false } };
}

const SECTIONS =
  /总体情况|主动公开政府信息|收到和处理政府信息公开申请|行政复议|存在的?(?:主要)?问题|其他需要报告|统计指标/g;

export function looksLikeReport(page: Page, requests: readonly PlannedRequest[]): boolean {
  const found = sectionsOf(page);
  return found >= 2 || (found >= 1 && requests.length > 0);
}

/** By page: it is asked when a page is planned, and when it is judged whether scripts would show more. */
const sections = new WeakMap<Page, number>();

/** How many of a report's sections the page names outside of its links. */
function sectionsOf(page: Page): number {
  const known = sections.get(page);
  if (known !== undefined) return known;
  const body = page.$('body').get(0);
  const text = body === undefined ? '' : [...writtenTexts(body, LINKS_AND_CODE)].join('').replace(/\s+/g, '');
  const found = new Set(text.match(SECTIONS) ?? []).size;
  sections.set(page, found);
  return found;
}

const LINKS_AND_CODE: ReadonlySet<string> = new Set(['a', 'script', 'style']);

function judgeFiles(detail: Detail, task: DetailTask): { requests: PlannedRequest[]; skip: Skip[] } {
  const requests: PlannedRequest[] = [];
  const skip: Skip[] = [];
  for (const file of detail.attachments) {
    const reason = refuses(file, task);
    if (reason !== null) skip.push({ url: file.url, title: file.name, reason });
    else requests.push(attachment(file, detail, task));
  }
  return { requests, skip };
}

function attachment({ url, name, form }: Attachment, detail: Detail, task: DetailTask): PlannedRequest {
  const hints = { ...inherited(detail, task), name };
  const http = form === undefined ? {} : { method: 'POST' as const, body: form, contentType: FORM_TYPE };
  return { kind: 'attachment', url, details: detailsWith({ http, hints }) };
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

const NO_DOCUMENT = /\.(?:gif|svg|ico|css|js|mp[34]|avi|flv|wmv|swf|exe|apk|dmg|ofd\.exe|json|xml|txt\.js)(?:$|[?#])/i;
const BOILERPLATE = /二维码|logo|图标|播放器|阅读器|插件|下载客户端|扫一扫/i;

function refuses(file: Attachment, task: DetailTask): SkipReason | null {
  const outside = task.visit.scope.refuses(file.url);
  if (outside !== null) return outside;
  if (NO_DOCUMENT.test(file.url) || BOILERPLATE.test(file.name)) return 'not_an_attachment';
  const kind = classifyTitle(file.name, { annualChannel: true });
  if (kind === 'guide' || kind === 'interpretation' || kind === 'website_report') return kind;
  return null;
}

function judgeFrames(detail: Detail, task: DetailTask): { requests: PlannedRequest[]; skip: Skip[] } {
  const requests: PlannedRequest[] = [];
  const skip: Skip[] = [];
  const frames = task.hints.frames ?? 0;
  for (const url of detail.embedded) {
    const outside = task.visit.scope.refuses(url);
    if (outside !== null) skip.push({ url, title: '', reason: outside });
    else if (frames >= MOST_FRAMES) skip.push({ url, title: '', reason: 'page_limit' });
    else {
      const hints = { ...inherited(detail, task), inferred: true, frames: frames + 1 };
      requests.push({ kind: 'detail', url, details: detailsWith({ hints }) });
    }
  }
  return { requests, skip };
}

/** What the list said goes along to the files: it is all that a scan's reader will know of it. The page itself fills the gaps. */
function inherited(detail: Detail, task: DetailTask): RequestHints {
  const { title = detail.title, organ = detail.organ, channel, platform } = task.hints;
  // Trust: visible header block, then the list, then the address, then meta (which may hold the day of the page's regeneration).
  const date = detail.dateFrom === 'header' ? detail.date : (task.hints.date ?? detail.date);
  return { title, date, organ, channel, platform };
}
