import { describe, expect, it } from 'vitest';
import { assemble } from '../../../../../src/extract/formats/layout/assemble.ts';
import { layoutPage } from '../../../../../src/extract/formats/layout/page.ts';
import { rowsOf } from '../../../../support/blocks.ts';
import { glyphsOf, type LaidLine } from '../../../../support/laid-out.ts';

const pageOf = (number: number, ...lines: readonly LaidLine[]) =>
  layoutPage({ number, width: 600, height: 850, horizontal: [], vertical: [], areas: [], glyphs: glyphsOf(...lines) });

/** The header in lines at heights of their own, as cells in the middle of their row have them. */
const HEADER: readonly LaidLine[] = [
  [700, [300, '法人或其他组织']],
  [720, [240, '商']],
  [726, [200, '自然'], [340, '社会公'], [390, '法律服'], [490, '总']],
  [732, [240, '业']],
  [
    738,
    [50, '（勾稽关系）'],
    [200, '人'],
    [290, '科研机构'],
    [340, '益组织'],
    [390, '务机构'],
    [440, '其他'],
    [490, '计'],
  ],
  [744, [240, '企']],
  [756, [240, '业']],
];
const ROWS: readonly LaidLine[] = [
  [60, [50, '予以公开'], [205, '7'], [240, '2'], [300, '3'], [345, '4'], [490, '16']],
  [80, [50, '重复申请'], [205, '8'], [240, '2'], [300, '3'], [345, '4'], [490, '17']],
];

const tablesOf = (...pages: readonly (readonly LaidLine[])[]) =>
  assemble(pages.map((lines, index) => pageOf(index + 1, ...lines))).flatMap((block) =>
    block.kind === 'table' ? [{ rows: rowsOf(block), isSure: block.inferred !== true }] : [],
  );

describe("a header at a page's foot", () => {
  it('is that of the rows on the next page, which leave columns blank', () => {
    const [table, ...others] = tablesOf(HEADER, ROWS);
    expect(others).toEqual([]);
    expect(table?.isSure).toBe(true);
    expect(table?.rows.map((row) => row.slice(-7))).toEqual([
      ['自然/人', '商/业/企/业', '科研机构', '社会公/益组织', '法律服/务机构', '其他', '总/计'],
      ['7', '2', '3', '4', '', '', '16'],
      ['8', '2', '3', '4', '', '', '17'],
    ]);
  });

  it.each<readonly [why: string, header: readonly LaidLine[], rows: readonly LaidLine[]]>([
    ['no rows follow', HEADER, [[60, [50, '四、行政复议']]]],
    ['one of its cells is missing', HEADER.slice(0, -1), ROWS],
    ['a number stands under none of its cells', HEADER, [...ROWS, [100, [50, '其他'], [205, '1'], [565, '1']]]],
    ['the rows have a header of their own', HEADER, [[40, [200, '甲类'], [300, '乙类'], [490, '丙类']], ...ROWS]],
  ])('is none where %s', (_, header, rows) => {
    for (const table of tablesOf(header, rows)) expect(table.rows.flat()).not.toContain('自然/人');
  });
});
