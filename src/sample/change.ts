import { type CellSpec, gridOf, rowsOf, type SampleCell, type SampleTable } from './grid.ts';
import type { SampleBlock } from './model.ts';
import { headerRows } from './shape.ts';

/* What organs themselves change in the form, or print beside it. */

/** Two columns of one grid change places, headers and numbers together. Cells that span columns stay. */
export function swapColumns(table: SampleTable, a: number, b: number): SampleTable {
  const places = new Map([
    [a, b],
    [b, a],
  ]);
  const moved = ({ column, colSpan }: SampleCell): number => (colSpan === 1 ? (places.get(column) ?? column) : column);
  const cells = table.cells.map((cell) => ({ ...cell, column: moved(cell) }));
  return { ...table, cells: cells.sort((x, y) => x.row - y.row || x.column - y.column) };
}

/** A column 备注 at the right edge, with a few words here and there. */
export function withRemarks(table: SampleTable): SampleTable {
  const head = Math.max(headerRows(table), 1);
  const column = table.columns;
  const blank = { column, rowSpan: 1, colSpan: 1, text: '', role: 'value', figure: null } as const;
  const cells: SampleCell[] = [{ ...blank, row: 0, rowSpan: head, text: '备注', role: 'header' }];
  for (let row = head; row < table.rows; row++) cells.push({ ...blank, row, text: row % 7 === 4 ? '含上年结转' : '' });
  return { ...table, columns: column + 1, cells: byPlace([...table.cells, ...cells]) };
}

/** A column 小计 in front of 总计 in table 3. */
export function withSubtotals(table: SampleTable): SampleTable {
  const column = table.columns - 1;
  const head = headerRows(table);
  const one = { column, rowSpan: 1, colSpan: 1, role: 'value', figure: null } as const;
  const cells = table.cells.flatMap((cell): SampleCell[] => {
    if (cell.column >= column) return [{ ...cell, column: cell.column + 1 }];
    const last = cell.column + cell.colSpan === column;
    // What spans the columns to the left of 总计 in the header spans one more.
    if (cell.row < head - 1 && (last || cell.column + cell.colSpan > column))
      return [{ ...cell, colSpan: cell.colSpan + 1 }];
    return last
      ? [cell, { ...one, row: cell.row, ...(cell.row < head ? { text: '小计', role: 'header' } : { text: '7' }) }]
      : [cell];
  });
  return { ...table, columns: table.columns + 1, cells: byPlace(cells) };
}

/** A column 序号 at the left edge: one cell beside the header, then a number for each row that has a label. */
export function withSerialNumbers(table: SampleTable): SampleTable {
  const head = Math.max(headerRows(table), 1);
  const cell = { column: 0, rowSpan: 1, colSpan: 1, text: '', role: 'label', figure: null } as const;
  const serial: SampleCell[] = [{ ...cell, row: 0, rowSpan: head, text: '序号', role: 'header' }];
  let number = 0;
  rowsOf(table).forEach((row, at) => {
    if (at < head) return;
    serial.push({ ...cell, row: at, text: row.some(({ role }) => role === 'label') ? String(++number) : '' });
  });
  const moved = table.cells.map((one) => ({ ...one, column: one.column + 1 }));
  return { ...table, columns: table.columns + 1, cells: byPlace([...serial, ...moved]) };
}

const byPlace = (cells: SampleCell[]): SampleCell[] => cells.sort((a, b) => a.row - b.row || a.column - b.column);

/** Statistics of the organ's own, in whose labels the names of the form's rows occur; printed behind the first section's heading. */
export function withOwnStatistics(blocks: readonly SampleBlock[]): SampleBlock[] {
  const at = blocks.findIndex((block) => block.kind === 'heading') + 1;
  const row = (label: string, count: string): CellSpec[] => [
    { text: label, role: 'label' },
    { text: count, role: 'value' },
  ];
  const table = gridOf('several', [
    [
      { text: '公开类别', role: 'header' },
      { text: '公开条数', role: 'header' },
    ],
    row('机构职能', '12'),
    row('规范性文件', '31'),
    row('行政许可', '205'),
    row('行政处罚', '77'),
    row('其他', '9'),
  ]);
  const caption: SampleBlock = { kind: 'paragraph', text: '本年度门户网站公开信息分类如下：' };
  return [...blocks.slice(0, at), caption, { kind: 'table', table }, ...blocks.slice(at)];
}

/** The tables stand behind the text in an annex of their own, numbered afresh. */
export function tablesInAnnex(blocks: readonly SampleBlock[]): SampleBlock[] {
  const HAN = ['一', '二', '三', '四'];
  const annex: SampleBlock[] = [];
  const front = blocks.filter((block, index) => {
    if (block.kind !== 'table') return true;
    const heading = blocks.slice(0, index).findLast((other) => other.kind === 'heading');
    const text = heading?.kind === 'heading' ? heading.text.replace(/^[^、．]+[、．]\s*/, '') : '附表';
    annex.push({ kind: 'heading', text: `${HAN[annex.length / 2]}、${text}` }, block);
    return false;
  });
  return [...front, { kind: 'paragraph', text: '附件' }, ...annex];
}
