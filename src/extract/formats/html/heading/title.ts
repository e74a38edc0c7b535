import { memoize } from '../../../../vocabulary/memoize.ts';
import { namesAnnualReports, namesDisclosureReport, speaksOfDisclosure } from '../../../../vocabulary/report-titles.ts';
import { arabicDates, yearsNamed } from '../../../../vocabulary/years.ts';

/** 清溪县水利局2023年度报告: whoever publishes it on a page of its own need not say of what. */
const ANNUAL = /年度.{0,12}(?:报告|年报)/;
const LONGEST_TITLE = 90;

/** A title of an annual report: names the report, is short, and is no sentence. Several readers ask about the lines of a page's head. */
export const isReportTitle: (text: string) => boolean = memoize((text) => {
  const title = text.replace(/\s+/g, '');
  // 首页 > 政务公开 > 年报 is the place in the site.
  if (
    title.length > LONGEST_TITLE ||
    !(namesDisclosureReport(title) || ANNUAL.test(title)) ||
    /^首页|[>»›]/.test(title)
  )
    return false;
  return !/[。；：:]|(?:如下|编制|公布)|^[（(一二三四五六七八九十]{1,3}[、）)]/.test(title);
});

/** A report's title that leaves out whose report it is: 2023年政府信息公开工作年度报告. */
export const namesNobody = (title: string): boolean =>
  /^[（(〔[]?(?:20\d\d|年度|政府信息|信息公开)/.test(arabicDates(title));

/** Equal but for white space and punctuation. */
export const sameTitle = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}]+/gu, '');

const SEPARATOR = /\s*[|｜_>»›]+\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|-{2,}|(?<=[\u4e00-\u9fff）)])[-–—](?=[\u4e00-\u9fff])/;
/** Of what a page's head calls it, no more is looked at. */
const LONGEST_HEAD = 500;
const SITE = /(?:政府|门户|网站|网|信息公开(?:平台|专栏|专题)?|公开平台|委员会|局|厅|办)$/;

/** What is left of a `<title>` without the site's name: the part that names a report, else the first that is not a site. */
export function withoutSite(text: string): string | null {
  const parts = text
    .slice(0, LONGEST_HEAD)
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const report = parts.find(isReportTitle);
  return (report && withoutLeadingSite(report)) ?? parts.find((part) => !SITE.test(part)) ?? parts[0] ?? null;
}

/** The name of a channel: 政府信息公开年报, 法定主动公开内容, 信息公开专栏. */
const isChannel = (text: string): boolean =>
  (/专栏$|栏目$|专题$|首页$|频道$/.test(text) || speaksOfDisclosure(text) || namesAnnualReports(text)) &&
  yearsNamed(text).length === 0;

/** Some sites put their own name and the channel's in front of a whole title, with no more than a space between. */
function withoutLeadingSite(title: string): string {
  const words = title.split(/\s+/);
  const front = words.findIndex((word) => !SITE.test(word) && !isChannel(word));
  const behind = words.map((_, at) => words.slice(at).join(' ')).slice(1, front + 1);
  const whole = behind.findLast((own) => isReportTitle(own) && !namesNobody(own));
  // 清溪县人民政府 政府信息公开年报 2023年…报告: where a channel stands between, the site is not the one that reports.
  const nameless = words.slice(1, front).some(isChannel) ? behind.findLast(isReportTitle) : undefined;
  return whole ?? nameless ?? title;
}
