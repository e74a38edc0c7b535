import { TABLES } from '../../../codebook/index.ts';
import { looksLikeValue } from '../../../vocabulary/printed-values.ts';
import type { Cell } from '../../document.ts';
import type { FigureCollector } from '../figures.ts';
import { DIGIT, type Grid, hasExtraValue, isBlank, type Row, windowOf } from './grid.ts';
import { LabelMatcher } from './labels.ts';
import { isReviewTable, placesOf } from './review-places.ts';

const TABLE = TABLES.review_litigation;
const PROCEEDINGS = new LabelMatcher(TABLE.rows);
const OUTCOMES = new LabelMatcher(TABLE.columns);

/** The fifteen places of the line of numbers, in printed order. */
export const REVIEW_PLACES: readonly (readonly [proceeding: string, outcome: string])[] = TABLE.rows.flatMap((row) =>
  TABLE.columns.map((column) => [row.key, column.key] as const),
);

interface Placed {
  readonly cell: Cell;
  readonly grid: Grid;
}

/**
 * Reads table 4: two or three header rows, then one row of fifteen numbers; or the proceedings in tables of their own, as rows, or with their
 * outcomes below each other.
 */
export class ReviewReader {
  readonly #sheet: FigureCollector;
  #header: Cell[] = [];
  #headerGrid: Grid | null = null;
  /** Numbers of proceedings that are not complete yet, by `proceeding/outcome`. */
  readonly #open = new Map<string, Placed>();

  constructor(sheet: FigureCollector) {
    this.#sheet = sheet;
  }

  take(row: Row, grid: Grid): boolean {
    return this.#takeHeader(row, grid) || this.#takeNumbers(row, grid);
  }

  /** To be called behind the last row: gives the proceedings of which only some outcomes are printed. */
  finish(): void {
    for (const { key } of TABLE.rows) this.#give(key, this.#open);
  }

  #takeHeader(row: Row, grid: Grid): boolean {
    const filled = row.cells.filter((cell) => !isBlank(cell));
    if (filled.some((cell) => DIGIT.test(cell.text)) || isNamedRow(row)) return false;
    const known = filled.filter((cell) => isHeaderCell(cell));
    const opens = filled.some((cell) => PROCEEDINGS.match(cell.text) !== null);
    const all = known.length > 0 && known.length === filled.length;
    const enough = known.length >= 2 || (all && isReviewTable(grid));
    // Where each row is a table of its own, the outcomes stand in the table behind the proceedings.
    const continues = this.#headerGrid === grid || (all && this.#isBelowHeader(grid));
    if (!enough || (!opens && !continues && !isReviewTable(grid))) return false;
    if (this.#headerGrid !== grid) [this.#header, this.#headerGrid] = [[], grid];
    for (const cell of row.cells) if (!this.#header.includes(cell)) this.#header.push(cell);
    return true;
  }

  #takeNumbers(row: Row, grid: Grid): boolean {
    if (this.#isBelowHeader(grid) && isEarlierYear(row, grid)) return true;
    if (this.#takePlaced(row, grid)) return true;
    if (!this.#isBelowHeader(grid) || row.labels.length > 1) return false;
    const values = row.labels.length === 1 ? row.values : row.cells;
    const counted = byCount(values, grid);
    if (!counted) return this.#giveUp(values, grid);
    if (hasExtraValue(values, REVIEW_PLACES.length)) {
      this.#sheet.extraCell('review_litigation', 'all', values.length, REVIEW_PLACES.length);
    }
    for (const { key } of TABLE.rows) this.#give(key, counted);
    return true;
  }

  /** In the header's table, or behind a page break in the next one. */
  #isBelowHeader(grid: Grid): boolean {
    return this.#headerGrid === grid || this.#headerGrid?.number === grid.number - 1;
  }

  /** Numbers whose proceeding and outcome are both printed, above or in front of them. */
  #takePlaced(row: Row, grid: Grid): boolean {
    const places = isReviewTable(grid) ? placesOf(row, grid, this.#headerGrid === grid ? this.#header : []) : null;
    if (!places || [...places.keys()].some((place) => this.#open.has(place))) return false;
    for (const [place, cell] of places) this.#open.set(place, { cell, grid });
    for (const { key } of TABLE.rows) {
      if (TABLE.columns.every((column) => this.#open.has(`${key}/${column.key}`))) this.#give(key, this.#open);
    }
    return true;
  }

  /** Hands a proceeding's numbers over to the sheet, out of `places`. */
  #give(proceeding: string, places: Map<string, Placed>): void {
    const figures = TABLE.columns.flatMap(({ key: outcome }) => {
      const placed = places.get(`${proceeding}/${outcome}`);
      places.delete(`${proceeding}/${outcome}`);
      if (!placed) return [];
      return [this.#sheet.figure('review_litigation', proceeding, outcome, placed.cell.text, placed, '件')];
    });
    if (figures.length > 0) this.#sheet.add('review_litigation', proceeding, figures);
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
}

/** A row that its labels place, one proceeding and one outcome: its blank cells are values. */
const isNamedRow = ({ labels, values }: Row): boolean =>
  values.length > 0 &&
  labels.filter(({ text }) => PROCEEDINGS.match(text)).length === 1 &&
  labels.filter(({ text }) => OUTCOMES.match(text)).length === 1;

const yearOf = ({ labels }: Row): string => /^(20\d\d)年度?$/.exec(labels[0]?.text.replace(/\s/g, '') ?? '')?.[1] ?? '';

/** A line of the year before, where the table compares years. */
const isEarlierYear = (row: Row, grid: Grid): boolean =>
  yearOf(row) !== '' && grid.rows.some((other) => yearOf(other) > yearOf(row));

const isHeaderCell = (cell: Cell): boolean =>
  PROCEEDINGS.match(cell.text) !== null ||
  OUTCOMES.match(cell.text) !== null ||
  /^行政诉讼$/.test(cell.text.replace(/\s/g, ''));

function byCount(values: readonly Cell[], grid: Grid): Map<string, Placed> | null {
  const window = windowOf(values, REVIEW_PLACES.length);
  return window ? new Map(window.map((cell, index) => [REVIEW_PLACES[index]?.join('/') ?? '', { cell, grid }])) : null;
}
