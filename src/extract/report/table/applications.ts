import { normaliseLabel, TABLES } from '../../../codebook/index.ts';
import type { Cell } from '../../document.ts';
import { areMisplaced } from '../confirm/misplaced.ts';
import { type FigureCollector, oneLine } from '../figures.ts';
import type { Figure } from '../model.ts';
import { ApplicationsHeader, APPLICATION_ROWS as ROWS } from './applications-header.ts';
import { DIGIT, type Grid, hasExtraValue, type Row } from './grid.ts';
import { LabelMatcher } from './labels.ts';

const TABLE = TABLES.applications;
const PROCEEDINGS = new LabelMatcher(TABLES.review_litigation.rows);
const COLUMN_KEYS = TABLE.columns.map(({ key }) => key);
/** The merged cells in front of rows: （三）不予公开 names no row where another label does. */
const GROUPS: ReadonlySet<string> = new Set(TABLE.rows.flatMap(({ groups }) => groups).map(normaliseLabel));
/** The group that holds all results, and the results that can be the last one. */
const ALL_RESULTS = /办理结果$/;
const LAST_RESULTS: ReadonlySet<string> = new Set([
  'unprocessed_reissue_confirmation',
  'other_handling',
  'other_overdue_correction',
  'other_fee_unpaid',
  'other_other',
]);

/** Reads table 3 row by row: rows by their labels, columns by the header cells above them. */
export class ApplicationsReader {
  readonly #sheet: FigureCollector;
  readonly #header = new ApplicationsHeader();
  #lastRow: string | null = null;
  #lastGrid: Grid | null = null;
  /** Rows whose numbers were given to columns by counting. */
  readonly #counted: Figure[][] = [];

  constructor(sheet: FigureCollector) {
    this.#sheet = sheet;
  }

  /** Takes a row if it belongs to table 3; false leaves it to the other readers. */
  take(row: Row, grid: Grid): boolean {
    if (this.#header.take(row, grid)) return true;
    const found = this.#recognise(row, grid);
    if (!found) return false;
    this.#lastRow = found.key;
    this.#lastGrid = grid;
    this.#read(found.key, found.values, row, grid);
    return true;
  }

  /** To be called behind the last row: gives rows up that cannot have been counted right. */
  finish(): void {
    if (!areMisplaced(this.#counted)) return;
    this.#sheet.discardUnconfirmed(new Set(this.#counted.flat()));
    const message = `in most of ${this.#counted.length} rows without usable headers 总计 is no sum: the columns stand in another order or are shifted`;
    this.#sheet.warn('unconfirmed_value', message, 'applications');
  }

  /** The row's key and its value cells. The deepest label that is known names it; an unknown one between known rows is kept as printed. */
  #recognise(row: Row, grid: Grid): { key: string; values: readonly Cell[] } | null {
    if (row.labels.length === 0) return null;
    for (const label of [...row.labels].reverse()) {
      const entry = this.#entryOf(label, row);
      if (!entry) continue;
      const after = row.cells.slice(row.cells.indexOf(label) + 1);
      // Where a span of the source is one row too long, the next group's cell stands behind the row's own label.
      const behind = row.labels.slice(row.labels.indexOf(label) + 1);
      if (behind.every(isGroup) && row.values.length > 0) return { key: entry, values: row.values };
      if (after.length > 0 && after.length === this.#header.columns.length) return { key: entry, values: after };
    }
    const printed = row.labels.at(-1);
    // A group's cell cut by a page's end stands alone before numbers whose label is on the other page.
    if (printed && isPartOfGroup(printed)) return null;
    // Guessed rows may be halves of a label; only printed ones can be rows of an organ's own.
    if (grid.table.inferred) return null;
    if (!printed || this.#lastGrid !== grid || !this.#header.isKnown || !this.#fits(row.values)) return null;
    return { key: oneLine(printed.text).replace(/\s/g, ''), values: row.values };
  }

  #entryOf(label: Cell, row: Row): string | null {
    const bare = withoutGroup(normaliseLabel(label.text));
    const entry = ROWS.match(bare);
    if (!entry) return null;
    // 其他 alone is the last row of （六）其他处理; anywhere else it is no row of this table.
    if (entry.key === 'other_other' && !/^3\D/.test(label.text.trim().normalize('NFKC'))) {
      const inGroup = row.labels.some((other) => /其他处理/.test(normaliseLabel(other.text)));
      return inGroup || this.#lastRow === 'other_fee_unpaid' || this.#lastRow === 'other_overdue_correction'
        ? entry.key
        : null;
    }
    return entry.key === 'handled_total' && /^[总合]计$/.test(bare) && !this.#endsResults(row) ? null : entry.key;
  }

  /**
   * Whether a row that is only called 总计 can be （七）总计: the one behind the last result. Organs add others behind the received applications
   * and inside the groups, and table 4 with its outcomes below each other has one for each proceeding.
   */
  #endsResults(row: Row): boolean {
    const inside = row.labels.some((other) => isGroup(other) && !ALL_RESULTS.test(normaliseLabel(other.text)));
    const elsewhere = row.labels.some((other) => PROCEEDINGS.match(other.text) !== null);
    return !inside && !elsewhere && LAST_RESULTS.has(this.#lastRow ?? '');
  }

  #fits(values: readonly Cell[]): boolean {
    if (this.#header.columns.length < COLUMN_KEYS.length) return false;
    return values.length >= COLUMN_KEYS.length && values.filter((cell) => DIGIT.test(cell.text)).length >= 3;
  }

  #read(key: string, cells: readonly Cell[], row: Row, grid: Grid): void {
    const values = this.#header.withoutFurther(cells, grid);
    const isShifted = this.#header.isShifted(cells, grid);
    const placed = isShifted ? null : this.#header.byPlace(values, grid);
    const columns = this.#header.columns;
    const assigned = placed ?? (isShifted ? null : this.#header.byCount(values, row, grid));
    if (!assigned) {
      const text = values.map((cell) => cell.text).join(' | ');
      const why = `expected ${columns.length} cells behind the label, found ${values.length}`;
      this.#sheet.unreadableRow('applications', key, columns, text, why);
      return;
    }
    if (!placed && hasExtraValue(values, columns.length)) {
      this.#sheet.extraCell('applications', key, values.length, columns.length);
    }
    const figures = COLUMN_KEYS.flatMap((column) => {
      const cell = assigned.get(column);
      if (!cell) return [];
      return [this.#sheet.figure('applications', key, column, cell.text, { cell, grid }, '件')];
    });
    if (!placed) this.#counted.push(figures);
    this.#sheet.add('applications', key, figures);
  }
}

/** `（五）不予处理2.重复申请`, group and row in one cell: the row's part. */
const withoutGroup = (label: string): string => {
  const group = [...GROUPS].find((name) => label.startsWith(name) && /^\d/.test(label.slice(name.length)));
  return group ? label.slice(group.length) : label;
};

const isGroup = (label: Cell): boolean => GROUPS.has(normaliseLabel(label.text));

const isPartOfGroup = (label: Cell): boolean => {
  const part = normaliseLabel(label.text);
  return part.length > 1 && [...GROUPS].some((name) => name.startsWith(part));
};
