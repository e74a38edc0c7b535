import { describe, expect, test } from 'vitest';
import { knownHeadline, knownLabel } from '../../../../src/extract/formats/ocr/lexicon.ts';

describe('a misread label', () => {
  test.each([
    ['(一)子以公开', '（一）予以公开'],
    ['人下以公开', '予以公开'],
    ['4保护第一方合法权', '保护第三方合法权益'],
    ['2，重复中请', '2.重复申请'],
    ['tt)总计', '总计'],
    ['自\n然\n人', '自然人'],
    ['(二)被依法纠错数', '（二）被依法纠错数'],
    ['4.信有函申请数', '4.信函申请数'],
  ])('%j is %j', (read, printed) => {
    expect(knownLabel(read)).toBe(printed);
  });

  test.each([
    ['a label of an organ of its own', '行政确认'],
    ['a label that another character makes another one', '本年项目数量'],
    ['what lies between two labels', '结果纠持'],
    ['a number', '1,234.5'],
    ['a label with a number in its cell', '其他结果\n3'],
    ['a label that the grammar knows in this form', '部门规章'],
  ])('%s stays as it was read', (_, text) => {
    expect(knownLabel(text)).toBe(text);
  });
});

describe('a headline', () => {
  test.each([
    ['=、收到和处理政府信息公开中请情况', '三、收到和处理政府信息公开申请情况'],
    ['五、存在的主要问题及改进倩况', '五、存在的主要问题及改进情况'],
    ['2、主动公开政府信息情况', '2、主动公开政府信息情况'],
    ['某某市财政局2023征度政府信息公开工作年度报后', '某某市财政局2023年度政府信息公开工作年度报告'],
    ['某某市财政局(2023年政府信息公开工作年度报告', '某某市财政局(2023年)政府信息公开工作年度报告'],
    ['某某市财政局2014年度政府信息公开工作的年度报告', '某某市财政局2014年度政府信息公开工作的年度报告'],
    ['某某市财政局〈2018年）政府信息公开年度报告', '某某市财政局（2018年）政府信息公开年度报告'],
    ['某某市财政局2023年政府信息公开工作年度', '某某市财政局2023年政府信息公开工作年度'],
    ['我局收到和处理政府信息公开申请情况良好。', '我局收到和处理政府信息公开申请情况良好。'],
  ])('%j is %j', (read, printed) => {
    expect(knownHeadline(read)).toBe(printed);
  });
});
