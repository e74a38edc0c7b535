import { normaliseLabel, TABLES } from '../../codebook/index.ts';
import type { Cell } from '../document.ts';
import { type FigureSheet, oneLine } from './figures.ts';
import { type Grid, hasExtraValue, overlap, type Row, startOf, windowOf } from './grid.ts';
import { LabelMatcher } from './labels.ts';

const TABLE = TABLES.applications;
const ROWS = new LabelMatcher(TABLE.rows);
const COLUMNS = new LabelMatcher(TABLE.columns);
const COLUMN_KEYS = TABLE.columns.map(({ key }) => key);
/** A header must name this many of the seven applicants before its columns are believed. */
const ENOUGH_COLUMNS = 5;

type Header = ReadonlyMap<string, Cell>;

/** Reads table 3 row by row: rows by their labels, columns by the header cells above them. */
export class ApplicationsReader {
  readonly #sheet: FigureSheet;
  #header: Map<string, Cell> = new Map();
  #headerGrid: Grid | null = null;
  #lastRow: string | null = null;

  constructor(sheet: FigureSheet) {
    this.#sheet = sheet;
  }

  /** Takes a row if it belongs to table 3; false leaves it to the other readers. */
  take(row: Row, grid: Grid): boolean {
    if (this.#takeHeader(row, grid)) return true;
    const found = this.#recognise(row, grid);
    if (!found) return false;
    this.#lastRow = found.key;
    this.#read(found.key, found.values, row, grid);
    return true;
  }

  #takeHeader(row: Row, grid: Grid): boolean {
    if (row.values.some((cell) => /\d/.test(cell.text))) return false;
    const named = row.cells.flatMap((cell) => {
      const entry = COLUMNS.match(cell.text, { fuzzy: false });
      return entry ? [[entry.key, cell] as const] : [];
    });
    const distinct = new Set(named.map(([key]) => key));
    const isHeader =
      distinct.has('natural_person') ||
      distinct.size >= 4 ||
      row.cells.some((cell) => normaliseLabel(cell.text) === '申请人情况');
    if (!isHeader) return false;
    if (this.#headerGrid !== grid) {
      this.#header = new Map();
      this.#headerGrid = grid;
    }
    for (const [key, cell] of named) this.#header.set(key, cell);
    return true;
  }

  /** The row's key and its value cells. The deepest label that is known names it; an unknown one between known rows is kept as printed. */
  #recognise(row: Row, grid: Grid): { key: string; values: readonly Cell[] } | null {
    if (row.labels.length === 0 || row.cells.length <= row.labels.length) return null;
    for (const label of [...row.labels].reverse()) {
      const entry = this.#entryOf(label, row);
      const after = row.cells.slice(row.cells.indexOf(label) + 1);
      if (entry && after.length > 0) {
        const deepest = label === row.labels.at(-1);
        if (deepest || after.length === COLUMN_KEYS.length) return { key: entry, values: after };
      }
    }
    const printed = row.labels.at(-1);
    // Guessed rows may be halves of a label; only printed ones can be rows of an organ's own.
    if (grid.table.inferred) return null;
    if (!printed || this.#lastRow === null || this.#header.size === 0 || !this.#fits(row.values)) return null;
    return { key: oneLine(printed.text).replace(/\s/g, ''), values: row.values };
  }

  #entryOf(label: Cell, row: Row): string | null {
    const entry = ROWS.match(label.text);
    if (!entry) return null;
    const bare = normaliseLabel(label.text);
    // 其他 alone is the last row of （六）其他处理; anywhere else it is no row of this table.
    if (entry.key === 'other_other') {
      const inGroup = row.labels.some((other) => other !== label && /其他处理/.test(normaliseLabel(other.text)));
      return inGroup || this.#lastRow === 'other_fee_unpaid' || this.#lastRow === 'other_overdue_correction'
        ? entry.key
        : null;
    }
    if (entry.key === 'handled_total' && bare === '总计' && this.#lastRow === null) return null;
    return entry.key;
  }

  #fits(values: readonly Cell[]): boolean {
    return values.length >= COLUMN_KEYS.length && values.filter((cell) => /\d/.test(cell.text)).length >= 3;
  }

  #read(key: string, values: readonly Cell[], row: Row, grid: Grid): void {
    const assigned = this.#byHeader(values, grid) ?? byCount(values, this.#start(row, grid));
    if (!assigned) {
      const text = values.map((cell) => cell.text).join(' | ');
      const why = `expected ${COLUMN_KEYS.length} cells behind the label, found ${values.length}`;
      this.#sheet.unreadableRow('applications', key, COLUMN_KEYS, text, why);
      return;
    }
    if (hasExtraValue(values, COLUMN_KEYS.length)) {
      this.#sheet.extraCell('applications', key, values.length, COLUMN_KEYS.length);
    }
    const figures = COLUMN_KEYS.flatMap((column) => {
      const cell = assigned.get(column);
      if (!cell) return [];
      return [this.#sheet.figure('applications', key, column, cell.text, { cell, grid }, '件')];
    });
    this.#sheet.add('applications', key, figures);
  }

  #start(row: Row, grid: Grid): number | null {
    return this.#headerGrid === grid ? startOf(this.#header.get('natural_person'), row, grid) : null;
  }

  /** Value cells under their header cells; only where each finds exactly one. A row that is short or shifted gives null. */
  #byHeader(values: readonly Cell[], grid: Grid): Header | null {
    const header = this.#header;
    const sameGrid = this.#headerGrid === grid || this.#headerGrid?.table.columns === grid.table.columns;
    if (grid.table.ragged || !sameGrid || header.size < ENOUGH_COLUMNS) return null;
    return assign(values, header);
  }
}

/** Pairs value cells with header cells by the grid columns they share; null unless every header cell gets exactly one value cell. */
export function assign(values: readonly Cell[], header: Header): Map<string, Cell> | null {
  const assigned = new Map<string, Cell>();
  for (const cell of values) {
    let best: string | null = null;
    let most = 0;
    for (const [key, above] of header) {
      const shared = overlap(cell, above);
      if (shared > most) [best, most] = [key, shared];
    }
    if (best === null) {
      if (cell.text.trim() === '') continue;
      return null;
    }
    if (assigned.has(best)) return null;
    assigned.set(best, cell);
  }
  return assigned.size === header.size ? assigned : null;
}

function byCount(values: readonly Cell[], start: number | null): Map<string, Cell> | null {
  const window = windowOf(values, COLUMN_KEYS.length, start);
  return window ? new Map(window.map((cell, index) => [COLUMN_KEYS[index] ?? '', cell])) : null;
}
