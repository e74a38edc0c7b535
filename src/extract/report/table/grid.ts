import { FORMS, type FormRegistry } from '../../../codebook/index.ts';
import { isBlank as isBlankText } from '../../../vocabulary/characters.ts';
import { looksLikeValue } from '../../../vocabulary/printed-values.ts';
import type { Cell, Table } from '../../document.ts';
import { withoutOrdinals } from '../ordinals.ts';
import { isTransposed, transpose } from './transposed.ts';

/** One table row as the grammar sees it. */
export interface GridRow {
  readonly index: number;
  /** Cells that cover this row, left to right, each once; those that began above are included. */
  readonly cells: readonly Cell[];
  /** The leading cells that hold words, blank ones left out: the path of labels, outermost first. */
  readonly labels: readonly Cell[];
  /** The cells behind the last label, blank ones included. */
  readonly values: readonly Cell[];
  /** A blank cell stands in front of the first label: the row belongs to a group named above (spans were lost). */
  readonly indented: boolean;
}

/** A Table with its rows resolved. `number` counts the document's tables from 0. */
export interface Grid {
  readonly table: Table;
  readonly number: number;
  readonly rows: readonly GridRow[];
  /** True where the source prints these rows as its columns. */
  readonly transposed: boolean;
}

export function toGrid(source: Table, number: number, forms: FormRegistry = FORMS): Grid {
  const transposed = isTransposed(source, forms);
  const table = transposed ? transpose(source) : source;
  const lines: Cell[][] = Array.from({ length: table.rows }, () => []);
  for (const cell of withoutOrdinals(table.cells)) {
    const last = Math.min(table.rows, cell.row + cell.rowSpan);
    for (let row = cell.row; row < last; row++) lines[row]?.push(cell);
  }
  const rows = lines.map((cells, index) => toRow(index, inColumns(cells)));
  return { table, number, rows, transposed };
}

/** From left to right, as all stand but those of rows that begin above. */
function inColumns(cells: Cell[]): Cell[] {
  const isSorted = cells.every((cell, at) => at === 0 || (cells[at - 1]?.column ?? 0) <= cell.column);
  return isSorted ? cells : cells.sort((a, b) => a.column - b.column);
}

function toRow(index: number, cells: readonly Cell[]): GridRow {
  const kinds = cells.map(kindOf);
  // The labels are the words at the row's beginning, blank cells between them allowed; the first value ends them.
  const firstValue = kinds.indexOf('value');
  const leading = kinds.slice(0, firstValue < 0 ? kinds.length : firstValue);
  const first = leading.indexOf('label');
  return {
    index,
    cells,
    labels: cells.filter((_, position) => leading[position] === 'label'),
    values: cells.slice(leading.lastIndexOf('label') + 1),
    indented: first > 0,
  };
}

const kindOf = (cell: Cell): 'blank' | 'label' | 'value' => {
  if (isBlankCell(cell)) return 'blank';
  return looksLikeValue(cell.text) ? 'value' : 'label';
};

export const isBlankCell = (cell: Cell): boolean => isBlankText(cell.text);

/**
 * The `count` cells that a row's values can only be: what is left without the blank cells in front and behind that dumps add. Where the
 * source prints more values than there are columns, they are given only if it makes no difference which one is left out (0 0 0 0 0 0 0 0).
 * `start` is the column at which the header begins, where header and row are equally wide: it settles which blank cells are values.
 */
export function windowOf(printed: readonly Cell[], count: number, start: number | null = null): readonly Cell[] | null {
  const cells = withoutRemark(printed, count);
  const windows: (readonly Cell[])[] = [];
  for (let at = 0; at + count <= cells.length; at++) {
    const outside = [...cells.slice(0, at), ...cells.slice(at + count)];
    if (outside.every(isBlankCell)) windows.push(cells.slice(at, at + count));
  }
  // On a drawn page a blank cell is a column where nothing stands: a number beside it has its place, and no other.
  const isDrawn = cells.some(({ position }) => position !== undefined);
  if (windows.length === 1 && (cells.length === count || !isDrawn)) return windows[0] ?? null;
  const aligned = windows.find(([first]) => first?.column === start);
  if (aligned) return aligned;
  const filled = cells.filter((cell) => !isBlankCell(cell));
  // As many values as columns: every blank cell among them is one too many.
  if (filled.length === count) return filled;
  const alike = filled.length > count && filled.every((cell) => cell.text.trim() === filled[0]?.text.trim());
  return alike ? filled.slice(0, count) : null;
}

/** Words behind the last value are a remark, and no value may move into their place. */
function withoutRemark(cells: readonly Cell[], count: number): readonly Cell[] {
  const last = cells.at(-1);
  return cells.length > count && last && !looksLikeValue(last.text) ? cells.slice(0, -1) : cells;
}

/** The column where a header begins, for a row of a table without spans that is as wide as the header's; else null. */
export function startOf(header: Cell | undefined, row: GridRow | undefined, grid: Grid): number | null {
  if (!header || !row || !grid.table.ragged) return null;
  return grid.rows[header.row]?.cells.length === row.cells.length ? header.column : null;
}

/** More values than columns; see `windowOf`. */
export const hasExtraValue = (cells: readonly Cell[], count: number): boolean =>
  cells.filter((cell) => !isBlankCell(cell)).length > count;

/** Grid columns shared by two cells. */
export function overlap(a: Cell, b: Cell): number {
  return Math.min(a.column + a.colSpan, b.column + b.colSpan) - Math.max(a.column, b.column);
}

/**
 * True for a label that is printed once beside several rows of numbers: nobody can tell which of them it names. A row that only goes on
 * below it has no values of its own.
 */
export function isOverSeveral(label: Cell, grid: Grid): boolean {
  if (label.rowSpan === 1) return false;
  const rows = grid.rows
    .slice(label.row, label.row + label.rowSpan)
    .filter(
      ({ labels, values, index }) =>
        labels.at(-1) === label && values.some((cell) => cell.row === index && !isBlankCell(cell)),
    );
  return rows.length > 1;
}

/** True for a number that is printed once for several rows, each with a label of its own; 0 is 0 for each of them. A row that prints nothing of its own is none. */
export function isShared(cell: Cell, grid: Grid): boolean {
  if (cell.rowSpan === 1 || /^\s*(?:[0０]\s*)?$/.test(cell.text)) return false;
  const rows = grid.rows
    .slice(cell.row, cell.row + cell.rowSpan)
    .filter(({ cells, index }) => cells.some((own) => own.row === index && !isBlankCell(own)));
  return new Set(rows.map(({ labels }) => labels.at(-1))).size > 1;
}
