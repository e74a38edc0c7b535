import { type Form, type FormRegistry, normaliseLabel, type RowEntry } from '../../../codebook/index.ts';
import { plain } from '../../../vocabulary/characters.ts';
import { isNumberInWords } from '../../../vocabulary/printed-values.ts';
import type { Cell } from '../../document.ts';
import { type FigureCollector, oneLine } from '../figures.ts';
import type { Figure } from '../model.ts';
import { withoutBeside } from './beside.ts';
import { assign, headerOf } from './columns.ts';
import { type Grid, type GridRow, isBlankCell, isOverSeveral, startOf, windowOf } from './grid.ts';
import { isRestOfLabel, matcherOf, namedBy } from './labels.ts';

const KEY = 'disclosure';
/** The unit of money that a header or a label prints. */
const MONEY = /(?:[亿百十]?[万千百]?|亿)元/;

interface DisclosureHeader {
  readonly columns: ReadonlyMap<string, Cell>;
  readonly grid: Grid;
}

interface DisclosureRow {
  readonly key: string;
  /** The codebook's row; for a row that stands in the place of one that is split, that one. */
  readonly base: string;
  readonly values: readonly Cell[];
}

/** Reads table 2: every 第二十条第…项 block has a header of its own, which names the columns of the rows below it. */
export class DisclosureReader {
  readonly #sheet: FigureCollector;
  #header: DisclosureHeader | null = null;
  readonly #forms: FormRegistry;
  /** The row that is split (其他对外管理服务事项), while the rows below belong to it. */
  #splitting: RowEntry | null = null;
  /** The column behind the headers of each table. */
  readonly #ends = new Map<Grid, number | null>();
  /** How much the headers spoke for each form. */
  readonly #spoken = new Map<Form, number>();

  constructor(sheet: FigureCollector) {
    this.#sheet = sheet;
    this.#forms = sheet.forms;
  }

