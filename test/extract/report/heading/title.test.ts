import { describe, expect, it } from 'vitest';
import type { Block, DocumentMetadata } from '../../../../src/extract/document.ts';
import { readHeading } from '../../../../src/extract/report/heading/title.ts';
import { organOf, yearOf } from '../../../../src/vocabulary/title-parts.ts';

const read = (lines: readonly string[], metadata: DocumentMetadata = {}) =>
  readHeading(
    lines.map((text): Block => ({ kind: 'paragraph', text })),
    metadata,
  );

describe('organOf and yearOf', () => {
  it.each([
    ['云州县财政局2020年政府信息公开工作年度报告', '云州县财政局', 2020],
    ['云州县财政局(2023年)政府信息公开(工作)年度报告', '云州县财政局', 2023],
    ['2025年云州县财政局政府信息公开工作年度报告', '云州县财政局', 2025],
    ['云州县人民政府2019年信息公开工作年度报告', '云州县人民政府', 2019],
    ['云州县人民政府信息公开年度报告（2018年）', '云州县人民政府', 2018],
    ['云州经济开发区2022年度政府信息公开工作年度报告', '云州经济开发区', 2022],
    ['二〇二〇年云州县水利局信息公开工作年度报告', '云州县水利局', 2020],
    ['云州县教育局2021年政务公开工作年度报告（公开版）', '云州县教育局', 2021],
    ['关于云州县教育局2018年政府信息公开工作年度报告', '云州县教育局', 2018],
    ['云州县人民政府办公室关于印发《云州县人民政府2022年政府信息公开工作年度报告》的通知', '云州县人民政府', 2022],
    ['云州县人民政府办公室关于公布2022年政府信息公开工作年度报告的公告', '云州县人民政府办公室', 2022],
    ['中共云州县委办公室2022年党务公开和政府信息公开工作年度报告', '中共云州县委办公室', 2022],
    ['云州大学2021-2022学年信息公开工作年度报告', '云州大学', 2022],
    ['云州县气象局2022年部门信息公开年度报告', '云州县气象局', 2022],
    ['云州县医疗保障局2022年政府信息主动公开工作年度报告', '云州县医疗保障局', 2022],
    [
      '云州县行政审批局（云州县政务服务管理局）2022年政府信息公开工作年度报告',
      '云州县行政审批局（云州县政务服务管理局）',
      2022,
    ],
    ['云州县卫生健康委员会2022年1月1日至12月31日政府信息公开年度报告', '云州县卫生健康委员会', 2022],
    ['（图片版）云州县公安局2022年政府信息公开工作年度报告', '云州县公安局', 2022],
    ['2022年政府信息公开工作年度报告（云州县司法局）', '云州县司法局', 2022],
    ['政府信息公开工作2022年度报告', null, 2022],
    ['2024年度政府信息公开年度报告', null, 2024],
    ['云州县财政局2031年政府信息公开工作年度报告', '云州县财政局', 2031],
    ['云州大学2029-2030学年信息公开工作年度报告', '云州大学', 2030],
    ['云州县财政局201政府信息公开工作年度报告', '云州县财政局', null],
  ])('%s', (title, organ, year) => {
    expect(organOf(title)).toBe(organ);
    expect(yearOf(title)).toBe(year);
  });
});

