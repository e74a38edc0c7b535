import { squeeze } from '../../crawlers/platforms/page/dom.ts';
import { classifyTitle, titleYears } from '../../vocabulary/link-titles.ts';
import { namesAnnualReports, speaksOfDisclosure } from '../../vocabulary/report-titles.ts';

/** A link that names annual reports on disclosure: worth a request even where a channel is known already. */
export const EXPLICIT = 75;
/** Below this a link leads anywhere: it is followed only where nothing better is left. */
export const PROMISING = 8;
/** Below this it is never followed: a headline, a report of another kind. */
export const LEAST = 1;

/** 年报 of others: companies, budgets, statistics. */
const OTHERS = /企业|公司|个体|上市|统计|财政|决算|工商|公示系统|水资源|环境|质量|网站|法治|执法|公积金|就业|慈善/;

const ABOUT: ReadonlySet<string> = new Set(['interpretation', 'website_report', 'guide']);
/** A channel's name is short; headlines are not. */
const LONGEST_NAME = 30;

/** Words of links on the way from a home page to the channel, the first that fits counts. */
const WAYS: readonly (readonly [RegExp, number])[] = [
  [/(?:信息|政务)公开.{0,6}报告$/, 90],
  [/^年度(?:工作)?报告$/, 60],
  // Their pages stand in the same section, with its menu beside them.
  [/信息公开(?:指南|制度|规定|说明)|依申请公开/, 20],
  [/^政府信息公开(?:专栏|专题|平台|首页|网)?$/, 65],
  [/^(?:本?[省市县区州旗])?政府信息公开/, 55],
  [/[市县区旗州盟](?:人民)?政府信息公开(?:专栏|平台|目录|网)?$/, 55],
  [/^(?:政务公开|信息公开|政务信息公开|公开)(?:专栏|平台|频道|首页)?$/, 50],
  [/(?:信息|政务)公开(?:平台|专栏|专区|网)$/, 40],
  [/公开(?:保障|监督|平台|专栏|专区|专题)|(?:监督保障|保障监督)$/, 35],
  [/信息公开目录|公开目录|主动公开|公开内容/, 28],
  [/(?:网站|站点)(?:地图|导航)|^地图$/, 26],
  [/信息公开|政务公开/, 24],
  [/^\D{0,6}公开\D{0,4}$/, 22],
  [/阳光政务|^政务(?:信息)?$|政府信息/, 14],
  [/^(?:网站)?首页$|^返回首页$|进入(?:网站|首页|主站)|^新版|门户网站$/, 12],
  [/^(?:专题(?:专栏)?|专栏|公示公告|政府公报|综合政务|(?:基础|基本|其他|其它).{0,4}信息|其[他它])$/, 10],
];

/** Words that news hold too count only where the address is no article's. */
const WEAK = 24;
const DATED = /\/t?20\d{6}_\d|\/20\d\d[-/]?\d\d|\/20\d\d\/\d|\/art\/\d|post_\d|content_\d/;
/** A section's name is short, and its address is no article's. */
const LONGEST_SECTION = 8;
const SECTION = 4;
const ARTICLE =
  /\/t?20\d{6}_\d|\/20\d\d[-/]?\d\d|\/20\d\d\/\d|\/art\/\d|\/content\/|post_\d|content_\d|\/info\/\d+\/\d|[0-9a-f]{24}\.s?html|\d{5}\.s?html?$/i;

/**
 * How promising a link is on the way to a channel of annual reports: 100 names it, 0 leads elsewhere. `path` counts where words do not
 * tell: portals name folders after the pinyin initials (zfxxgknb, gknb, ndbg).
 */
export function scoreLink(title: string, url: string): number {
  const text = squeeze(title).replace(/^[·•>»›\s[【]+|(?<![\]】\s>»›])[\]】\s>»›]+$/g, '');
  const path = scorePath(url);
  if (text === '' || /^(?:更多|more|\+|查看|详情)/i.test(text)) return path;
  const words = scoreWords(text);
  if (words <= WEAK && DATED.test(url)) return 0;
  if (words >= PROMISING) return Math.min(words < EXPLICIT ? EXPLICIT - 1 : 100, words + (path > 0 ? 10 : 0));
  return words === 0 || ARTICLE.test(url) ? 0 : words + (text.length <= LONGEST_SECTION ? SECTION - 1 : 0);
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
  if (/\.(?:pdf|ofd|docx?|wps|xlsx?|zip|rar|jpe?g|png|gif|css|mp4|js|json)$/i.test(pathname)) return 0;
  if (ANNUAL_FOLDER.test(pathname)) return 60;
  return DISCLOSURE_FOLDER.test(pathname) ? 22 : 0;
}
