import { describe, expect, it } from 'vitest';
import { headerOf } from '../../../../../src/extract/formats/layout/borderless/header.ts';
import { ruleBetween } from '../../../../../src/extract/formats/layout/borderless/rule-between.ts';
import { valueColumns } from '../../../../../src/extract/formats/layout/borderless/value-columns.ts';
import { type LaidLine, valuesAndWords } from '../../../../support/laid-out.ts';

function readHeader(...lines: readonly LaidLine[]) {
  const laid = valuesAndWords(...lines);
  const { rows, columns, words } = valueColumns(laid.rows, laid.words);
  const header = headerOf(rows, words, columns, { maxLineGap: 13, hasRuleBetween: ruleBetween([]) });
  if (!header) return null;
  return {
    leaves: header.leaves.map((cell) => cell?.text.replace(/\n/g, '/') ?? null),
    upper: header.upper.map(({ text }) => text),
    side: header.side.map(({ text }) => text),
    columns: header.columns.length,
    complete: header.complete,
  };
}

const ROWS: readonly LaidLine[] = [
  [100, [50, '甲类事项'], [200, '7'], [300, '8']],
  [120, [50, '乙类事项'], [200, '12'], [300, '9']],
];

describe('a header', () => {
  it('is none where nothing stands above the columns', () => {
    expect(readHeader(...ROWS)).toBeNull();
  });

  it('is none too far above them', () => {
    expect(readHeader([30, [190, '制发数'], [290, '废止数']], ...ROWS)).toBeNull();
  });

  it('has a cell a column, and that of the labels beside them', () => {
    expect(readHeader([80, [50, '项目'], [190, '制发数'], [290, '废止数']], ...ROWS)).toEqual({
      leaves: ['制发数', '废止数'],
      upper: [],
      side: ['项目'],
      columns: 2,
      complete: true,
    });
  });

  it('has cells of two lines', () => {
    const header = readHeader([68, [190, '本年新'], [290, '本年废']], [80, [190, '制发数'], [290, '止件数']], ...ROWS);
    expect(header?.leaves).toEqual(['本年新/制发数', '本年废/止件数']);
    expect(header?.upper).toEqual([]);
  });

  it('has the cell of a group above those of its columns', () => {
    const header = readHeader([60, [235, '办理结果']], [80, [190, '制发数'], [290, '废止数']], ...ROWS);
    expect(header).toMatchObject({ leaves: ['制发数', '废止数'], upper: ['办理结果'], complete: true });
  });

  describe("whose first and last cells are on the page before, where the page's end goes through it", () => {
    const UPPER: LaidLine = [68, [240, '商业'], [290, '科研'], [340, '社会公'], [390, '法律服'], [440, '其']];
    const LOWER: LaidLine = [80, [240, '企业'], [290, '机构'], [340, '益组织'], [390, '务机构'], [440, '他']];
    const LEAVES = [null, '商业/企业', '科研/机构', '社会公/益组织', '法律服/务机构', '其/他', null];
    const numbers = (y: number, ...at: readonly number[]): LaidLine => [
      y,
      [50, '予以公开'],
      ...at.map((x): readonly [number, string] => [x, '7']),
    ];

    it('has all columns, the blank one too', () => {
      const header = readHeader(UPPER, LOWER, numbers(100, 200, 245, 295, 500), numbers(120, 200, 345, 395, 500));
      expect(header).toMatchObject({ leaves: LEAVES, columns: 7, complete: true });
    });

    it.each([
      ['two numbers stand before its first cell', [150, 200, 245, 295, 345, 395, 500]],
      ['none stands behind its last cell', [200, 245, 295, 345, 395, 445]],
      ['none stands before its first cell', [245, 295, 345, 395, 500]],
    ])('is not sure where %s', (_, at) => {
      expect(readHeader(UPPER, LOWER, numbers(100, ...at), numbers(120, ...at))).toMatchObject({ complete: false });
    });
  });

  it('has a column more where one is blank', () => {
    const header = readHeader([80, [50, '项目'], [190, '制发数'], [290, '废止数'], [390, '有效数']], ...ROWS);
    expect(header).toMatchObject({ leaves: ['制发数', '废止数', '有效数'], columns: 3, complete: true });
  });

  it('is not complete where a column has no cell', () => {
    expect(readHeader([80, [50, '项目'], [190, '制发数']], ...ROWS)).toMatchObject({
      leaves: ['制发数', null],
      complete: false,
    });
  });

  it('is not complete where one cell stands over both columns', () => {
    expect(readHeader([80, [50, '项目'], [190, '制发和废止的件数合计']], ...ROWS)?.complete).toBe(false);
  });

  it('ends at a numbered heading', () => {
    expect(
      readHeader([60, [190, '三、收到和处理申请情况']], [80, [190, '制发数'], [290, '废止数']], ...ROWS),
    ).toMatchObject({
      leaves: ['制发数', '废止数'],
      upper: [],
    });
  });

  it('ends at a band over labels and columns', () => {
    expect(
      readHeader([60, [50, '第二十条第一项公开情况统计表']], [80, [190, '制发数'], [290, '废止数']], ...ROWS),
    ).toMatchObject({ upper: [], side: [] });
  });
});
