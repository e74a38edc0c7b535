import { FORMS, type FormRegistry, TABLE_KEYS, type TableKey, type WarningCode } from '../../codebook/index.ts';
import { normaliseLabel } from '../../codebook/normalise.ts';
import { type ParsedValue, parseValue, plainNumber, type ValueUnit } from '../../vocabulary/printed-values.ts';
import type { Cell, Warning } from '../document.ts';
import type { CellSource, Figure } from './model.ts';
import { type Grid, type GridRow, isShared } from './table/grid.ts';
import { withoutNote } from './table/labels.ts';
import type { Decision } from './trace.ts';

/**
 * Below this confidence a number recognised from pixels is not given as a value. OCR at two scales that agree reports more than this;
 * a disagreement reports less.
 */
export const OCR_TRUST = 0.8;

/** What organs split 其他对外管理服务事项 into, by the kinds of what administrations do. */
const USUAL_NAMES: ReadonlySet<string> = new Set(
  '检查 确认 裁决 征收 征用 给付 奖励 指导 复议 备案 监督 审批 服务 处罚 强制 许可'
    .split(' ')
    .map((kind) => `行政${kind}`),
);

/** The source of a figure that was found in running text. */
export const NOWHERE: CellSource = { table: null, row: null, column: null, position: null, confidence: null };

/** Where a figure was read from: a cell of a table, or running text. */
export type Origin = { readonly cell: Cell; readonly grid: Grid } | null;

/** Collects figures and warnings while a document is read; the first reading of a row stays. */
export class FigureCollector {
  readonly #rows = new Map<string, readonly Figure[]>();
  /** All figures; null where rows have changed since they were put together. */
  #figures: readonly Figure[] | null = null;
  readonly warnings: Warning[] = [];
  /** Figures whose printed text leaves a doubt: kept only if a sum proves them. */
  readonly doubtful = new Set<Figure>();
  /** What each row of a table was taken for. */
  readonly decisions = new Map<GridRow, Decision>();
  /** Cells whose text is in a figure or a warning. */
  readonly #accounted = new Set<Cell>();
  readonly #read = new Set<Cell>();
  /** Rows, `table/row`, whose label is printed with nothing behind it. */
  readonly bare = new Set<string>();
  /** The label that a row was read under. */
  readonly #labels = new Map<string, string>();
  /** The forms whose labels the readers know. */
  readonly forms: FormRegistry;

  constructor(forms: FormRegistry = FORMS) {
    this.forms = forms;
  }

  has(table: TableKey, row: string): boolean {
    return this.#rows.has(`${table}/${row}`);
  }

