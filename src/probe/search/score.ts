import { squeeze } from '../../crawlers/platforms/page/dom.ts';
import { classifyTitle, titleYears } from '../../vocabulary/link-titles.ts';
import { namesAnnualReports, speaksOfDisclosure } from '../../vocabulary/report-titles.ts';

/** A link that names annual reports on disclosure: worth a request even where a channel is known already. */
export const EXPLICIT = 75;
/** Below this a link leads anywhere. */
export const LEAST = 10;

/** 年报 of others: companies, budgets, statistics. */
const OTHERS = /企业|公司|个体|上市|统计|财政|决算|工商|公示系统|水资源|环境|质量|网站|法治|执法|公积金|就业|慈善/;

const ABOUT: ReadonlySet<string> = new Set(['interpretation', 'website_report', 'guide']);
/** A channel's name is short; headlines are not. */
const LONGEST_NAME = 30;

/** Words of links on the way from a home page to the channel, the first that fits counts. */
const WAYS: readonly (readonly [RegExp, number])[] = [
  // Their pages stand in the same section, with its menu beside them.
  [/信息公开(?:指南|制度|规定|说明)|依申请公开/, 20],
  [/^政府信息公开(?:专栏|专题|平台|首页|网)?$/, 65],
  [/^(?:本?[省市县区州旗])?政府信息公开/, 55],
  [/^(?:政务公开|信息公开|政务信息公开|公开)(?:专栏|平台|频道|首页)?$/, 50],
  [/(?:信息|政务)公开(?:平台|专栏|专区|网)$/, 40],
  [/信息公开目录|公开目录|主动公开|公开内容/, 28],
  [/(?:网站|站点)(?:地图|导航)|^地图$/, 26],
  [/信息公开|政务公开/, 24],
  [/^(?:网站)?首页$|^返回首页$/, 12],
];

/**
 * How promising a link is on the way to a channel of annual reports: 100 names it, 0 leads elsewhere. `path` counts where words do not
 * tell: portals name folders after the pinyin initials (zfxxgknb, gknb, ndbg).
 */
export function scoreLink(title: string, url: string): number {
  const text = squeeze(title).replace(/^[·•>»›\s[【]+|[\]】\s>»›]+$/g, '');
  const path = scorePath(url);
  if (text === '' || /^(?:更多|more|\+|查看|详情)/i.test(text)) return path;
  const words = scoreWords(text);
  return words === 0 ? 0 : Math.min(100, words + (path > 0 && words >= LEAST ? 10 : 0));
}

function scoreWords(text: string): number {
  const kind = classifyTitle(text, { annualChannel: false });
  const named = namesAnnualReports(text);
  // A report itself: its breadcrumb leads to its channel. A channel of one year looks the same.
  if (kind === 'report' && titleYears(text).length > 0) return 45;
  // A notice on how to write reports is no way to them, nor is news.
  if (named && speaksOfDisclosure(text)) return ABOUT.has(kind) || text.length > LONGEST_NAME ? 0 : 100;
  if (named) return OTHERS.test(text) || kind === 'website_report' || text.length > 14 ? 0 : 80;
  // Headlines of news speak of disclosure too.
  if (text.length > 16) return 0;
  return WAYS.find(([pattern]) => pattern.test(text))?.[1] ?? 1;
}

const ANNUAL_FOLDER =
  /\/(?:[a-z]*xxgk|[a-z]*zwgk|[a-z]*gk|[a-z]*gz|zf|szf)?(?:_|-)?(?:nb|ndbg|nianbao|niandubaogao|annual-?reports?)(?:[_\d-][^/]*)?(?:\/|\.|$)/i;
const DISCLOSURE_FOLDER = /\/(?:zfxxgk|xxgk|zwgk|gkml|gkmlpt|govxxgk)[^/]*(?:\/|\.|$)/i;

/** By the address alone: an image link, an entry of a site map. */
export function scorePath(url: string): number {
  const { pathname } = new URL(url);
  if (/\.(?:pdf|docx?|wps|xlsx?|zip|rar|jpe?g|png|gif|css|mp4|js|json)$/i.test(pathname)) return 0;
  if (ANNUAL_FOLDER.test(pathname)) return 60;
  return DISCLOSURE_FOLDER.test(pathname) ? 22 : 0;
}
