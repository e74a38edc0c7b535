import { describe, expect, it } from 'vitest';
import {
  columnAt,
  extentsOf,
  valueColumns,
} from '../../../../../src/extract/formats/layout/borderless/value-columns.ts';
import { type LaidLine, textsOf, valuesAndWords } from '../../../../support/laid-out.ts';

function columnsOf(...lines: readonly LaidLine[]) {
  const { rows, words } = valuesAndWords(...lines);
  return valueColumns(rows, words);
}

describe('columns of values', () => {
  it.each([
    ['flush left', 200, 200],
    ['flush right', 205, 200],
    ['centred', 202.5, 200],
  ])('are one for numbers of different length that are set %s', (_, short, long) => {
    const { columns } = columnsOf([100, [50, '规章'], [short, '7']], [120, [50, '总计'], [long, '12']]);
    expect(columns).toHaveLength(1);
  });

  it('are no fewer where a row has a blank', () => {
    const { columns, rows } = columnsOf([100, [50, '规章'], [200, '7'], [300, '8']], [120, [50, '总计'], [300, '12']]);
    expect(columns).toEqual([
      [200, 205],
      [300, 310],
    ]);
    expect(rows.map(({ values }) => textsOf(values))).toEqual([['7', '8'], ['12']]);
  });

  it('take in the units between names and numbers', () => {
    const { columns, words, rows } = columnsOf(
      [100, [50, '制发规章'], [150, '件'], [200, '7']],
      [120, [50, '接受咨询'], [150, '人次'], [200, '8']],
    );
    expect(columns).toHaveLength(2);
    expect(rows.map(({ values }) => textsOf(values))).toEqual([
      ['件', '7'],
      ['人次', '8'],
    ]);
    expect(textsOf(words)).toEqual(['制发规章', '接受咨询']);
  });

  it('leave short names alone: nothing names them', () => {
    const { columns, words } = columnsOf([100, [50, '件'], [200, '7']], [120, [50, '件'], [200, '8']]);
    expect(columns).toHaveLength(1);
    expect(words).toHaveLength(2);
  });

  it('leave units alone that longer words stand among', () => {
    const { columns } = columnsOf(
      [100, [50, '规章'], [150, '件'], [250, '7']],
      [120, [50, '总计'], [150, '制发文件数'], [250, '8']],
    );
    expect(columns).toHaveLength(1);
  });
});

it('unites extents that overlap, not those that touch', () => {
  expect(
    extentsOf([
      [30, 40],
      [10, 20],
      [15, 30],
    ]),
  ).toEqual([
    [10, 30],
    [30, 40],
  ]);
});

it.each([
  ['in a column', [10, 0, 15, 0], 0],
  ['in none', [20, 0, 30, 0], -1],
  ['in two', [10, 0, 45, 0], -1],
] as const)('gives the column of a box %s', (_, box, column) => {
  const columns = [
    [10, 20],
    [40, 50],
  ] as const;
  expect(columnAt(columns, box)).toBe(column);
});
