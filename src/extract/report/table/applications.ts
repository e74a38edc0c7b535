import { type FormRegistry, normaliseLabel, type RowEntry } from '../../../codebook/index.ts';
import { DIGIT } from '../../../vocabulary/digits.ts';
import { onceFor } from '../../../vocabulary/memoize.ts';
import type { Cell } from '../../document.ts';
import { areMisplaced, areSums } from '../confirm/misplaced.ts';
import { type FigureCollector, oneLine } from '../figures.ts';
import type { Figure } from '../model.ts';
import { ApplicationsHeader } from './applications-header.ts';
import { type Grid, type GridRow, hasExtraValue, isOverSeveral } from './grid.ts';
import { isRestOfLabel, type LabelMatcher, matcherOf } from './labels.ts';
import { bareName, resultRowsOf } from './result-rows.ts';

const KEY = 'applications';
/** So many numbers must stand in a row that no form has. */
const ENOUGH_NUMBERS = 3;

/** Characters of 不予处理, what is left of （五）不予处理 where its number stands on another line. */
const WHOLE_NAME = 4;

interface ApplicationsRow {
  readonly key: string;
  readonly label: Cell;
  readonly values: readonly Cell[];
}

/** Reads table 3 row by row: rows by their labels, columns by the header cells above them. */
export class ApplicationsReader {
  readonly #sheet: FigureCollector;
  readonly #forms: FormRegistry;
  readonly #header: ApplicationsHeader;
  /** The merged cells in front of rows: （三）不予公开 names no row where another label does. */
  readonly #groups: Groups;
  #lastRow: string | null = null;
  #lastGrid: Grid | null = null;
  /** Rows whose numbers were given to columns by counting. */
  readonly #counted: Figure[][] = [];
  /** Rows that have numbers in further columns, or beside the table. */
  readonly #beside: Figure[][] = [];

  constructor(sheet: FigureCollector) {
    this.#sheet = sheet;
    this.#forms = sheet.forms;
    this.#header = new ApplicationsHeader(this.#forms);
    this.#groups = groupsOf(this.#forms);
  }

  /** Takes a row if it belongs to table 3; false leaves it to the other readers. */
  take(row: GridRow, grid: Grid): boolean {
    if (this.#header.take(row, grid)) {
      this.#sheet.decisions.set(row, { kind: 'header', table: KEY, columns: this.#header.columns });
      return true;
    }
    const found = this.#recognise(row, grid);
    if (!found) return false;
    this.#lastRow = found.key;
    this.#lastGrid = grid;
    this.#sheet.decisions.set(row, { kind: 'row', table: KEY, key: found.key, label: found.label.text });
    this.#read(found, row, grid);
    return true;
  }

