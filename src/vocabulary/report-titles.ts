import { distance } from 'fastest-levenshtein';
import { plain } from './characters.ts';
import { arabicDates } from './years.ts';

/** What annual reports under the disclosure regulations are about, in the words of organs. */
const SUBJECT = '(?:信息(?:与政务|主动)?公开|政务公开|政府信息|政府公开|公开信息|信息公布)';
const REPORT = '(?:报告|年报)';
const ANNUAL = '(?:年度报告|年报)';

const SPEAKS_OF_DISCLOSURE = new RegExp(`${SUBJECT}|公开工作|公开年|公开情况`);
/** Whether a text is about government information disclosure. */
export const speaksOfDisclosure = (text: string): boolean => SPEAKS_OF_DISCLOSURE.test(text);

/** Whether a text speaks of a report at all, of whatever kind. */
export const namesReport = (text: string): boolean => /报告|年报/.test(text);

/** Whether a text speaks of annual reports, as channels are called: 政府信息公开年报, 年度报告. */
export const namesAnnualReports = (text: string): boolean => /年报|年度报告/.test(text);

/** Whether a text speaks of disclosure and of a report, in whatever order: enough where somebody else vouches for it. */
export const mentionsDisclosureReport = (text: string): boolean => speaksOfDisclosure(text) && namesReport(text);

/** Whether a channel of this name holds annual reports on disclosure: 政府信息公开年报, or 年报 alone; 法治政府建设年度报告 are others. */
export const namesReportChannel = (name: string): boolean =>
  (speaksOfDisclosure(name) && namesAnnualReports(name)) || /^(?:工作)?(?:年报|年度报告)(?:[（(].*)?$/.test(name);

/** The words of a title: its subject, then what it is; 年度报告 may stand in front, and be all behind a year. */
const TITLE = new RegExp(`${SUBJECT}.{0,24}${REPORT}|${ANNUAL}.{0,6}${SUBJECT}|20\\d\\d年?度?(?:工作)?${ANNUAL}$`);

/** Whether a text holds the title of an annual report on disclosure, misprinted ones too. Give short texts. */
export const namesDisclosureReport = (text: string): boolean =>
  TITLE.test(arabicDates(plain(text))) || isMisprintedTitle(text);

/** The same without a misprint. */
export const namesReportRightly = (text: string): boolean => TITLE.test(arabicDates(plain(text)));

/** What a title ends with, where its organ and year stand in front. */
export const TITLE_ENDS = ['政府信息公开工作年度报告', '政府信息公开年度报告', '政府信息公开工作报告'] as const;
/** Characters moved, lost or doubled in a title's end: 工作告年度报, 公开工作年度报, 信息公公开. */
const MOST_MISPRINTS = 2;

/** A title whose end is misprinted: of the right characters, a few of them in the wrong place. Another word (年度计划) has others. */
export const isMisprintedTitle = (text: string): boolean => misprintedEnd(text) > 0;

/** How many characters at the end of a text are the misprinted end of a title; the likest to a right one. 0 for none. */
export function misprintedEnd(text: string): number {
  const printed = plain(text);
  let best = { length: 0, misprints: MOST_MISPRINTS + 1 };
  for (const end of TITLE_ENDS)
    for (let length = end.length - MOST_MISPRINTS; length <= end.length + MOST_MISPRINTS; length++) {
      const tail = printed.slice(-length);
      const isOfIt = [...tail].every((character) => end.includes(character)) && /[报告]/.test(tail);
      const misprints = isOfIt ? distance(tail, end) : Number.POSITIVE_INFINITY;
      if (misprints < best.misprints) best = { length, misprints };
    }
  return best.length;
}
