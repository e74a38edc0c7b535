import { describe, expect, it } from 'vitest';
import { labelsOfRows } from '../../../../../src/extract/formats/layout/borderless/label-rows.ts';
import { ruleBetween } from '../../../../../src/extract/formats/layout/borderless/rule-between.ts';
import type { Rule } from '../../../../../src/extract/formats/layout/model.ts';
import { inColumn, type LaidLine, valuesAndWords } from '../../../../support/laid-out.ts';

function labelsOf(lines: readonly LaidLine[], { headed = true, rules = [] as readonly Rule[] } = {}) {
  const { rows, words } = valuesAndWords(...lines);
  const spacing = { maxLineGap: 14, hasRuleBetween: ruleBetween(rules), headed };
  return labelsOfRows(rows, inColumn(words), spacing).map(({ runs, certain }) => ({
    text: runs.map(({ run }) => run.text).join('/'),
    certain,
  }));
}
const textsOf = (...args: Parameters<typeof labelsOf>) => labelsOf(...args).map(({ text }) => text);

describe('labels of rows', () => {
  it('stand at the height of the numbers', () => {
    expect(
      labelsOf([
        [100, [50, '甲类事项'], [300, '7']],
        [130, [50, '乙类事项'], [300, '8']],
      ]),
    ).toEqual([
      { text: '甲类事项', certain: true },
      { text: '乙类事项', certain: true },
    ]);
  });

  it.each([
    ['middle', 106],
    ['top', 100],
    ['bottom', 112],
  ])('are one row’s where they have two lines, with numbers at the %s', (_, y) => {
    const page = [100, 140, 180].flatMap((top, row): LaidLine[] => [
      [top, [50, `${row + 1}.属于某类事项的`]],
      [top + 12, [50, '不予办理']],
      [top + y - 100, [300, `${row + 7}`]],
    ]);
    expect(labelsOf(page)).toEqual([1, 2, 3].map((row) => ({ text: `${row}.属于某类事项的/不予办理`, certain: true })));
  });

  it('have one line or several in the same table', () => {
    expect(
      textsOf([
        [100, [50, '甲类事项的']],
        [106, [300, '7']],
        [112, [50, '办理']],
        [140, [50, '乙类事项'], [300, '8']],
      ]),
    ).toEqual(['甲类事项的/办理', '乙类事项']);
  });

  it('are none where no words stand near a row', () => {
    expect(
      labelsOf([
        [100, [50, '甲类事项'], [300, '7']],
        [130, [300, '8']],
        [230, [300, '9']],
      ])[2],
    ).toEqual({ text: '', certain: false });
  });

  it('are uncertain where they stand between two heights', () => {
    const [label] = labelsOf([
      [100, [50, '甲类事项']],
      [106, [300, '7']],
    ]);
    expect(label?.certain).toBe(false);
  });

  it('do not reach over a rule', () => {
    const page: LaidLine[] = [
      [100, [50, '甲类事项']],
      [106, [300, '7']],
      [112, [50, '乙类事项']],
    ];
    expect(textsOf(page)).toEqual(['甲类事项/乙类事项']);
    expect(textsOf(page, { rules: [{ at: 109, from: 40, to: 400 }] })).toEqual(['甲类事项']);
  });

  it('leave the rest of a label on the page before alone', () => {
    const page: LaidLine[] = [
      [88, [50, '不予办理']],
      [100, [50, '2.甲类事项'], [300, '7']],
      [130, [50, '3.乙类事项'], [300, '8']],
    ];
    expect(textsOf(page, { headed: false })).toEqual(['2.甲类事项', '3.乙类事项']);
  });
});
