import { TABLES } from '../../codebook/index.ts';
import type { Cell } from '../document.ts';
import type { FigureSheet } from './figures.ts';
import { type Grid, hasExtraValue, isBlank, overlap, type Row, windowOf } from './grid.ts';
import { LabelMatcher } from './labels.ts';
import { looksLikeValue } from './values.ts';

const TABLE = TABLES.review_litigation;
const PROCEEDINGS = new LabelMatcher(TABLE.rows);
const OUTCOMES = new LabelMatcher(TABLE.columns);

/** The fifteen places of the line of numbers, in printed order. */
export const REVIEW_PLACES: readonly (readonly [proceeding: string, outcome: string])[] = TABLE.rows.flatMap((row) =>
  TABLE.columns.map((column) => [row.key, column.key] as const),
);

/** Reads table 4: two or three header rows, then one row of fifteen numbers. */
export class ReviewReader {
  readonly #sheet: FigureSheet;
  #header: Cell[] = [];
  #headerGrid: Grid | null = null;

  constructor(sheet: FigureSheet) {
    this.#sheet = sheet;
  }

  take(row: Row, grid: Grid): boolean {
    return this.#takeHeader(row, grid) || this.#takeNumbers(row, grid);
  }

  #takeHeader(row: Row, grid: Grid): boolean {
    const filled = row.cells.filter((cell) => !isBlank(cell));
    if (filled.some((cell) => /\d/.test(cell.text))) return false;
    const known = filled.filter((cell) => isHeaderCell(cell));
    const opens = filled.some((cell) => PROCEEDINGS.match(cell.text)?.key === 'reconsideration');
    if (known.length < 2 || (!opens && this.#headerGrid === null)) return false;
    if (opens && this.#headerGrid !== grid) [this.#header, this.#headerGrid] = [[], grid];
    for (const cell of row.cells) if (!this.#header.includes(cell)) this.#header.push(cell);
    return true;
  }

  #takeNumbers(row: Row, grid: Grid): boolean {
    if (this.#headerGrid === null || row.labels.length > 1) return false;
    const values = row.labels.length === 1 ? row.values : row.cells;
    const placed = this.#byHeader(values, grid) ?? byCount(values);
    if (!placed) return this.#giveUp(values, grid);
    if (hasExtraValue(values, REVIEW_PLACES.length)) {
      this.#sheet.extraCell('review_litigation', 'all', values.length, REVIEW_PLACES.length);
    }
    for (const { key: proceeding } of TABLE.rows) {
      const figures = TABLE.columns.flatMap(({ key: outcome }) => {
        const cell = placed.get(`${proceeding}/${outcome}`);
        if (!cell) return [];
        return [this.#sheet.figure('review_litigation', proceeding, outcome, cell.text, { cell, grid }, '件')];
      });
      this.#sheet.add('review_litigation', proceeding, figures);
    }
    return true;
  }

  /** A line of numbers below the header that is not fifteen cells: nobody can tell which one is missing. */
  #giveUp(values: readonly Cell[], grid: Grid): boolean {
    const isLine = values.length > 5 && values.every((cell) => looksLikeValue(cell.text)) && !values.every(isBlank);
    if (!isLine || this.#headerGrid !== grid) return false;
    const text = values.map((cell) => cell.text).join(' | ');
    const why = `expected ${REVIEW_PLACES.length} numbers below the header, found ${values.length} cells`;
    for (const { key } of TABLE.rows) {
      this.#sheet.unreadableRow(
        'review_litigation',
        key,
        TABLE.columns.map((column) => column.key),
        text,
        why,
      );
    }
    return true;
  }

  /** Each number under its outcome and that under its proceeding; null unless all fifteen places get one cell. */
  #byHeader(values: readonly Cell[], grid: Grid): Map<string, Cell> | null {
    if (grid.table.ragged || this.#headerGrid !== grid) return null;
    const placed = new Map<string, Cell>();
    for (const cell of values) {
      const above = this.#header.filter((header) => overlap(header, cell) > 0).sort((a, b) => b.row - a.row);
      const outcome = above.map(({ text }) => OUTCOMES.match(text)?.key).find((key) => key !== undefined);
      const proceeding = above.map(({ text }) => PROCEEDINGS.match(text)?.key).find((key) => key !== undefined);
      if (!outcome || !proceeding) {
        if (isBlank(cell)) continue;
        return null;
      }
      if (placed.has(`${proceeding}/${outcome}`)) return null;
      placed.set(`${proceeding}/${outcome}`, cell);
    }
    return placed.size === REVIEW_PLACES.length ? placed : null;
  }
}

const isHeaderCell = (cell: Cell): boolean =>
  PROCEEDINGS.match(cell.text) !== null ||
  OUTCOMES.match(cell.text) !== null ||
  /^行政诉讼$/.test(cell.text.replace(/\s/g, ''));

function byCount(values: readonly Cell[]): Map<string, Cell> | null {
  const window = windowOf(values, REVIEW_PLACES.length);
  return window ? new Map(window.map((cell, index) => [REVIEW_PLACES[index]?.join('/') ?? '', cell])) : null;
}
