import { plain } from './characters.ts';
import { isOrganName } from './organ-endings.ts';
import { isMisprintedTitle, namesAnnualReports, speaksOfDisclosure } from './report-titles.ts';
import { arabicDates, yearsNamed } from './years.ts';

/**
 * What a link is by its text alone, since each page costs its host a request. The text of the page decides later what is stored, so
 * doubt goes to fetching: only what is surely something else is left.
 */
export type TitleKind =
  /** Says that it is an annual report on information disclosure. */
  | 'report'
  /** Says too little (`2023年`, an organ's name): one only inside a channel of annual reports, and perhaps a channel itself. */
  | 'bare'
  | 'interpretation'
  | 'guide'
  | 'summary'
  | 'website_report'
  | 'not_a_report';

export interface TitleContext {
  /** The link stands in a channel that is named after annual reports. */
  readonly annualChannel: boolean;
}

type TitleRule = readonly [TitleKind, RegExp];

/** Told before all else: pages *about* a report carry its whole title. */
const ABOUT: readonly TitleRule[] = [
  [
    'interpretation',
    /解读|图解|[一几]图(?![片书])|图说|图看|读懂|看懂|速览|长图|海报|漫画|动漫|动画|短视频|视频|音频|H5|数说|数读|要点速|划重点|带你看/i,
  ],
  [
    'guide',
    /模板|模版|范本|格式|样式|样表|填报|填写|(?<!机构)编制(?![委办])|撰写|报送|申请表|表格下载|培训[会班]|征求意见/,
  ],
  ['guide', /(?:指南|指引|目录|规定|办法|条例|制度|细则|流程|方案|要点|标准|清单|问答|说明|须知)(?:[（(〔【].*)?$/],
  ['guide', /(?:做好|开展|加强|推进|落实|催报|上报|关于印发|转发).*(?:通知|通报|意见|函)/],
  ['summary', /汇总|一览|汇编|合集|合辑|集锦|专题|总览/],
  ['summary', /各(?:部门|单位|委办局|科局|县|区|市|乡|镇|街|地|级|行政机关).*(?:年报|年度报告|信息公开)/],
  ['not_a_report', /(?:第?[一二三四1-4]季度|[上下]半年|(?<![\d-])(?:1[0-2]|[1-9])月份?(?!\d*日|至|-|—|~))/],
];

/** Annual reports of other kinds: told only where the title does not speak of information disclosure. */
const OTHER_SUBJECT: readonly TitleRule[] = [
  ['website_report', /网站.*(?:年度?报|年度工作|报表)|新媒体.*年度?报|(?:年度?报|报表).*网站/],
  [
    'website_report',
    /法治|法制政府|依法行政|依法治|普法|行政执法|执法(?:统计|数据|情况)|行政处罚|行政许可|权力清单|权责清单/,
  ],
  ['website_report', /决算|预算|三公|财务|债务|审计(?:结果|报告|工作)|绩效|内部控制|资产|收支|采购/],
  ['website_report', /统计(?:公报|年鉴|年报|数据|月报)|国民经济|公报|白皮书|蓝皮书|政府工作报告|述职|总结|计划/],
  [
    'website_report',
    /公积金|社会保险|社保|医保|慈善|社会组织|事业单位法人|国有企业|上市|知识产权|消费|质量|环境|生态|水资源|河长|安全生产|信访|建议提案|双随机|营商|应急|地震|食品|药品/,
  ],
];

const ANNUAL_REPORT = /年报|年度报|年度.{0,12}报告|报告.{0,6}年度|年.{0,16}报告|年度(?:总结|情况)|统计表/;
const WEAK_REPORT = /报告|总结|情况/;

const YEAR = /(?<!\d)(?:199|20\d)\d(?!\d)/;
const YEAR_ONLY = /^(?:199|20\d)\d年?度?(?:年报|年度报告|报告)?(?:\(.{0,8}\))?$/;
const YEAR_CHANNEL = /^(?:199|20\d)\d年?度?(?:政府)?(?:信息公开)?(?:工作)?(?:年度)?(?:报告|年报)?$/;

/** Whether a title is a year and no more: `2023年`, `2022年度报告`. It says neither whose nor of what, and may be the year of publication. */
export const isYearOnly = (title: string): boolean => YEAR_ONLY.test(normalise(title));

/** Whether a link's words are those of a channel for one year: `2024年`, `2023年度`, `2024年政府信息公开年报`. */
export const isYearChannel = (title: string): boolean => YEAR_CHANNEL.test(normalise(title));

/** Whether a link's words end as the titles of annual reports do, or are cut off behind a year. */
export const endsLikeReport = (title: string): boolean =>
  /年度?报告?(?:$|[（(〔[])|年度报告|(?:19|20)\d{2}年.*(?:\.{2,}|…)$/.test(arabicDates(title));

/** A link that names an organ, or a group of them. */
const namesOrgan = (text: string): boolean => isOrganName(text) || /^\p{Script=Han}{0,28}(?:部门|本级)$/u.test(text);

/** Classifies a link's title; white space, brackets and widths do not matter. */
export function classifyTitle(title: string, context: TitleContext): TitleKind {
  const text = normalise(title);
  if (text === '') return 'not_a_report';
  const isDisclosure = speaksOfDisclosure(text);
  if (isCutOff(title)) return cutTitle(text, isDisclosure, context);
  if (announcesReport(text)) return 'report';
  const about = first(ABOUT, text);
  if (about !== null) return isDisclosure || context.annualChannel || about !== 'summary' ? about : 'not_a_report';
  if (isDisclosure && (ANNUAL_REPORT.test(text) || isMisprintedTitle(text))) return 'report';
  if (isDisclosure && context.annualChannel && WEAK_REPORT.test(text)) return 'report';
  const other = isDisclosure ? null : first(OTHER_SUBJECT, text);
  if (isYearOnly(text)) return context.annualChannel ? 'bare' : 'not_a_report';
  if (other !== null && !(context.annualChannel && namesOrgan(text))) return other;
  if (!context.annualChannel) return 'not_a_report';
  if (namesAnnualReports(text) || text.includes('年度工作报告')) return 'report';
  return namesOrgan(text) ? 'bare' : 'not_a_report';
}

const ELLIPSIS = /(?:(?<!\.)\.{2,}|(?<!…)…+|(?<!。)。{2,})[\s）)\]】]*$/;

function isCutOff(title: string): boolean {
  return ELLIPSIS.test(title.trim());
}

/** Some lists print the beginning of a title only: what is not surely something else is looked at. */
function cutTitle(text: string, isDisclosure: boolean, { annualChannel }: TitleContext): TitleKind {
  const whole = text.replace(ELLIPSIS, '');
  const isOrgan = annualChannel && beginsLikeOrgan(whole);
  const about = first(ABOUT, whole) ?? (isDisclosure || isOrgan ? null : first(OTHER_SUBJECT, whole));
  if (about !== null) return about;
  if (/^(?:关于|转发|印发)/.test(whole)) return 'not_a_report';
  if (isDisclosure && ANNUAL_REPORT.test(whole)) return 'report';
  // Cut off before its year, a title in a channel of annual reports still says what it is about.
  const isLikely = YEAR.test(whole) ? isDisclosure || annualChannel : (isDisclosure || isOrgan) && annualChannel;
  return isLikely ? 'bare' : 'not_a_report';
}

/** `清溪县住房和城乡建设…`, `清溪县卫生健康局20…`: a place, and no more said than whose the report is. */
const beginsLikeOrgan = (text: string): boolean =>
  /^\p{Script=Han}{1,12}?[省市县区州盟旗镇乡](?!的)\p{Script=Han}*\d{0,4}年?$/u.test(text) &&
  !/召开|开展|举行|举办|组织|部署|推进|加强|做好|印发|会议/.test(text);

/** `关于公布《…年度报告》的公告`, `关于印发《…年度报告》的通知`: an announcement that carries the report itself. */
function announcesReport(text: string): boolean {
  return (
    (/(?:发布|公布|公开|公示|刊发).*信息公开.*(?:年度?报告|年报).*(?:公告|通告|公示|通知)$/.test(text) ||
      /印发.*20\d\d.*信息公开.*(?:年度?报告|年报)的?通知$/.test(text)) &&
    !/做好|开展|编制|报送|填报/.test(text)
  );
}

function first(rules: readonly TitleRule[], text: string): TitleKind | null {
  return rules.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** Without space, marks around titles, list numbers, file extensions and dates of publication; years in Arabic digits. */
function normalise(title: string): string {
  const text = plain(title)
    .replace(/[《》<>"“”'‘’]+/g, '')
    .replace(/^(?:附件?\d*[:：.、]?|\d{1,3}[.、](?!\d)|[·•●▪■◆>»›-]+)/, '')
    .replace(/\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|zip|rar|jpe?g|png)$/i, '')
    .replace(/[[(]?(?:19|20)\d{2}-\d{1,2}-\d{1,2}[\])]?$/, '');
  return arabicDates(text);
}

/** The years that a title names, in its order; Chinese numerals too. Dates of publication (2024-01-31) are not among them. */
export const titleYears = (title: string): number[] => yearsNamed(normalise(title));
