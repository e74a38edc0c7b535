import { type FormRegistry, normaliseLabel } from '../../../codebook/index.ts';
import { DIGIT } from '../../../vocabulary/digits.ts';
import type { Cell } from '../../document.ts';
import { withoutBeside } from './beside.ts';
import { assign, type ColumnHeader, isAligned } from './columns.ts';
import { type Grid, type GridRow, isBlankCell, overlap, startOf, windowOf } from './grid.ts';
import { matcherOf, namedBy } from './labels.ts';

/** A header must name this many of the applicants before its columns are believed. */
const ENOUGH_COLUMNS = 5;
/** The header of a table that leaves the applicants out and prints one number a row. */
const ONE_NUMBER = /^(?:[总合]计|总?数量?|件数|申请数量?)(?:\(?(?:单位)?件\)?)?$/;
/** Columns that organs add to the form: sums in between, remarks. */
const FURTHER = /^(?:小计|备注|说明|占比|比例)(?:\(%\))?$/;
/** The column of sums, which every form has. */
const TOTAL = 'total';
/** So many rows of table 3 in a table of one number a row make it table 3. */
const ENOUGH_ROWS = 8;

/** The header of table 3 that was seen last, and which value cell belongs to which of its columns. */
export class ApplicationsHeader {
  readonly #forms: FormRegistry;
  /** All columns of the form that the header shows. */
  all: readonly string[];
  /** Keys of the columns in printed order. */
  columns: readonly string[];
  #cells: Map<string, Cell> = new Map();
  /** What is asked of these for every row. */
  #drawn: DrawnHeader | null = null;
  #grid: Grid | null = null;
  #widest: { readonly grid: Grid; readonly hasMore: boolean } | null = null;
  /** Header cells of further columns. */
  #further: readonly Cell[] = [];
  /** A row of the header's table has its numbers right under the header's cells. */
  #hasPlaced = false;

  constructor(forms: FormRegistry) {
    this.#forms = forms;
    this.all = forms.columnSets('applications')[0] ?? [];
    this.columns = this.all;
  }

  get isKnown(): boolean {
    return this.#cells.size > 0;
  }