describe('readHeading', () => {
  it('takes a title that is printed twice in one line once', () => {
    const title = '云州县财政局2020年政府信息公开工作年度报告';
    expect(read([title + title, '一、总体情况'])).toMatchObject({ title, organ: '云州县财政局', year: 2020 });
  });

  it('joins a title that is broken in the middle of a word of the organ', () => {
    const heading = read(['云州市清河自治县人民政', '府办公室2018年政府信息公开年度报告', '一、总体情况']);
    expect(heading).toMatchObject({
      title: '云州市清河自治县人民政府办公室2018年政府信息公开年度报告',
      organ: '云州市清河自治县人民政府办公室',
    });
  });

  it('joins a title broken over lines, with the organ above it', () => {
    const heading = read([
      '云州县清河镇人民政府',
      '2020年政府信息公开工作年度报告',
      '根据条例编制本报告。',
      '一、总体情况',
    ]);
    expect(heading).toMatchObject({
      title: '云州县清河镇人民政府2020年政府信息公开工作年度报告',
      organ: '云州县清河镇人民政府',
      year: 2020,
    });
    expect(heading.warnings).toEqual([]);
  });

  it('takes the title of the report itself where a notice with letterhead stands above it', () => {
    const notice = [
      '云州县人民政府办公室文件',
      '云政办字〔2023〕5号',
      '云州县人民政府办公室',
      '关于印发《云州县人民政府2022年政府信息公开工作年度报告》的通知',
      '各乡镇人民政府：',
      '现印发给你们。',
      '云州县人民政府办公室',
      '2023年1月20日',
    ];
    const own = ['云州县人民政府2022年政府信息公开', '工作年度报告', '一、总体情况'];
    const expected = { organ: '云州县人民政府', year: 2022 };
    expect(read([...notice, ...own])).toMatchObject({
      title: '云州县人民政府2022年政府信息公开工作年度报告',
      ...expected,
    });
    expect(read([...notice, '一、总体情况'])).toMatchObject({
      title: '云州县人民政府办公室关于印发《云州县人民政府2022年政府信息公开工作年度报告》的通知',
      ...expected,
    });
  });

  it('takes no place in the site for a title', () => {
    expect(read(['首页 > 政务公开 > 年报', '云州县水利局2022年政府信息公开年报']).title).toBe(
      '云州县水利局2022年政府信息公开年报',
    );
  });

  it('joins a title broken inside a word', () => {
    expect(read(['云州县清河镇人民政府2019年信息', '公开工作年度报告']).title).toBe(
      '云州县清河镇人民政府2019年信息公开工作年度报告',
    );
  });

  it('says where an organ is from that the title does not name', () => {
    const heading = read(['2021年政府信息公开工作年度报告', '一、总体情况', '正文。', '云州县司法局', '2022年1月20日']);
    expect(heading).toMatchObject({ organ: '云州县司法局', year: 2021 });
    expect(heading.warnings.map(({ code }) => code)).toEqual(['organ_inferred']);
  });

  it('takes neither a heading of the report nor just any page title for an organ', () => {
    expect(read(['正文。'], { title: '二、主动公开政府信息情况' })).toMatchObject({ title: null, organ: null });
    expect(read(['正文。'], { title: '文件下载' })).toMatchObject({ title: '文件下载', organ: null });
    expect(read(['正文。'], { title: '云州县司法局' })).toMatchObject({ organ: '云州县司法局' });
  });

  it('takes the report year from the period, not from the day of publication', () => {
    const heading = read([
      '云州县司法局政府信息公开工作年度报告',
      '发布日期：2022-01-20',
      '数据统计期限自2021年1月1日至2021年12月31日。',
    ]);
    expect(heading.year).toBe(2021);
    expect(heading.warnings.map(({ code }) => code)).toEqual(['year_inferred']);
  });

  it('takes one mention of a year for enough where the text is signed in the next', () => {
    const lines = ['云州县司法局政府信息公开工作年度报告', '一、总体情况', '2021年，本局公开信息。', '云州县司法局'];
    expect(read([...lines, '2022年1月20日']).year).toBe(2021);
    expect(read([...lines, '2023年1月20日']).year).toBe(null);
    expect(read(lines).year).toBe(null);
  });

  it('takes a year in brackets below a title for the end of it', () => {
    const lines = ['云州县司法局政府信息公开工作年度报告', '（2021年）', '一、总体情况'];
    expect(read(lines)).toMatchObject({ title: `${lines[0]}${lines[1]}`, year: 2021, warnings: [] });
  });

  it('takes the only year in front of the first section where nothing contradicts it', () => {
    const title = '云州县司法局政府信息公开工作年度报告';
    const rest = ['一、总体情况', '本局公开信息。'];
    const cases: readonly (readonly [readonly string[], number | null])[] = [
      [['现将2021年度政府信息公开工作情况报告如下。', ...rest], 2021],
      [['本报告数据统计期限：2021年度。', ...rest], 2021],
      [['统计期限为二〇二一年一月一日至十二月三十一日。', ...rest], 2021],
      [['2021年1月20日', ...rest], null],
      [['根据2019年修订的条例，现将2021年工作报告如下。', ...rest], null],
      [['现将2021年情况报告如下。', '一、总体情况', '2022年公开3件，2022年废止1件。'], null],
      [
        ['现将2021年情况报告如下。', '一、总体情况', '2020年公开3件，2020年废止1件。', '云州县司法局', '2022年1月20日'],
        2021,
      ],
      [['现将2021年情况报告如下。', ...rest, '云州县司法局', '2021年1月20日'], null],
    ];
    for (const [lines, year] of cases) {
      const heading = read([title, ...lines]);
      expect([lines, heading.year]).toEqual([lines, year]);
      expect(heading.warnings.map(({ code }) => code)).toEqual(year === null ? ['no_year'] : ['year_inferred']);
    }
  });

  it('takes no period of another report behind it for a contradiction', () => {
    const lines = [
      '清溪县水利局2021年政府信息公开工作年度报告',
      '数据截至2021年12月31日。',
      '统计期限为2020年1月1日至2020年12月31日。',
    ];
    const heading = readHeading(
      lines.map((text) => ({ kind: 'paragraph', text })),
      {},
    );
    expect(heading).toMatchObject({ year: 2021, warnings: [] });
  });

  it('keeps the year of a title that the text contradicts, and says so', () => {
    const heading = read(['云州县司法局2022年政府信息公开工作年度报告', '数据统计期限为2021年1月1日至12月31日。']);
    expect(heading.year).toBe(2022);
    expect(heading.warnings.map(({ code }) => code)).toEqual(['year_contradicted']);
  });

  it('does not believe a title that names the year in which the report was published', () => {
    const lines = ['云州县司法局2022年政府信息公开年报', '一、总体情况', '2021年，本局公开信息。'];
    const heading = read(lines, { publishedOn: '2022-01-20' });
    expect(heading.year).toBe(2021);
    expect(heading.warnings.map(({ code }) => code)).toEqual(['year_contradicted']);
    expect(read(lines, { publishedOn: '2023-01-20' })).toMatchObject({ year: 2022, warnings: [] });
  });

  it('leaves the name of a menu above a whole title alone, but not the place above an organ', () => {
    const title = '清溪县自然资源局2020年政府信息公开工作年度报告';
    expect(read(['政务公开', title])).toMatchObject({ title, organ: '清溪县自然资源局' });
    expect(read(['政务公开', '清溪县自然资源局', '2020年政府信息公开工作年度报告'])).toMatchObject({ title });
    expect(read(['清溪县', '自然资源局2020年政府信息公开工作年度报告'])).toMatchObject({ title });
  });

  it('leaves out what nobody says', () => {
    const heading = read(['通知', '今天放假。']);
    expect(heading).toMatchObject({ title: null, organ: null, year: null });
  });
});
