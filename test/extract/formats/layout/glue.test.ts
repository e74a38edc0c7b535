import { describe, expect, it } from 'vitest';
import { glue, type TableRows } from '../../../../src/extract/formats/layout/glue.ts';
import type { TableCell } from '../../../../src/extract/formats/layout/model.ts';

/** Rows of texts, each cell one place; `|` parts them, `^` goes on with the cell above. */
function rowsOf(...lines: readonly string[]): TableRows {
  const cells: TableCell[] = [];
  lines.forEach((line, row) => {
    line.split('|').forEach((text, column) => {
      const above = cells.findLastIndex((cell) => cell.column === column);
      const merged = cells[above];
      if (text === '^' && merged) cells[above] = { ...merged, rowSpan: merged.rowSpan + 1 };
      else
        cells.push({ row, column, rowSpan: 1, colSpan: 1, text, page: 1, box: [0, 0, 1, 1], fullness: text ? 0.4 : 0 });
    });
  });
  return { rows: lines.length, cells };
}

const texts = ({ rows, cells }: TableRows): string[] =>
  Array.from({ length: rows }, (_, row) =>
    cells
      .filter((cell) => cell.row === row)
      .map(({ text }) => text.replace('\n', '/'))
      .join('|'),
  );

describe('a table over a page’s end', () => {
  it.each([
    ['a label that is cut', ['（一）予|3|4'], ['以公开||'], ['（一）予以公开|3|4']],
    ['a number that is cut, which stays in doubt', ['8.属于行政查询事|1|0'], ['项|0|'], ['8.属于行政查询事项|1/0|0']],
    ['numbers on the next page', ['（七）总计||'], ['|12|5'], ['（七）总计|12|5']],
    ['the label on the next page', ['|12|5'], ['（七）总计||'], ['（七）总计|12|5']],
    ['a blank row of the form', ['规章|3|4'], ['规范性文件||'], ['规章|3|4', '规范性文件||']],
    ['numbers below a header', ['结果维持|总计'], ['7|8'], ['结果维持|总计', '7|8']],
    ['numbers below merged headers', ['自然人|总计', '^|^'], ['7|8'], ['自然人|总计', '', '7|8']],
    [
      'a group of two rows, cut between them',
      ['其他对外管|检查|3'],
      ['理服务事项|确认|4'],
      ['其他对外管理服务事项|检查|3', '确认|4'],
    ],
    [
      'the end of a group printed into the next row',
      ['（六）其他处|1.|3', '^|2.|4'],
      ['理 （七）总计||9'],
      ['（六）其他处理|1.|3', '2.|4', '（七）总计||9'],
    ],
  ])('%s', (_, upper, lower, whole) => {
    expect(texts(glue(rowsOf(...upper), rowsOf(...lower)))).toEqual(whole);
  });
});
