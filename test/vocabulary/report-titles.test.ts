import { describe, expect, it } from 'vitest';
import {
  isMisprintedTitle,
  mentionsDisclosureReport,
  namesAnnualReports,
  namesDisclosureReport,
  namesReportChannel,
  TITLE_ENDS,
} from '../../src/vocabulary/report-titles.ts';

const FRONT = '清溪县人民政府2023年';

/** A title's end with one slip of whoever typed it. */
const SLIPS: readonly ((end: string, at: number) => string)[] = [
  (end, at) => end.slice(0, at) + end.slice(at + 1),
  (end, at) => end.slice(0, at) + end.charAt(at) + end.slice(at),
  (end, at) => end.slice(0, at) + end.charAt(at + 1) + end.charAt(at) + end.slice(at + 2),
];

describe('titles of annual reports', () => {
  it.each([
    '清溪县人民政府2023年政府信息公开工作年度报告',
    '清溪县水利局2022年度政务公开年报',
    '政府信息公开工作2022年度报告',
    '2023年度报告',
    '清溪县二〇二三年年度报告',
    '2023年年报（政府信息公开）',
    '国家税务总局清溪县税务局2021年政府信息与政务公开工作情况报告',
  ])('%s is one', (title) => expect(namesDisclosureReport(title)).toBe(true));

  it.each([
    '清溪县2023年法治政府建设年度报告',
    '清溪县人民政府2023年政府信息公开工作年度计划',
    '清溪县人民政府2023年政府信息公开工作要点',
    '政府工作报告',
    '年度报告',
    '清溪县2023年财政决算',
    '',
  ])('%s is none', (title) => expect(namesDisclosureReport(title)).toBe(false));

  it('knows a title with any one slip of the keyboard in its end', () => {
    for (const end of TITLE_ENDS)
      for (const slip of SLIPS)
        for (let at = 0; at < end.length - 1; at++) {
          const title = FRONT + slip(end, at);
          expect([title, namesDisclosureReport(title)]).toEqual([title, true]);
        }
  });

  it('takes other words for no misprint', () => {
    for (const word of ['政府信息公开工作年度计划', '政府信息公开工作年度报表', '政府信息公开工作制度', '政府公开'])
      expect([word, isMisprintedTitle(FRONT + word)]).toEqual([word, false]);
    expect(isMisprintedTitle(`${FRONT}政府信息公开工作告年度报`)).toBe(true);
  });

  it('tells channels of these reports from others', () => {
    for (const name of ['政府信息公开年报', '年报', '年度报告（2023）', '信息公开年度报告'])
      expect([name, namesReportChannel(name)]).toEqual([name, true]);
    for (const name of ['法治政府建设年度报告', '统计年报', '信息公开指南'])
      expect([name, namesReportChannel(name)]).toEqual([name, false]);
    expect(namesAnnualReports('统计年报')).toBe(true);
    expect(mentionsDisclosureReport('年度报告：信息公开')).toBe(true);
    expect(mentionsDisclosureReport('政府工作报告')).toBe(false);
  });
});
