import { describe, expect, it } from 'vitest';
import { labelColumns } from '../../../../../src/extract/formats/layout/borderless/label-columns.ts';
import { type LaidLine, runsOf } from '../../../../support/laid-out.ts';

function columnsOf(...lines: readonly LaidLine[]) {
  const { runs, edges } = labelColumns(runsOf(...lines));
  return { edges: edges.length, places: runs.map(({ run, from, to }) => [run.text, from, to]) };
}

describe('columns of labels', () => {
  it('are one where no words stand side by side', () => {
    expect(columnsOf([100, [50, '规章']], [120, [60, '总计']])).toEqual({
      edges: 0,
      places: [
        ['规章', 0, 0],
        ['总计', 0, 0],
      ],
    });
  });

  it('begin where words stand beside others again and again', () => {
    const { edges, places } = columnsOf([100, [50, '行政'], [100, '许可数']], [120, [50, '处罚'], [100, '决定数']]);
    expect(edges).toBe(1);
    expect(places).toEqual([
      ['行政', 0, 0],
      ['许可数', 1, 1],
      ['处罚', 0, 0],
      ['决定数', 1, 1],
    ]);
  });

  it('do not begin at one wide gap, which is chance', () => {
    expect(columnsOf([100, [50, '行政'], [100, '许可数']], [120, [50, '处罚决定数']]).edges).toBe(0);
  });

  it('begin at one neighbour with an ordinal', () => {
    expect(columnsOf([100, [50, '处理'], [100, '1.其他']], [120, [100, '总数']]).edges).toBe(1);
  });

  it('begin behind a merged cell of one line that stands beside two rows, at the height of neither', () => {
    const { edges, places } = columnsOf([100, [120, '检查']], [109, [50, '其他事项']], [118, [120, '确认']]);
    expect(edges).toBe(1);
    expect(places.find(([text]) => text === '其他事项')).toEqual(['其他事项', 0, 0]);
    expect(columnsOf([100, [120, '检查']], [109, [50, '其他事项']]).edges).toBe(0);
  });

  it('do not begin between two characters set apart', () => {
    expect(columnsOf([100, [50, '规'], [100, '章']], [120, [50, '总'], [100, '计']]).edges).toBe(0);
  });

  it('take a label over two of them for both', () => {
    const { places } = columnsOf(
      [100, [50, '行政'], [100, '许可数']],
      [120, [50, '处罚'], [100, '决定数']],
      [140, [50, '本年度办理结果总数']],
    );
    expect(places.at(-1)).toEqual(['本年度办理结果总数', 0, 1]);
  });
});