  get tables(): TableKey[] {
    const seen = new Set<TableKey>();
    for (const [figure] of this.#rows.values()) if (figure) seen.add(figure.table);
    return TABLE_KEYS.filter((key) => seen.has(key));
  }

  get figures(): readonly Figure[] {
    if (this.#figures === null) {
      const all: Figure[] = [];
      for (const row of this.#rows.values()) for (const figure of row) all.push(figure);
      this.#figures = all;
    }
    return this.#figures;
  }

  #set(key: string, figures: readonly Figure[]): void {
    this.#rows.set(key, figures);
    this.#figures = null;
  }

  rowsOf(table: TableKey): string[] {
    const rows: string[] = [];
    const front = `${table}/`;
    for (const key of this.#rows.keys()) if (key.startsWith(front)) rows.push(key.slice(front.length));
    return rows;
  }

  /** What is said of these cells in a figure or a warning: no later audit needs to name them. */
  account(cells: readonly Cell[]): void {
    for (const cell of cells) this.#accounted.add(cell);
  }

  /** A number was read from each of these cells. */
  read(cells: readonly Cell[]): void {
    for (const cell of cells) this.#readOne(cell);
  }

  #readOne(cell: Cell): void {
    this.#accounted.add(cell);
    this.#read.add(cell);
  }

  /** Whether a figure was read from the cell. */
  isRead(cell: Cell): boolean {
    return this.#read.has(cell);
  }

  isAccounted(cell: Cell): boolean {
    return this.#accounted.has(cell);
  }

  /** Adds a row once, read under a printed label. A second, different reading is a finding: reported, not merged. */
  add(table: TableKey, row: string, read: readonly Figure[], label = ''): void {
    const key = `${table}/${row}`;
    const figures = this.#ofKnownRow(table, row) ? this.#ofNamedRow(key, row, read) : this.#ofOwnRow(key, read);
    const present = this.#rows.get(key);
    if (!present || (isEmpty(present) && !isEmpty(figures))) {
      this.#set(key, figures);
      this.#labels.set(key, label);
    } else if (!isEmpty(figures) && !sameValues(present, figures)) {
      this.#addAgain(key, present, figures, label);
    }
  }

  /** The label without a note is the row's own; of two with different notes (罚款, 警告) neither is the whole row. */
  #addAgain(key: string, present: readonly Figure[], figures: readonly Figure[], label: string): void {
    const first = this.labelOf(key);
    const isSame = !isNoted(first) || normaliseLabel(first) === normaliseLabel(label);
    if (normaliseLabel(first) === normaliseLabel(label) && areNeighbours(present, figures)) {
      const message = `two rows below each other have this label, with other numbers (${printed(figures)}): nobody can tell which is meant`;
      this.warn('duplicate_row', message, key);
      this.discard(new Set(present));
      return;
    }
    const what = isSame
      ? 'the first is kept'
      : isNoted(label)
        ? `neither "${oneLine(first)}" nor "${oneLine(label)}" is the whole row`
        : `those of "${oneLine(label)}" are kept`;
    const other = isSame || isNoted(label) ? figures : present;
    this.warn(
      'duplicate_row',
      `the document prints this row again with other numbers (${printed(other)}); ${what}`,
      key,
    );
    if (isSame) return;
    if (isNoted(label)) this.discard(new Set(present));
    else this.#set(key, figures);
  }

  /** The label that a row, `table/row`, was read under, as printed. */
  labelOf(key: string): string {
    return this.#labels.get(key) ?? '';
  }

