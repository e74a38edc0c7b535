import { namesDisclosureReport } from '../../../../vocabulary/report-titles.ts';
import { arabicDates } from '../../../../vocabulary/years.ts';

/** A title of an annual report: names the report, is short, and is no sentence. */
/** 清溪县水利局2023年度报告: whoever publishes it on a page of its own need not say of what. */
const ANNUAL = /年度.{0,12}(?:报告|年报)/;
const LONGEST_TITLE = 90;

export function isReportTitle(text: string): boolean {
  const title = text.replace(/\s+/g, '');
  // 首页 > 政务公开 > 年报 is the place in the site.
  if (
    title.length > LONGEST_TITLE ||
    !(namesDisclosureReport(title) || ANNUAL.test(title)) ||
    /^首页|[>»›]/.test(title)
  )
    return false;
  return !/[。；：:]|(?:如下|编制|公布)|^[（(一二三四五六七八九十]{1,3}[、）)]/.test(title);
}

/** A report's title that leaves out whose report it is: 2023年政府信息公开工作年度报告. */
export const namesNobody = (title: string): boolean =>
  /^[（(〔[]?(?:20\d\d|年度|政府信息|信息公开)/.test(arabicDates(title));

/** Equal but for white space and punctuation. */
export const sameTitle = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}]+/gu, '');

const SEPARATOR = /\s*[|｜_>»›]+\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|-{2,}|(?<=[\u4e00-\u9fff）)])[-–—](?=[\u4e00-\u9fff])/;
const SITE = /(?:政府|门户|网站|网|信息公开(?:平台|专栏|专题)?|公开平台|委员会|局|厅|办)$/;

/** What is left of a `<title>` without the site's name: the part that names a report, else the first that is not a site. */
export function withoutSite(text: string): string | null {
  const parts = text
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const report = parts.find(isReportTitle);
  return (report && withoutLeadingSite(report)) ?? parts.find((part) => !SITE.test(part)) ?? parts[0] ?? null;
}

/** Some sites put their own name in front of a whole title, with no more than a space between. */
function withoutLeadingSite(title: string): string {
  const [site = '', ...rest] = title.split(/\s+/);
  const own = rest.join(' ');
  return SITE.test(site) && isReportTitle(own) && !namesNobody(own) ? own : title;
}
