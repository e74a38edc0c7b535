import { describe, expect, it } from 'vitest';
import type { Cell, Table } from '../../../../src/extract/document.ts';
import { readReport } from '../../../../src/extract/report/read.ts';

const tableOf = (rows: readonly (readonly string[])[]): Table => ({
  kind: 'table',
  rows: rows.length,
  columns: Math.max(...rows.map(({ length }) => length)),
  cells: rows.flatMap((texts, row) =>
    texts.map((text, column): Cell => ({ row, column, rowSpan: 1, colSpan: 1, text })),
  ),
});

const read = (...tables: (readonly (readonly string[])[])[]) =>
  readReport({
    format: 'html',
    charset: null,
    charsetEvidence: null,
    blocks: tables.map(tableOf),
    metadata: {},
    warnings: [],
  }).indicators.map(({ indicator, unit, values }) => [indicator, unit, ...Object.values(values)]);

describe('the long table of 2014', () => {
  it('takes the later of two years side by side, whichever is printed first', () => {
    const row = (a: string, b: string): string[] => ['（一）收到申请数', '件', a, b];
    const expected = [['（一）收到申请数', '件', 9]];
    expect(read([['指标名称', '单位', '2015年', '2016年'], row('4', '9')])).toEqual(expected);
    expect(read([['指标名称', '单位', '2016年度', '2015年度'], row('9', '4')])).toEqual(expected);
  });

  it('reads the unit out of a name where there is no column for it, and amounts by it', () => {
    expect(
      read([
        ['统计指标', '统计数'],
        ['主动公开政府信息数（条）', '12'],
        ['政府信息公开专项经费（单位：万元）', '251000元'],
      ]),
    ).toEqual([
      ['主动公开政府信息数（条）', '条', 12],
      ['政府信息公开专项经费（单位：万元）', '万元', 25.1],
    ]);
  });

  it('goes on through parts in tables of their own, and stops where the columns do not agree', () => {
    const header = ['统计指标', '单位', '统计数'];
    const part = (name: string): string[][] => [[name, '件', '3']];
    expect(read([header, ...part('甲')], part('乙'), part('丙'), [['丁', '4']], part('戊'))).toEqual([
      ['甲', '件', 3],
      ['乙', '件', 3],
      ['丙', '件', 3],
    ]);
  });
});

describe('numbers that nobody can tell apart', () => {
  it('keeps one number under two columns as text, with a warning', () => {
    const rows = [
      ['指标名称', '计量单位', '2016年度', '历年累计'],
      ['收到申请总数', '条', '12', '40'],
      ['行政复议数', '件', '7'],
    ];
    const { indicators, warnings } = readReport({
      format: 'text',
      charset: null,
      charsetEvidence: null,
      blocks: [{ ...tableOf(rows), ragged: true }],
      metadata: {},
      warnings: [],
    });
    expect(indicators[1]).toMatchObject({
      values: { this_year: null, cumulative: null },
      raw: { this_year: '7', cumulative: '7' },
    });
    expect(warnings).toContainEqual({
      code: 'ragged_row',
      message: '2 numbers expected behind the unit; read as printed: "7"',
      where: 'indicators/行政复议数',
    });
  });
});