  #ofKnownRow(table: TableKey, row: string): boolean {
    return this.forms.row(table, row.includes('.') ? (row.split('.')[0] ?? row) : row) !== null;
  }

  /** Named in a warning; recognised from pixels it may be a row of the form whose label was misread: its numbers are kept as text only. */
  #ofOwnRow(where: string, figures: readonly Figure[]): readonly Figure[] {
    this.warn('unknown_row', 'a row that no form has is kept under its printed label', where);
    return this.#recognised(figures) ? this.#asText(where, figures) : figures;
  }

  /** A row into which an organ splits one of the form: its name, recognised from pixels, must be one that organs use. */
  #ofNamedRow(where: string, row: string, figures: readonly Figure[]): readonly Figure[] {
    const [, name] = /^[^.]+\.(.*)$/su.exec(row) ?? [];
    const isSure = name === undefined || USUAL_NAMES.has(name) || !this.#recognised(figures);
    return isSure ? figures : this.#asText(where, figures);
  }

  #recognised(figures: readonly Figure[]): boolean {
    return figures.some(({ source }) => source.confidence !== null);
  }

  #asText(where: string, figures: readonly Figure[]): readonly Figure[] {
    this.warn(
      'low_confidence',
      'the label was recognised from pixels and is none of the form: numbers as text only',
      where,
    );
    return figures.map((figure) => ({ ...figure, value: null }));
  }

  /** Unit of a column of a table: amounts are 万元, everything else is counted. */
  #unitOf(table: TableKey, column: string): ValueUnit {
    return this.forms.column(table, column)?.unit ?? '件';
  }

  /**
   * One cell's figure; what cannot be read is null with its raw text and a warning. `text` is what is read where the header changes the
   * meaning of the printed cell (amounts in 元).
   */
  figure(table: TableKey, row: string, column: string, raw: string, origin: Origin, text = raw): Figure {
    if (origin) this.#readOne(origin.cell);
    const where = (): string => `${table}/${row}/${column}`;
    // Not by way of `parseValue`, whose answers have several shapes: V8 would look at each of them anew.
    const alone = plainNumber(text);
    const parsed = alone === null ? parseValue(text, this.#unitOf(table, column)) : null;
    let value = parsed === null ? alone : this.#numberOf(parsed, raw, where);
    const confidence = origin?.cell.confidence ?? null;
    if (value !== null && confidence !== null && confidence < OCR_TRUST) {
      this.warn(
        'low_confidence',
        `recognised as "${oneLine(raw)}" with confidence ${confidence.toFixed(2)} only`,
        where(),
      );
      value = null;
    }
    if (value !== null && origin && isShared(origin.cell, origin.grid)) {
      this.warn('unreadable_value', `"${oneLine(raw)}" is printed once for several rows`, where());
      value = null;
    }
    const figure: Figure = { table, row, column, value, raw, source: sourceOf(origin) };
    const isDoubtful = parsed?.kind === 'doubtful' || isInferred(origin);
    if (isDoubtful && value !== null) this.doubtful.add(figure);
    return figure;
  }

  #numberOf(parsed: ParsedValue, raw: string, where: () => string): number | null {
    if (parsed.kind === 'unreadable')
      this.warn('unreadable_value', `cannot read "${oneLine(raw)}" as a number: ${parsed.why}`, where());
    if (parsed.kind === 'number' && parsed.note !== undefined)
      this.warn('unusual_number', `read as ${parsed.value} from "${oneLine(raw)}": ${parsed.note}`, where());
    return parsed.kind === 'number' || parsed.kind === 'doubtful' ? parsed.value : null;
  }

  /** A row whose cells cannot be told apart: every column null, the row's text kept as raw. */
  unreadableRow(table: TableKey, row: string, columns: readonly string[], text: string, why: string): void {
    this.warn('ragged_row', `${why}; read as printed: "${oneLine(text)}"`, `${table}/${row}`);
    this.add(
      table,
      row,
      columns.map((column) => ({ table, row, column, value: null, raw: text, source: NOWHERE })),
    );
  }

  /** The source prints more values than the table has columns, all alike. */
  extraCell(table: TableKey, row: string, found: number, columns: number): void {
    this.warn(
      'extra_cell',
      `${found} values are printed for ${columns} columns; all are alike, so it is no matter which one is too many`,
      `${table}/${row}`,
    );
  }

  warn(code: WarningCode, message: string, where: string | null): void {
    this.warnings.push({ code, message, where });
  }

  /** Sets figures to null, raw kept: used where a check contradicts an uncertain reading. */
  discard(doubtful: ReadonlySet<Figure>): void {
    for (const [key, figures] of this.#rows) {
      this.#set(
        key,
        figures.map((figure) => (doubtful.has(figure) ? { ...figure, value: null } : figure)),
      );
    }
  }
}

/** Whether nothing but the place of words says what a cell is. */
const isInferred = (origin: Origin): boolean =>
  origin !== null && (origin.grid.table.inferred === true || origin.cell.inferred === true);

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function sourceOf(origin: Origin): CellSource {
  if (!origin) return NOWHERE;
  const { cell, grid } = origin;
  return {
    table: grid.number,
    row: grid.transposed ? cell.column : cell.row,
    column: grid.transposed ? cell.row : cell.column,
    position: cell.position ?? null,
    confidence: cell.confidence ?? null,
  };
}

/** Rows of one table, right below each other. */
function areNeighbours([a]: readonly Figure[], [b]: readonly Figure[]): boolean {
  if (!a || !b || a.source.table === null || a.source.table !== b.source.table) return false;
  return Math.abs((a.source.row ?? 0) - (b.source.row ?? 0)) === 1;
}

const isNoted = (label: string): boolean => withoutNote(normaliseLabel(label)) !== normaliseLabel(label);

const isEmpty = (figures: readonly Figure[]): boolean => figures.every(({ value }) => value === null);

const sameValues = (a: readonly Figure[], b: readonly Figure[]): boolean =>
  a.length === b.length && a.every((figure, index) => figure.value === b[index]?.value);

const printed = (figures: readonly Figure[]): string => figures.map(({ raw }) => oneLine(raw ?? '')).join(', ');
