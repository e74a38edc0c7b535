import { describe, expect, test } from 'vitest';
import { withinYears } from '../../src/crawlers/plan/year-limits.ts';
import { classifyTitle, titleYears } from '../../src/vocabulary/link-titles.ts';

const anywhere = { annualChannel: false };
const inChannel = { annualChannel: true };

describe('reports by title, wherever they are linked', () => {
  test.each([
    '北京市大兴区人民政府(2023年)政府信息公开工作年度报告',
    '某某局（2023年）政府信息公开年度报告',
    '2025年某县政府信息公开工作年度报告',
    '政府信息公开工作2022年度报告',
    '2024年度政府信息公开年度报告',
    '某某局年度信息公开年报',
    '某某区政务公开年度报告',
    '某市2019年信息公开工作年度报告',
    '某市人民政府办公室关于2018年度政府信息公开工作的年度报告',
    '某镇2023年政府信息公开年报（图片版）',
    '某局 2016 年 政府信息公开 工作年度报告.doc',
    '附件：某局2016年政府信息公开工作年度报告.pdf',
    '二〇一二年政府信息公开工作年度报告',
    '某县财政预算评审中心2023年政府信息公开工作年度报告',
    '某市审计局2021年度政府信息公开工作报告',
    '某市住房公积金管理中心2023年政府信息公开工作年度报告',
    '某市统计局政府信息公开2020年年度报告',
    '关于公布《某市2014年政府信息公开工作年度报告》的公告',
    '国家税务总局某市税务局关于发布2020年政府信息公开工作年度报告的公告',
    '某县人民政府办公室关于印发《某县人民政府2022年政府信息公开工作年度报告》的通知',
    '2015年某县政府信息公开情况统计表',
    '某市2008年5月1日—12月31日政府信息公开工作年度报告',
    '某市标准化研究院2022年度政府信息公开工作年度报告',
    '某区司法局2022年度政府信息公开工作情况报告',
    '中共某市委机构编制委员会办公室2023年政府信息公开工作年度报告',
    '某市第一图书馆2023年政府信息公开工作年度报告',
    '某市干部培训中心2023年政府信息公开工作年度报告',
  ])('%s', (title) => expect(classifyTitle(title, anywhere)).toBe('report'));
});

describe('inside a channel of annual reports little is enough', () => {
  test.each([
    ['2023年年报', 'bare'],
    ['2023年', 'bare'],
    ['2023', 'bare'],
    ['2023年度', 'bare'],
    ['2022年度报告', 'bare'],
    ['某县教育局', 'bare'],
    ['西红门镇', 'bare'],
    ['某县法制办公室', 'bare'],
    ['某市审计局', 'bare'],
    ['某县财政局2023年年度报告', 'report'],
    ['2011年政府信息公开工作总结', 'report'],
  ])('%s', (title, kind) => {
    expect(classifyTitle(title, inChannel)).toBe(kind);
  });

  test('and outside it too little', () => {
    for (const title of ['2023年', '某县教育局', '2011年政府信息公开工作总结', '首页', '']) {
      expect(classifyTitle(title, anywhere)).toBe('not_a_report');
    }
    for (const title of ['首页', '更多>>', '联系我们', '网站地图', '2023-01-31'])
      expect(classifyTitle(title, inChannel)).toBe('not_a_report');
  });
});

describe('titles that a list cuts off', () => {
  test.each([
    ['清溪县人民政府2024年政府信息公开…', 'bare'],
    ['清溪县市场监督管理局2023年政府…', 'bare'],
    ['2022年清溪县政府信息公开工作年度报…', 'report'],
    ['清溪县民政局2022年度报告...', 'bare'],
    ['关于做好2022年度政府信息公开…', 'not_a_report'],
    ['一图读懂清溪县2023年政府信息…', 'interpretation'],
    ['《清溪县2023年政府信息公开年度报告》解读…', 'interpretation'],
    ['清溪县2023年财政决算公…', 'website_report'],
    ['清溪县召开工作会…', 'not_a_report'],
    ['清溪县住房和城乡建设...', 'bare'],
    ['清溪县卫生健康局20...', 'bare'],
    ['清溪县生态环境局2...', 'bare'],
    ['关于清溪县生态环境…', 'not_a_report'],
  ])('%s: %s', (title, kind) => expect(classifyTitle(title, inChannel)).toBe(kind));

  test('without a year, or outside of such a channel, they say too little', () => {
    expect(classifyTitle('清溪县人民政府关于公布2024年重点…', anywhere)).toBe('not_a_report');
    expect(classifyTitle('清溪县财政局2023年政府信息公开…', anywhere)).toBe('bare');
  });
});

describe('what carries the title and is none', () => {
  test.each([
    ['《某市2023年政府信息公开工作年度报告》解读', 'interpretation'],
    ['图解：某市2023年政府信息公开工作年度报告', 'interpretation'],
    ['一图读懂某区2022年政府信息公开年报', 'interpretation'],
    ['【一图看懂】2022年度政府信息公开工作年度报告', 'interpretation'],
    ['某市政府信息公开指南', 'guide'],
    ['政府信息公开指南（2023年版）', 'guide'],
    ['政府信息公开年度报告制度', 'guide'],
    ['政府信息公开年度报告格式（2021年）', 'guide'],
    ['关于做好2023年政府信息公开工作年度报告编制发布工作的通知', 'guide'],
    ['政府信息公开申请表', 'guide'],
    ['2023年各部门政府信息公开年度报告', 'summary'],
    ['某市2022年政府信息公开年度报告汇总', 'summary'],
    ['政府信息公开年报一览', 'summary'],
    ['某市政府网站工作年度报表（2023年度）', 'website_report'],
    ['某局2023年法治政府建设年度报告', 'website_report'],
    ['2022年度部门决算', 'website_report'],
    ['某市2023年国民经济和社会发展统计公报', 'website_report'],
    ['某市住房公积金2023年年度报告', 'website_report'],
    ['某市2023年第一季度政府信息公开统计表', 'not_a_report'],
    ['某县2023年3月份政府信息公开情况统计表', 'not_a_report'],
  ])('%s is %s', (title, kind) => {
    expect(classifyTitle(title, anywhere)).toBe(kind);
    expect(classifyTitle(title, inChannel)).toBe(kind);
  });
});

describe('years', () => {
  test.each([
    ['某局2023年政府信息公开年报', [2023]],
    ['二〇一二年政府信息公开工作年度报告', [2012]],
    ['二○一○年年报', [2010]],
    ['二零二三年度', [2023]],
    ['2024年发布的2023年度报告', [2024, 2023]],
    ['年报 2024-01-31', []],
    ['编号120231', []],
  ])('%s', (title, years) => expect(titleYears(title)).toEqual(years));

  test('a range excludes only what is surely outside', () => {
    const limits = { from: 2022, to: 2023 };
    expect(withinYears('某局2021年政府信息公开年报', undefined, limits)).toBe(false);
    expect(withinYears('某局2023年政府信息公开年报', '2019-01-01', limits)).toBe(true);
    expect(withinYears('2024年', undefined, limits)).toBe(true);
    expect(withinYears('政府信息公开年报', '2021-03-01', limits)).toBe(false);
    expect(withinYears('政府信息公开年报', '2024-03-01', limits)).toBe(true);
    expect(withinYears('政府信息公开年报', undefined, limits)).toBe(true);
    expect(withinYears('某局1999年', undefined, { from: null, to: null })).toBe(true);
  });
});