  /** The form that the table itself shows, the newer of two; null where there is no table 2. */
  get form(): Form | null {
    const most = Math.max(...this.#spoken.values());
    return this.#forms.forms.find((form) => this.#spoken.get(form) === most) ?? null;
  }

  take(printed: GridRow, grid: Grid): boolean {
    const row = this.#withWordsAsValue(this.#withoutBeside(printed, grid), grid);
    const isTaken = this.#takeOwn(row, grid);
    const decision = this.#sheet.decisions.get(row);
    if (decision && row !== printed) this.#sheet.decisions.set(printed, decision);
    return isTaken;
  }

  /** Words with a number (约10) that stand under the header of a column are no label of the row, but what is printed in that column. */
  #withWordsAsValue(row: GridRow, grid: Grid): GridRow {
    const last = row.labels.at(-1);
    if (this.#header?.grid !== grid || grid.table.ragged || row.labels.length < 2 || !last) return row;
    const start = Math.min(...[...this.#header.columns.values()].map(({ column }) => column));
    if (last.column < start || !/\p{Nd}/u.test(last.text)) return row;
    return { ...row, labels: row.labels.slice(0, -1), values: [last, ...row.values] };
  }

  /** The row without what stands beside the table, right of all its headers. */
  #withoutBeside(row: GridRow, grid: Grid): GridRow {
    if (grid.table.ragged) return row;
    const end = this.#endOf(grid);
    const cells = end === null ? row.cells : withoutBeside(row.cells, end, grid);
    if (cells === row.cells) return row;
    return { ...row, cells, values: row.values.filter((cell) => cells.includes(cell)) };
  }

  /** The grid column behind the headers of a table; null where it has none. */
  #endOf(grid: Grid): number | null {
    const known = this.#ends.get(grid);
    if (known !== undefined) return known;
    const { columns } = this.#forms.tables[KEY];
    const headers = grid.table.cells.filter(({ text }) => matcherOf(columns).match(text, { fuzzy: false }) !== null);
    const end = headers.length === 0 ? null : Math.max(...headers.map(({ column, colSpan }) => column + colSpan));
    this.#ends.set(grid, end);
    return end;
  }

  #takeOwn(row: GridRow, grid: Grid): boolean {
    if (this.#takeHeader(row, grid)) return true;
    if (isArticle(row)) {
      this.#sheet.decisions.set(row, { kind: 'clause', table: KEY });
      return true;
    }
    const found = this.#recognise(row, grid);
    if (!found || (this.#header?.grid !== grid && !this.#isOurs(found.base))) return false;
    const label = row.labels.at(-1)?.text ?? '';
    this.#sheet.decisions.set(row, { kind: 'row', table: KEY, key: found.key, label });
    this.#read(found.key, found.base, found.values, row, grid);
    return true;
  }

  /** Whether a row of a further table can be one of table 2: tables of an organ's own name 行政处罚 and 政府采购, too. */
  #isOurs(base: string): boolean {
    return this.#continues(base) || this.#columnsOf(base).length > 0;
  }

  /** Whether the last header names just the columns that a form has for this row. */
  #continues(base: string): boolean {
    const above = [...(this.#header?.columns.keys() ?? [])].join();
    return above !== '' && this.#forms.forms.some((form) => this.#forms.columnsOf(form, KEY, base).join() === above);
  }

  /** Whether the last header names all columns of a row of the forms; of a row of an organ's own nobody knows them. */
  #isWhole(base: string): boolean {
    return this.#forms.row(KEY, base) === null || this.#continues(base);
  }

  /** The columns of a row in the form that the table shows. */
  #columnsOf(base: string): readonly string[] {
    const { form } = this;
    return form ? this.#forms.columnsOf(form, KEY, base) : [];
  }

  #takeHeader(row: GridRow, grid: Grid): boolean {
    const { columns, opens } = this.#forms.tables[KEY];
    const filled = row.cells.filter((cell) => !isBlankCell(cell));
    const named = namedBy(matcherOf(columns), filled, { fuzzy: true });
    // What is left of 信息内容 may stand in pieces in front of two columns or more.
    const inFront =
      named.length >= 2 && filled.slice(-named.length).every((cell) => named.some(([, one]) => one === cell));
    const introduced = inFront || filled.some((cell) => normaliseLabel(cell.text) === opens);
    if (named.length === 0 || (!introduced && named.length < filled.length)) return false;
    this.#header = { columns: headerOf(named), grid };
    this.#splitting = null;
    this.#sheet.decisions.set(row, { kind: 'header', table: KEY, columns: [...this.#header.columns.keys()] });
    for (const form of this.#forms.forms) {
      if (!form.marks.columns.some((key) => this.#header?.columns.has(key))) continue;
      this.#spoken.set(form, (this.#spoken.get(form) ?? 0) + form.marks.weight);
    }
    return true;
  }

  #recognise(row: GridRow, grid: Grid): DisclosureRow | null {
    const deepest = row.labels.at(-1);
    if (!this.#header || !deepest) return null;
    const rows = matcherOf(this.#forms.tables[KEY].rows);
    const entries = row.labels.map((label) => rows.match(label.text));
    if (row.cells.length <= row.labels.length) return this.#onlyWords(row, entries, grid);
    const own = entries.at(-1);
    const split =
      entries.slice(0, -1).find((entry) => entry?.splits) ?? (row.indented || !own ? this.#splitting : null);
    this.#splitting = split;
    if (own && !split) return { key: own.key, base: own.key, values: row.values };
    const printed = oneLine(deepest.text).replace(/\s/g, '');
    if (split) return { key: `${split.key}.${printed}`, base: split.key, values: row.values };
    const joined = own ? null : this.#joined(printed);
    if (joined) {
      this.#splitting = joined.entry;
      return { key: `${joined.entry.key}.${joined.rest}`, base: joined.entry.key, values: row.values };
    }
    if (row.values.every(isBlankCell)) return null;
    // A known row whose first value cell holds words (详见附件): the words are a value that cannot be read.
    const known = entries.findLastIndex((entry) => entry !== null);
    const label = row.labels[known];
    const entry = entries[known];
    if (label && entry)
      return { key: entry.key, base: entry.key, values: row.cells.slice(row.cells.indexOf(label) + 1) };
    return this.#header.grid === grid &&
      !grid.table.inferred &&
      !deepest.inferred &&
      !rows.isPart(deepest.text) &&
      !isNumberInWords(deepest.text) &&
      !isRestOfLabel(deepest.text)
      ? { key: printed, base: printed, values: row.values }
      : null;
  }

  /** The merged cell in front of an organ's own rows and the first of them, printed without white between them. */
  #joined(printed: string): { entry: RowEntry; rest: string } | null {
    for (const entry of this.#forms.tables[KEY].rows)
      if (
        entry.splits &&
        printed.startsWith(entry.label) &&
        /^\p{Script=Han}{3}/u.test(printed.slice(entry.label.length))
      )
        return { entry, rest: printed.slice(entry.label.length) };
    return null;
  }

  /** A known row with words in the place of its numbers (约25): they are kept as what is printed. */
  #onlyWords(row: GridRow, entries: readonly (RowEntry | null)[], grid: Grid): DisclosureRow | null {
    const at = entries.findIndex((entry) => entry !== null);
    const [label, entry] = [row.labels[at], entries[at]];
    if (!label || !entry || entry.splits || this.#header?.grid !== grid) return null;
    const values = row.cells.slice(row.cells.indexOf(label) + 1);
    if (values.length === 0) this.#sheet.bare.add(`${KEY}/${entry.key}`);
    if (values.length === 0 || entries.some((other) => other !== null && other !== entry)) return null;
    return { key: entry.key, base: entry.key, values };
  }

  #read(key: string, base: string, values: readonly Cell[], row: GridRow, grid: Grid): void {
    this.#sheet.account(values);
    const label = row.labels.at(-1);
    const isUnsure = label !== undefined && isOverSeveral(label, grid);
    const isForeign = this.#isUnderForeign(base);
    const assigned = isUnsure || isForeign ? null : this.#assign(base, values, row, grid);
    if (!assigned) {
      const columns = isForeign ? this.#columnsOf(base) : [...(this.#header?.columns.keys() ?? [])];
      const text = values.map((cell) => cell.text).join(' | ');
      const why = isUnsure
        ? 'its label is printed once for several rows of numbers'
        : 'the cells behind the label do not fit the columns above';
      this.#sheet.unreadableRow(KEY, key, columns, text, why);
      return;
    }
    const figures = [...assigned].map(([column, cell]) => {
      const origin = { cell, grid };
      const text = this.#amount(column, cell.text, row);
      const figure = this.#sheet.figure(KEY, key, column, cell.text, origin, text);
      return text === cell.text || figure.value === null ? figure : this.#inPrintedYuan(figure, column);
    });
    this.#sheet.add(KEY, key, figures, row.labels.at(-1)?.text);
  }

  /** Whether the last header names columns that no form has for this row: a page repeats the header of another clause above it. */
  #isUnderForeign(base: string): boolean {
    const known = this.#forms.forms.flatMap((form) => this.#forms.columnsOf(form, KEY, base));
    const above = [...(this.#header?.columns.keys() ?? [])];
    return known.length > 0 && above.some((column) => !known.includes(column));
  }

  #assign(base: string, values: readonly Cell[], row: GridRow, grid: Grid): Map<string, Cell> | null {
    const header = this.#header;
    if (header && (header.grid === grid || this.#continues(base))) {
      const sameGrid = header.grid === grid || header.grid.table.columns === grid.table.columns;
      const placed = !grid.table.ragged && sameGrid ? assign(values, header.columns) : null;
      if (placed) return placed;
      // A header that has lost one of its columns counts one number too few: the others would move into its place.
      const counted = this.#isWhole(base) ? inOrder(values, [...header.columns.keys()], this.#start(row, grid)) : null;
      if (counted) return counted;
      if (header.grid === grid && !this.#isWhole(base)) return null;
    }
    return inOrder(values, this.#columnsOf(base), null);
  }

  #start(row: GridRow, grid: Grid): number | null {
    const [first] = this.#header?.columns.values() ?? [];
    return this.#header?.grid === grid ? startOf(first, row, grid) : null;
  }

  /** A header recognised from pixels may have lost its 万: the number may be ten thousand times larger, so it is not given. */
  #inPrintedYuan(figure: Figure, column: string): Figure {
    if (this.#header?.columns.get(column)?.confidence === undefined) return figure;
    const message = `"${oneLine(figure.raw ?? '')}" stands under a header recognised as 元, which may be 万元`;
    this.#sheet.warn('low_confidence', message, `disclosure/${figure.row}/${column}`);
    return { ...figure, value: null };
  }

  /** A bare amount in the unit that the header, or the row's label, prints; in both of them where they differ, which no number is. */
  #amount(column: string, text: string, row: GridRow): string {
    if (this.#forms.column(KEY, column)?.unit !== '万元' || !/\p{Nd}\s*$/u.test(text)) return text;
    const printed = [this.#header?.columns.get(column), row.labels.at(-1)].map((cell) => unitIn(cell?.text ?? ''));
    const units = [...new Set(printed.filter((unit) => unit !== ''))];
    return units.length === 0 || units.join() === '万元' ? text : `${text.trimEnd()}${units.join('或')}`;
  }
}

const unitIn = (text: string): string => MONEY.exec(plain(text))?.[0] ?? '';

/** `第二十条第（一）项`: names the block, holds no number. */
function isArticle(row: GridRow): boolean {
  return row.labels.some((cell) => /^第.{1,3}条第/.test(normaliseLabel(cell.text))) && row.values.every(isBlankCell);
}

function inOrder(values: readonly Cell[], keys: readonly string[], start: number | null): Map<string, Cell> | null {
  const window = keys.length > 0 ? windowOf(values, keys.length, start) : null;
  return window ? new Map(window.map((cell, index) => [keys[index] ?? '', cell])) : null;
}