  /** To be called behind the last row: gives rows up that cannot have been counted right. */
  finish(): void {
    if (this.#beside.length > 0 && !areSums(this.#beside, this.#forms)) this.#discardBeside();
    if (!areMisplaced(this.#counted, this.#forms)) return;
    this.#sheet.discard(new Set(this.#counted.flat()));
    const message = `in most of ${this.#counted.length} rows without usable headers 总计 is no sum: the columns stand in another order or are shifted`;
    this.#sheet.warn('unconfirmed_value', message, KEY);
  }

  #discardBeside(): void {
    this.#sheet.discard(new Set(this.#beside.flat()));
    const message =
      'numbers stand beside the table, and 总计 is no sum of those under its header: which ones are its own is not sure';
    this.#sheet.warn('unconfirmed_value', message, KEY);
  }

  /** The row's key and its value cells. The deepest label that is known names it; an unknown one between known rows is kept as printed. */
  #recognise(row: GridRow, grid: Grid): ApplicationsRow | null {
    if (row.labels.length === 0) return null;
    const inFront = this.#inFrontOfWords(row, grid);
    if (inFront) return inFront;
    for (const label of [...row.labels].reverse()) {
      const entry = this.#entryOf(label, row);
      if (!entry) continue;
      const after = row.cells.slice(row.cells.indexOf(label) + 1);
      // Where a span of the source is one row too long, the next group's cell stands behind the row's own label.
      const behind = row.labels.slice(row.labels.indexOf(label) + 1);
      if (behind.every((other) => this.#isGroup(other)) && row.values.length > 0)
        return { key: entry, label, values: row.values };
      if (after.length > 0 && after.length === this.#header.columns.length) return { key: entry, label, values: after };
    }
    const printed = row.labels.at(-1);
    // A group's cell cut by a page's end stands alone before numbers whose label is on the other page.
    if (printed && (this.#isPartOfGroup(printed) || this.#rows.isPart(printed.text))) return null;
    // Guessed rows may be halves of a label; only printed ones can be rows of an organ's own.
    if (grid.table.inferred || printed?.inferred) return null;
    if (printed && isRestOfLabel(printed.text)) return null;
    if (printed && this.#header.isUnder(printed, grid)) return null;
    if (!printed || this.#lastGrid !== grid || !this.#header.isKnown || !this.#fits(row.values)) return null;
    return { key: oneLine(printed.text).replace(/\s/g, ''), label: printed, values: row.values };
  }

  /** Words in the place of the first numbers (约5, 见附件) are no label: the row is the one that stands in front of them. */
  #inFrontOfWords(row: GridRow, grid: Grid): ApplicationsRow | null {
    const label = row.labels.findLast((one) => !this.#header.isUnder(one, grid));
    if (!label || label === row.labels.at(-1) || this.#isGroup(label)) return null;
    const key = this.#entryOf(label, row);
    return key === null ? null : { key, label, values: row.cells.slice(row.cells.indexOf(label) + 1) };
  }

  #entryOf(label: Cell, row: GridRow): string | null {
    const bare = this.#withoutGroup(normaliseLabel(label.text));
    const entry = this.#rows.match(bare);
    if (!entry) return null;
    if (entry.needsOrdinal && !hasOrdinalOf(label, entry)) return this.#isInGroup(row, entry) ? entry.key : null;
    const isTotal = entry.key === resultRowsOf(this.#forms).total && /^[总合]计$/.test(bare);
    return isTotal && !this.#endsResults(row) ? null : entry.key;
  }

  /** 其他 alone is the last row of （六）其他处理; anywhere else it is no row of this table. */
  #isInGroup(row: GridRow, { key, groups }: RowEntry): boolean {
    const group = bareName(groups.at(-1) ?? '');
    if (row.labels.some((other) => normaliseLabel(other.text).includes(group))) return true;
    const above = this.#forms.row(KEY, this.#lastRow ?? '');
    return above !== null && above.key !== key && above.groups.join() === groups.join();
  }

  /**
   * Whether a row that is only called 总计 can be （七）总计: the one behind the last result. Organs add others behind the received applications
   * and inside the groups, and table 4 with its outcomes below each other has one for each proceeding.
   */
  #endsResults(row: GridRow): boolean {
    const { group, last } = resultRowsOf(this.#forms);
    const inside = row.labels.some((other) => this.#isGroup(other) && !normaliseLabel(other.text).endsWith(group));
    const proceedings = matcherOf(this.#forms.tables.review_litigation.rows);
    const elsewhere = row.labels.some((other) => proceedings.match(other.text) !== null);
    return !inside && !elsewhere && last.has(this.#lastRow ?? '');
  }

  #fits(values: readonly Cell[]): boolean {
    const { columns, all } = this.#header;
    if (columns.length < all.length || values.length < all.length) return false;
    return values.filter((cell) => DIGIT.test(cell.text)).length >= ENOUGH_NUMBERS;
  }

  get #rows(): LabelMatcher<RowEntry> {
    return matcherOf(this.#forms.tables.applications.rows);
  }

  #isGroup(label: Cell): boolean {
    return this.#groups.names.has(normaliseLabel(label.text));
  }

  #isPartOfGroup(label: Cell): boolean {
    const part = normaliseLabel(label.text);
    return (
      part.length > 1 &&
      this.#groups.inOrder.some((name) => name.startsWith(part) || (part.length >= WHOLE_NAME && name.endsWith(part)))
    );
  }

  /** `（五）不予处理2.重复申请`, group and row in one cell: the row's part. */
  #withoutGroup(label: string): string {
    const group = this.#groups.inOrder.find((name) => label.startsWith(name) && /^\d/.test(label.slice(name.length)));
    return group ? label.slice(group.length) : label;
  }

  #read({ key, label, values: cells }: ApplicationsRow, row: GridRow, grid: Grid): void {
    const values = this.#header.withoutFurther(cells, grid);
    const isShifted = this.#header.isShifted(cells, grid);
    const placed = isShifted ? null : this.#header.byPlace(values, grid);
    const columns = this.#header.columns;
    this.#sheet.account(values);
    if (isOverSeveral(label, grid)) {
      const text = values.map((cell) => cell.text).join(' | ');
      this.#sheet.unreadableRow(KEY, key, columns, text, 'its label is printed once for several rows of numbers');
      return;
    }
    const assigned = placed ?? (isShifted ? null : this.#header.byCount(values, row, grid));
    if (!assigned) {
      const text = values.map((cell) => cell.text).join(' | ');
      const why = `expected ${columns.length} cells behind the label, found ${values.length}`;
      this.#sheet.unreadableRow(KEY, key, columns, text, why);
      return;
    }
    if (!placed && hasExtraValue(values, columns.length)) {
      this.#sheet.extraCell(KEY, key, values.length, columns.length);
    }
    const figures: Figure[] = [];
    for (const column of this.#header.all) {
      const cell = assigned.get(column);
      if (cell) figures.push(this.#sheet.figure(KEY, key, column, cell.text, { cell, grid }));
    }
    if (!placed) this.#counted.push(figures);
    if (values.length < cells.length) this.#beside.push(figures);
    this.#sheet.add(KEY, key, figures, label.text);
  }
}

interface Groups {
  readonly names: ReadonlySet<string>;
  readonly inOrder: readonly string[];
}

const groupsOf = onceFor((forms: FormRegistry): Groups => {
  const names = new Set(forms.tables.applications.rows.flatMap(({ groups }) => groups).map(normaliseLabel));
  return { names, inOrder: [...names] };
});

/** The label begins with the number that the form prints in front of it. */
function hasOrdinalOf({ text }: Cell, { label }: RowEntry): boolean {
  const ordinal = /^\d+/.exec(label)?.[0] ?? '';
  return ordinal !== '' && /^\d+(?=\D)/.exec(text.trim().normalize('NFKC'))?.[0] === ordinal;
}
