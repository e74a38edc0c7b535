import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../../../src/extract/formats/layout/borderless/regions.ts';
import { type LaidLine, runsOf, textsOf } from '../../../../support/laid-out.ts';

/** Each part's numbers, row by row. */
const partsOf = (...lines: readonly LaidLine[]): string[][] =>
  segmentsOf(runsOf(...lines)).map(({ rows }) => rows.map(({ values }) => textsOf(values).join('|')));

const TWO_ROWS: readonly LaidLine[] = [
  [100, [50, '规章'], [200, '7'], [300, '8']],
  [120, [50, '总计'], [200, '12'], [300, '9']],
];

describe('parts of a page that are tables', () => {
  it('are rows of numbers in columns', () => {
    expect(partsOf(...TWO_ROWS)).toEqual([['7|8', '12|9']]);
  });

  it('are none on a page of words, or on an empty one', () => {
    expect(partsOf([100, [50, '本机关依法公开信息']], [120, [50, '全年无申请']])).toEqual([]);
    expect(partsOf()).toEqual([]);
  });

  it('are none where numbers stand in a sentence', () => {
    expect(
      partsOf([100, [50, '全年公开'], [95, '12'], [110, '条']], [120, [50, '答复'], [75, '7'], [85, '件']]),
    ).toEqual([]);
  });

  it('are none for one number behind its label', () => {
    expect(partsOf([100, [50, '事项'], [200, '7']])).toEqual([]);
  });

  it('are one number behind a label of the form', () => {
    expect(partsOf([100, [50, '规章'], [200, '7']])).toEqual([['7']]);
  });

  it('have no 无 of a label that is set vertically, also where a table below has numbers at its height', () => {
    const label = ['四', '无', '法', '提'].map((character, at): LaidLine => [100 + at * 16, [52, character]]);
    const below: LaidLine = [220, ...Array.from({ length: 6 }, (_, at) => [50 + at * 50, '0'] as const)];
    const rows: readonly LaidLine[] = [
      [98, [150, '1.不掌握'], [250, '7'], [300, '8']],
      [146, [150, '2.需另行制作'], [250, '12'], [300, '无']],
    ];
    expect(partsOf(...rows, ...label, below)).toEqual([['7|8', '12|无'], ['0|0|0|0|0|0']]);
  });

  it('are one row of many numbers', () => {
    const row: LaidLine = [100, [50, '1'], [100, '2'], [150, '3'], [200, '4'], [250, '5'], [300, '6']];
    expect(partsOf(row)).toEqual([['1|2|3|4|5|6']]);
  });

  it('are one row right below the header of its columns', () => {
    expect(partsOf([80, [50, '项目'], [195, '数量']], [100, [50, '规章'], [200, '7']])).toEqual([['7']]);
  });

  it('end at white across the table', () => {
    const further: LaidLine[] = [
      [200, [50, '许可'], [200, '1'], [300, '2']],
      [220, [50, '处罚'], [200, '3'], [300, '4']],
    ];
    expect(partsOf(...TWO_ROWS, ...further)).toEqual([
      ['7|8', '12|9'],
      ['1|2', '3|4'],
    ]);
  });

  it('end where words stand across the columns', () => {
    expect(
      partsOf(...TWO_ROWS, [140, [195, '许可'], [295, '处罚']], [160, [50, '合计'], [200, '1'], [300, '2']]),
    ).toEqual([['7|8', '12|9'], ['1|2']]);
  });

  it('go on below a row that has words only in front of the numbers', () => {
    expect(partsOf(...TWO_ROWS, [140, [50, '其中']], [160, [50, '合计'], [200, '1'], [300, '2']])).toEqual([
      ['7|8', '12|9', '1|2'],
    ]);
  });

  it('tell whether another follows, which the words between them open', () => {
    const header: LaidLine = [140, [195, '许可'], [295, '处罚']];
    const parts = segmentsOf(runsOf(...TWO_ROWS, header, [160, [50, '合计'], [200, '1'], [300, '2']]));
    expect(parts.map(({ followed }) => followed)).toEqual([true, false]);
    expect(parts.map(({ words }) => textsOf(words))).toEqual([
      ['规章', '总计'],
      ['许可', '处罚', '合计'],
    ]);
  });
});
