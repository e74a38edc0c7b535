import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../../../src/extract/formats/layout/borderless/regions.ts';
import { readSegment } from '../../../../../src/extract/formats/layout/borderless/segment.ts';
import { tableOf } from '../../../../../src/extract/formats/layout/borderless/table.ts';
import { rowsOf } from '../../../../support/blocks.ts';
import { type LaidLine, runsOf } from '../../../../support/laid-out.ts';

const tables = (...lines: readonly LaidLine[]) =>
  segmentsOf(runsOf(...lines)).map((segment) => tableOf(readSegment(segment, []), 3).table);
const printed = (...lines: readonly LaidLine[]) => tables(...lines).map(rowsOf);

const HEADER: LaidLine = [80, [50, '项目'], [190, '制发数'], [290, '废止数']];
const ROWS: readonly LaidLine[] = [
  [100, [50, '甲类事项'], [200, '7'], [300, '8']],
  [120, [50, '乙类事项'], [200, '12'], [300, '9']],
];

describe('a table of a segment', () => {
  it('has its header and its rows', () => {
    expect(printed(HEADER, ...ROWS)).toEqual([
      [
        ['项目', '制发数', '废止数'],
        ['甲类事项', '7', '8'],
        ['乙类事项', '12', '9'],
      ],
    ]);
  });

  it('has a cell of a group over its columns', () => {
    const [rows] = printed([60, [195, '本年度办理结果件数合计']], HEADER, ...ROWS);
    expect(rows?.slice(0, 2)).toEqual([['1x2:本年度办理结果件数合计'], ['项目', '制发数', '废止数']]);
  });

  it('has a blank cell where nothing is printed', () => {
    expect(printed(HEADER, ...ROWS, [140, [50, '丙类事项'], [300, '2']])[0]?.at(-1)).toEqual(['丙类事项', '', '2']);
  });

  it('has the lines of a wrapped label in one row', () => {
    const [rows] = printed(
      HEADER,
      ...ROWS,
      [150, [50, '丙类事项的']],
      [156, [200, '1'], [300, '2']],
      [162, [50, '办理']],
    );
    expect(rows?.at(-1)).toEqual(['丙类事项的/办理', '1', '2']);
  });

  it('has a row of its own for words without numbers', () => {
    const page: LaidLine[] = [HEADER, ...ROWS, [140, [50, '其中']], [160, [50, '丙类事项'], [200, '1'], [300, '2']]];
    expect(printed(...page)[0]?.slice(-2)).toEqual([
      ['其中', '', ''],
      ['丙类事项', '1', '2'],
    ]);
  });

  it('is uncertain where a value stands between two columns', () => {
    const [table] = tables(HEADER, ...ROWS, [140, [50, '丙类事项'], [250, '5']]);
    expect(table?.borderless?.certain).toBe(false);
  });

  it('is uncertain where its header is not complete', () => {
    const [table] = tables([80, [50, '项目'], [190, '制发数']], ...ROWS);
    expect(table?.borderless).toMatchObject({ headed: true, certain: false });
  });

  it('tells its page and its columns', () => {
    const [table] = tables(HEADER, ...ROWS);
    expect(table?.cells.every(({ page }) => page === 3)).toBe(true);
    expect(table?.xs).toHaveLength(4);
    expect(table?.borderless).toMatchObject({
      labels: 1,
      headed: true,
      header: '制发数|废止数',
      head: [],
      certain: true,
    });
  });
});
