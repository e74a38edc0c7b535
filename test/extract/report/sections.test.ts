import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/extract/document.ts';
import { readSections } from '../../../src/extract/report/sections.ts';

const read = (lines: readonly string[]) =>
  readSections(lines.map((text): Block => ({ kind: 'paragraph', text }))).map(({ key, text }) => [key, text]);

describe('readSections', () => {
  it('reads headings with mixed numbering and odd characters', () => {
    const sections = read([
      '前言不是一节。',
      '一、 总体情况',
      '甲。',
      '2、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、政府信息公开行政法复议、行政诉讼情况',
      '第五部分 存在的主要问题及改进情况',
      '1.对公开工作重视不够。',
      '六．其他需要报告的事项',
      '无。',
    ]);
    expect(sections).toEqual([
      ['overview', '甲。'],
      ['disclosure', ''],
      ['applications', ''],
      ['review_litigation', ''],
      ['problems', '1.对公开工作重视不够。'],
      ['other', '无。'],
    ]);
  });

  it('leaves the table of contents out', () => {
    const heads = ['一、总体情况', '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况'];
    const text = ['根据条例编制本报告。', heads[0] ?? '', '甲。', heads[1] ?? '', '乙。', heads[2] ?? ''];
    const sections = [
      ['overview', '甲。'],
      ['disclosure', '乙。'],
      ['applications', ''],
    ];
    expect(read(['目录', ...heads.map((head, at) => `${head}……………${at + 1}`), ...text])).toEqual(sections);
    expect(read([...heads, ...text])).toEqual(sections);
  });

  it('takes numbered points and captions that repeat a section heading for text', () => {
    const lines = [
      '一、总体情况',
      '1.主动公开政府信息情况',
      '甲。',
      '二、主动公开政府信息情况',
      '主动公开政府信息情况',
      '乙。',
    ];
    expect(read(lines)).toEqual([
      ['overview', '1.主动公开政府信息情况\n甲。'],
      ['disclosure', '主动公开政府信息情况\n乙。'],
    ]);
  });

  it('keeps the headings above an annex that numbers its tables afresh', () => {
    const body = ['1、总体情况', '甲。', '2、主动公开政府信息情况', '3、收到和处理政府信息公开申请情况', '详见附件。'];
    const annex = ['附件', '一、主动公开政府信息情况', '二、收到和处理政府信息公开申请情况'];
    const keys = ['overview', 'disclosure', 'applications', 'disclosure', 'applications'];
    expect(read([...body, ...annex]).map(([key]) => key)).toEqual(keys);
  });

  it('reads headings numbered in brackets, without a mark or in full width where all are', () => {
    const names = ['总体情况', '主动公开政府信息情况', '收到和处理政府信息公开申请情况', '其他需要报告的事项'];
    const keys = ['overview', 'disclosure', 'applications', 'other'].map((key) => [key, '']);
    expect(read(names.map((name, at) => `（${'一二三四'[at]}）${name}`))).toEqual(keys);
    expect(read(names.map((name, at) => `${'一二三四'[at]}${name}`))).toEqual(keys);
    expect(read(names.map((name, at) => `${'１２３４'[at]}．${name}`))).toEqual(keys);
    expect(read(['一、总体情况', ...names.map((name, at) => `（${'一二三四'[at]}）${name}`)])).toHaveLength(1);
  });

  it('keeps a heading of no known section under no key', () => {
    expect(read(['一、概述', '二、经费支出情况', '没有支出。'])).toEqual([
      ['overview', ''],
      [null, '没有支出。'],
    ]);
  });

  it('takes rows of table 3 for rows, not for headings', () => {
    expect(read(['三、收到和处理政府信息公开申请情况', '一、本年新收政府信息公开申请数量', '3'])).toEqual([
      ['applications', '一、本年新收政府信息公开申请数量\n3'],
    ]);
  });

  it('cuts a heading off the text that follows on its line', () => {
    expect(read(['一、总体情况。2023年，本局公开信息12条。'])).toEqual([['overview', '2023年，本局公开信息12条。']]);
    expect(read(['…完毕。 五、存在的主要问题及改进情况 重视不够。六、其他需要报告的事项 无。'])).toEqual([
      ['problems', '重视不够。'],
      ['other', '无。'],
    ]);
  });
});
