import type { FormRegistry } from '../../../codebook/index.ts';
import { plain } from '../../../vocabulary/characters.ts';
import { DIGIT } from '../../../vocabulary/digits.ts';
import { looksLikeValue } from '../../../vocabulary/printed-values.ts';
import type { Cell } from '../../document.ts';
import type { FigureCollector } from '../figures.ts';
import type { Figure } from '../model.ts';
import { type Grid, type GridRow, hasExtraValue, isBlankCell, overlap, windowOf } from './grid.ts';
import { isReviewTable, namesOf, placesOf } from './review-places.ts';

const KEY = 'review_litigation';

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
  /** The outcome that was read last where they stand below each other. */
  #above: { readonly grid: Grid; readonly proceeding: string; readonly at: number } | null = null;
  /** Numbers of proceedings that are not complete yet, by `proceeding/outcome`. */
  readonly #open = new Map<string, Placed>();

  readonly #forms: FormRegistry;

  constructor(sheet: FigureCollector) {
    this.#sheet = sheet;
    this.#forms = sheet.forms;
  }

  take(printed: GridRow, grid: Grid): boolean {
    const row = this.#withWorded(printed, grid);
    if (this.#takeHeader(row, grid)) {
      this.#sheet.decisions.set(printed, { kind: 'header', table: KEY, columns: this.#columns });
      return true;
    }
    if (!this.#takeNumbers(row, grid)) return false;
    const label = row.labels.map(({ text }) => text).join(' ');
    this.#sheet.decisions.set(printed, { kind: 'row', table: KEY, key: 'all', label });
    return true;
  }

  /** A row in which words with a number (约10) stand under an outcome: they are printed for a number there, and are no label of what follows. */
  #withWorded(row: GridRow, grid: Grid): GridRow {
    const { outcomes } = namesOf(this.#forms);
    const isUnderOutcome = (cell: Cell): boolean =>
      this.#header.some((header) => overlap(header, cell) > 0 && outcomes.match(header.text) !== null);
    const isWorded =
      this.#headerGrid === grid &&
      row.labels.length > 0 &&
      row.labels.every((label) => DIGIT.test(label.text) && isUnderOutcome(label));
    return isWorded ? { ...row, labels: [], values: row.cells } : row;
  }

  /** To be called behind the last row: gives the proceedings of which only some outcomes are printed. */
  finish(): void {
    for (const { key } of this.#rows) this.#give(key, this.#open);
  }

  get #rows() {
    return this.#forms.tables[KEY].rows;
  }

  /** Keys of the outcomes that the header names, in one of the forms. */
  get #columns(): readonly string[] {
    const { outcomes } = namesOf(this.#forms);
    const named = this.#header.flatMap(({ text }) => outcomes.match(text)?.key ?? []);
    const sets = this.#forms.columnSets(KEY);
    return sets.find((set) => named.every((key) => set.includes(key))) ?? sets.at(-1) ?? [];
  }

  #takeHeader(row: GridRow, grid: Grid): boolean {
    const filled = row.cells.filter((cell) => !isBlankCell(cell));
    if (filled.some((cell) => DIGIT.test(cell.text)) || this.#isNamedRow(row)) return false;
    const known = filled.filter((cell) => this.#isHeaderCell(cell));
    const opens = filled.some((cell) => namesOf(this.#forms).proceedings.match(cell.text) !== null);
    const all = known.length > 0 && known.length === filled.length;
    const enough = known.length >= 2 || (all && isReviewTable(grid, this.#forms));
    // Where each row is a table of its own, the outcomes stand in the table behind the proceedings.
    const continues = this.#headerGrid === grid || (all && this.#isBelowHeader(grid));
    if (!enough || (!opens && !continues && !isReviewTable(grid, this.#forms))) return false;
    if (this.#headerGrid !== grid) [this.#header, this.#headerGrid] = [[], grid];
    for (const cell of row.cells) if (!this.#header.includes(cell)) this.#header.push(cell);
    return true;
  }

  #takeNumbers(row: GridRow, grid: Grid): boolean {
    if (this.#isBelowHeader(grid) && isEarlierYear(row, grid)) return true;
    if (this.#takePlaced(row, grid)) return true;
    if (!this.#isBelowHeader(grid) || row.labels.length > 1) return false;
    const values = row.labels.length === 1 ? row.values : row.cells;
    const places = this.#places;
    const counted = byCount(values, grid, places);
    if (!counted) return this.#giveUp(values, grid);
    this.#sheet.account(values);
    if (hasExtraValue(values, places.length)) {
      this.#sheet.extraCell(KEY, 'all', values.length, places.length);
    }
    for (const { key } of this.#rows) this.#give(key, counted);
    return true;
  }

  /** In the header's table, or behind a page break in the next one. */
  #isBelowHeader(grid: Grid): boolean {
    return this.#headerGrid === grid || this.#headerGrid?.number === grid.number - 1;
  }

  /** Numbers whose proceeding and outcome are both printed, above or in front of them. */
  #takePlaced(row: GridRow, grid: Grid): boolean {
    const places = isReviewTable(grid, this.#forms)
      ? grid.table.ragged
        ? this.#placesInOrder(row, grid)
        : placesOf(row, grid, this.#headerGrid === grid ? this.#header : [], this.#forms)
      : null;
    if (!places || [...places.keys()].some((place) => this.#open.has(place))) return false;
    for (const [place, cell] of places) this.#open.set(place, { cell, grid });
    const columns = this.#columns;
    for (const { key } of this.#rows) {
      if (columns.every((column) => this.#open.has(`${key}/${column}`))) this.#give(key, this.#open);
    }
    return true;
  }

  /**
   * Where spans are lost: the number of one outcome, that comes next in the form behind the one above it, under the proceeding that is printed in
   * front of the first; or all outcomes of a proceeding that stands in front of them.
   */
  #placesInOrder(row: GridRow, grid: Grid): Map<string, Cell> | null {
    const { proceedings, outcomes } = namesOf(this.#forms);
    const proceeding = row.labels.map(({ text }) => proceedings.match(text)?.key).find((key) => key !== undefined);
    const outcome = row.labels.map(({ text }) => outcomes.match(text)?.key).find((key) => key !== undefined);
    const filled = row.values.filter((cell) => !isBlankCell(cell));
    const columns = this.#columns;
    if (outcome === undefined) {
      const isWhole = proceeding !== undefined && this.#headerGrid === grid && filled.length === columns.length;
      const [, ...named] = this.#header.filter((cell) => !isBlankCell(cell));
      const isOrdered = named.map(({ text }) => outcomes.match(text)?.key).join() === columns.join();
      return isWhole && isOrdered ? new Map(filled.map((cell, at) => [`${proceeding}/${columns[at]}`, cell])) : null;
    }
    const above = this.#above?.grid === grid ? this.#above : null;
    const place = proceeding ?? above?.proceeding;
    const isNext =
      proceeding === undefined ? columns.indexOf(outcome) === (above?.at ?? -2) + 1 : columns[0] === outcome;
    this.#above = place !== undefined && isNext ? { grid, proceeding: place, at: columns.indexOf(outcome) } : null;
    const [cell] = filled;
    return this.#above && cell && filled.length === 1 ? new Map([[`${place}/${outcome}`, cell]]) : null;
  }

  /** Hands a proceeding's numbers over to the sheet, out of `places`. */
  #give(proceeding: string, places: Map<string, Placed>): void {
    const figures: Figure[] = [];
    for (const { key: outcome } of this.#forms.tables[KEY].columns) {
      const place = `${proceeding}/${outcome}`;
      const placed = places.get(place);
      if (!placed) continue;
      places.delete(place);
      figures.push(this.#sheet.figure(KEY, proceeding, outcome, placed.cell.text, placed));
    }
    if (figures.length > 0) this.#sheet.add(KEY, proceeding, figures);
  }

  /** A line of numbers below the header that is not fifteen cells: nobody can tell which one is missing. */
  #giveUp(values: readonly Cell[], grid: Grid): boolean {
    const numbers = values.filter((cell) => looksLikeValue(cell.text));
    const isLine = values.length > 5 && numbers.length >= values.length * MOST_NUMBERS && !values.every(isBlankCell);
    if (!isLine || this.#headerGrid !== grid) return false;
    this.#sheet.account(values);
    const text = values.map((cell) => cell.text).join(' | ');
    const why = `expected ${this.#places.length} numbers below the header, found ${values.length} cells`;
    for (const { key } of this.#rows) this.#sheet.unreadableRow(KEY, key, this.#columns, text, why);
    return true;
  }

  /** The places of the line of numbers in printed order (fifteen), `proceeding/outcome`. */
  get #places(): readonly string[] {
    return this.#rows.flatMap(({ key }) => this.#columns.map((column) => `${key}/${column}`));
  }

  /** A row that its labels place, one proceeding and one outcome: its blank cells are values. */
  #isNamedRow({ labels, values }: GridRow): boolean {
    const { proceedings, outcomes } = namesOf(this.#forms);
    const named = (matcher: typeof proceedings | typeof outcomes) =>
      labels.filter(({ text }) => matcher.match(text)).length;
    return values.length > 0 && named(proceedings) === 1 && named(outcomes) === 1;
  }

  /** 行政复议, 结果维持, or the 行政诉讼 over two proceedings. */
  #isHeaderCell({ text }: Cell): boolean {
    const { proceedings, outcomes } = namesOf(this.#forms);
    if (proceedings.match(text) !== null || outcomes.match(text) !== null) return true;
    return this.#rows.some(({ groups }) => groups.includes(plain(text)));
  }
}

/** Beside words of a cell that a narrow column broke (件). */
const MOST_NUMBERS = 0.75;

const yearOf = ({ labels }: GridRow): string =>
  /^(20\d\d)年度?$/.exec(labels[0]?.text.replace(/\s/g, '') ?? '')?.[1] ?? '';

/** A line of the year before, where the table compares years. */
const isEarlierYear = (row: GridRow, grid: Grid): boolean =>
  yearOf(row) !== '' && grid.rows.some((other) => yearOf(other) > yearOf(row));

function byCount(values: readonly Cell[], grid: Grid, places: readonly string[]): Map<string, Placed> | null {
  const window = windowOf(values, places.length);
  // 件 is what a narrow column broke off a number: beside it one of the others has no cell.
  if (grid.table.inferred && window?.some(({ text }) => !looksLikeValue(text) && !DIGIT.test(text))) return null;
  return window ? new Map(window.map((cell, index) => [places[index] ?? '', { cell, grid }])) : null;
}