  /** Takes a row that names applicants, or the only column of a table without them. */
  take(row: GridRow, grid: Grid): boolean {
    if (row.values.some((cell) => DIGIT.test(cell.text))) return false;
    const { columns, opens } = this.#forms.tables.applications;
    const named = this.#withUnnamedTotal(row, namedBy(matcherOf(columns), row.cells));
    const distinct = new Set(named.map(([key]) => key));
    const total = this.#grid === grid ? null : onlyTotal(row, grid, this.#forms);
    const isHeader =
      total !== null ||
      distinct.has(this.all[0] ?? '') ||
      distinct.size >= 4 ||
      row.cells.some((cell) => normaliseLabel(cell.text) === opens);
    if (!isHeader) return false;
    if (this.#grid !== grid) {
      this.#cells = new Map();
      this.#grid = grid;
      this.#further = [];
      this.#hasPlaced = false;
    }
    this.#further = [...this.#further, ...row.cells.filter(({ text }) => FURTHER.test(normaliseLabel(text)))];
    for (const [key, cell] of named) this.#cells.set(key, cell);
    if (total) this.#cells.set(TOTAL, total);
    this.#drawn = null;
    this.all = this.#columnsOfForm();
    this.columns = total ? [TOTAL] : (this.#inOneRow(named) ?? this.all);
    return true;
  }

  /** The columns in the order in which they are counted: from left to right where rows of the table stand under the header's cells. */
  #inOrder(grid: Grid): readonly string[] {
    if (!this.#hasPlaced || !this.#isWhole(grid)) return this.columns;
    return [...this.#cells].sort(([, a], [, b]) => a.column - b.column).map(([key]) => key);
  }

  /**
   * The columns in printed order, where one row names all of them, or all but a total that is nowhere: the order may be another one. Cells
   * that reach down from a row above say nothing: where the source lost spans they stand among others than they belong to.
   */
  #inOneRow(named: NamedCells): readonly string[] | null {
    if (new Set(named.map(([, cell]) => cell.row)).size > 1) return null;
    const keys = [...new Set(named.map(([key]) => key))];
    const whole = keys.length === this.all.length;
    return whole || (keys.length === this.all.length - 1 && !this.#cells.has(TOTAL)) ? keys : null;
  }

  /** The smallest set of columns of any form that has all those of the header. */
  #columnsOfForm(): readonly string[] {
    const sets = this.#forms.columnSets('applications');
    return sets.find((set) => [...this.#cells.keys()].every((key) => set.includes(key))) ?? sets.at(-1) ?? [];
  }

  /** A blank header cell behind all applicants is that of 总计. */
  #withUnnamedTotal(row: GridRow, named: NamedCells): NamedCells {
    const keys = new Set(named.map(([key]) => key));
    const last = row.cells.at(-1);
    const isWhole = this.#forms.columnSets('applications').some((set) => keys.size === set.length - 1);
    return isWhole && !keys.has(TOTAL) && last !== undefined && isBlankCell(last) ? [...named, [TOTAL, last]] : named;
  }

  /** The header above a table belongs to it, and to the rest of that table behind a page break. */
  #isAbove(grid: Grid): boolean {
    const sameWidth = this.#grid === grid || this.#grid?.table.columns === grid.table.columns;
    return !grid.table.ragged && sameWidth && this.#cells.size >= Math.min(ENOUGH_COLUMNS, this.columns.length);
  }

  /**
   * True for a row that ends before or behind its header: it lost or gained a cell, and beside a further column (备注, 小计) nobody can tell
   * which of its numbers stands where.
   */
  isShifted(values: readonly Cell[], grid: Grid): boolean {
    if (this.#further.length === 0 || !this.#isAbove(grid)) return false;
    return endOf(values) !== endOf([...this.#cells.values(), ...this.#further]);
  }

  /** True for a cell that stands below one of the header's. */
  isUnder(cell: Cell, grid: Grid): boolean {
    return this.#isAbove(grid) && [...this.#cells.values()].some((header) => overlap(cell, header) > 0);
  }

  /** The value cells without those of further columns, and of columns beside the table. */
  withoutFurther(values: readonly Cell[], grid: Grid): readonly Cell[] {
    const further = this.#further;
    const header = this.#header;
    if (!this.#isAbove(grid) || !header.isAligned) return values;
    if (further.length === 0) return this.#isWhole(grid) ? withoutBeside(values, header.end, grid) : values;
    const isIn = (cell: Cell, header: Cell): boolean =>
      header.column <= cell.column && cell.column + cell.colSpan <= header.column + header.colSpan;
    return values.filter((cell) => !further.some((header) => isIn(cell, header)));
  }

  /** The header stands in this very table, names every column, and each at a place of its own. */
  #isWhole(grid: Grid): boolean {
    const isNamed = this.#grid === grid && !grid.table.ragged && this.#cells.size === this.all.length;
    return isNamed && this.#header.isOwnAligned;
  }

  /** The same of a table, and of the rest of it behind a page's end. */
  #isWholeAbove(grid: Grid): boolean {
    const header = this.#grid;
    return header !== null && this.#isAbove(grid) && this.#isWhole(header);
  }

  /** Whether a column of numbers stands beside the table's own: in a row with a blank cell it would be counted as one of them. */
  #hasMore(grid: Grid): boolean {
    if (this.#widest?.grid === grid) return this.#widest.hasMore;
    const rows = grid.rows.filter(
      ({ labels, values }) => labels.length > 0 && values.some((cell) => DIGIT.test(cell.text)),
    );
    const beyond = rows.filter(({ values }) => {
      const last = values.at(-1);
      return values.length > this.columns.length && last !== undefined && !isBlankCell(last);
    });
    const wider = beyond.filter(({ values }) => {
      const numbers = values.filter((cell) => !isBlankCell(cell)).map(({ text }) => text.trim());
      return numbers.length > this.columns.length && new Set(numbers).size > 1;
    });
    this.#widest = { grid, hasMore: wider.length >= ENOUGH_WIDER && beyond.length >= rows.length * MOST_BEYOND };
    return this.#widest.hasMore;
  }

  get #header(): DrawnHeader {
    if (this.#drawn === null) {
      const own = [...this.#cells.values()];
      const isOwnAligned = isAligned(own);
      const isAll = this.#further.length === 0 ? isOwnAligned : isAligned([...own, ...this.#further]);
      this.#drawn = { end: endOf(own), isOwnAligned, isAligned: isAll };
    }
    return this.#drawn;
  }

  /** Value cells under their header cells; only where each finds exactly one. A row that is short or shifted gives null. */
  byPlace(values: readonly Cell[], grid: Grid): ColumnHeader | null {
    const placed = this.#isAbove(grid) ? assign(values, this.#cells) : null;
    if (placed && this.#grid === grid) this.#hasPlaced = true;
    return placed;
  }

  /** Value cells in the order of the columns, where the header's places say nothing. Beside a header that is whole only as one run without a blank cell. */
  byCount(values: readonly Cell[], row: GridRow, grid: Grid): Map<string, Cell> | null {
    const isBeside =
      this.#isWholeAbove(grid) && values.some(({ column, text }) => column >= this.#header.end && DIGIT.test(text));
    const run = isBeside ? runOf(values) : [];
    if (isBeside && (run.length !== this.columns.length || run.some(isBlankCell))) return null;
    if (this.#hasMore(grid)) return null;
    const start = this.#grid === grid ? startOf(this.#cells.get(this.all[0] ?? ''), row, grid) : null;
    const columns = this.#inOrder(grid);
    const window = windowOf(values, columns.length, start);
    return window ? new Map(window.map((cell, index) => [columns[index] ?? '', cell])) : null;
  }
}

/** Rows of more numbers than columns, that are not all alike: so many of them have a further one beside the table. */
const ENOUGH_WIDER = 2;
/** It goes through the table. */
const MOST_BEYOND = 0.75;

/** The grid column behind the last of some cells. */
const endOf = (cells: readonly Cell[]): number => Math.max(...cells.map(({ column, colSpan }) => column + colSpan));

/** From the first filled cell to the last. */
const runOf = (cells: readonly Cell[]): readonly Cell[] =>
  cells.slice(
    cells.findIndex((cell) => !isBlankCell(cell)),
    cells.findLastIndex((cell) => !isBlankCell(cell)) + 1,
  );

/** How a header's cells stand: where they end, and whether each has columns of its own, without and with those of further columns. */
interface DrawnHeader {
  readonly end: number;
  readonly isOwnAligned: boolean;
  readonly isAligned: boolean;
}

type NamedCells = readonly (readonly [key: string, cell: Cell])[];

/** The header cell of a table 3 without applicants (事项 / 总计), if this row is that header. */
function onlyTotal(row: GridRow, grid: Grid, forms: FormRegistry): Cell | null {
  const rows = matcherOf(forms.tables.applications.rows);
  const filled = row.cells.filter((cell) => !isBlankCell(cell));
  const last = filled.at(-1);
  if (filled.length !== 2 || !last || !ONE_NUMBER.test(normaliseLabel(last.text))) return null;
  const known = grid.rows.filter(({ labels, values }) => {
    const label = labels.at(-1);
    return values.length === 1 && label !== undefined && rows.match(label.text) !== null;
  });
  return known.length >= ENOUGH_ROWS ? last : null;
}
