import { distance } from 'fastest-levenshtein';
import { type FormRegistry, type ListHeader, normaliseLabel } from '../../../codebook/index.ts';
import { plain } from '../../../vocabulary/characters.ts';
import { memoize, onceFor } from '../../../vocabulary/memoize.ts';
import { looksLikeValue, parseValue } from '../../../vocabulary/printed-values.ts';
import { unitInBrackets } from '../../../vocabulary/units.ts';
import type { Cell } from '../../document.ts';
import { type FigureCollector, OCR_TRUST, oneLine, sourceOf } from '../figures.ts';
import type { CellSource, Indicator } from '../model.ts';
import { type Grid, type GridRow, isBlankCell } from './grid.ts';
import { linesInOrder } from './list-names.ts';

/** What a header of a list names; each is found in its cells or words whatever their order. */
export interface ListColumns<T> {
  readonly name: T;
  readonly unit: T | null;
  readonly value: T;
  readonly cumulative: T | null;
}

export function listColumns<T>(
  cells: readonly T[],
  textOf: (cell: T) => string,
  forms: FormRegistry,
): ListColumns<T> | null {
  const labels = cells.map((cell) => normaliseLabel(textOf(cell)));
  const find = (holds: ListHeader['holds']): T | null =>
    cells[labels.findIndex((label) => forms.isListHeader(holds, label))] ?? null;
  const name = find('name');
  if (!name) return null;
  const values = labels.filter((label) => forms.isListHeader('value', label));
  const value = cells[labels.indexOf(latest(values))] ?? null;
  if (!value || name === value) return null;
  return { name, unit: find('unit'), value, cumulative: find('cumulative') };
}

/** Of 2015年 and 2016年 side by side the report is on the later one; of other headers the first counts. */
const latest = (labels: readonly string[]): string =>
  labels.reduce((best, label) => (yearIn(label) > yearIn(best) ? label : best), labels[0] ?? '');

const yearIn = (label: string): number => Number(/^(?:20)?(\d\d)年/.exec(label)?.[1] ?? 0);

/** One printed row: its name, unit and numbers as printed. Null where the source has no such cell. */
export interface PrintedIndicator {
  readonly name: string;
  readonly unit: string | null;
  /** One number, or this year's and the cumulative one. */
  readonly numbers: readonly (string | null)[];
  readonly source: CellSource;
  /** The row's cells were guessed (`Table.inferred`): nothing can confirm these numbers. */
  readonly inferred?: boolean;
  /** False where the name was recognised from pixels and is none of the list in which it stands. */
  readonly isNamed?: boolean;
  /** What is printed behind the name, where nobody can tell which number stands in which column. */
  readonly unparted?: string | null;
}

export function toIndicator(printed: PrintedIndicator, sheet: FigureCollector): Indicator {
  const indicator = oneLine(printed.name).replace(/\s/g, '');
  const unit = oneLine(printed.unit ?? '').replace(/\s/g, '') || unitInBrackets(indicator) || '';
  const read = (raw: string | null): number | null => {
    const value = readNumber(raw, unit, indicator, printed.source, sheet);
    if (value === null) return null;
    if (printed.isNamed === false || (printed.source.confidence !== null && !/\p{Script=Han}/u.test(indicator))) {
      const message = `read as ${value}, but the row's name was not recognised`;
      sheet.warn('unconfirmed_value', message, `indicators/${indicator}`);
      return null;
    }
    if (!printed.inferred) return value;
    sheet.warn(
      'unconfirmed_value',
      `read as ${value} where no rules say what a cell is, and no sum confirms it`,
      `indicators/${indicator}`,
    );
    return null;
  };
  const { unparted = null } = printed;
  if (unparted !== null) {
    const why = `${printed.numbers.length} numbers expected behind the unit; read as printed: "${unparted}"`;
    sheet.warn('ragged_row', why, `indicators/${indicator}`);
  }
  const [first = null, second = null] = printed.numbers;
  const two = printed.numbers.length === 2;
  return {
    indicator,
    unit: unit === '' ? null : unit,
    values: two ? { this_year: read(first), cumulative: read(second) } : { value: read(first) },
    raw: two ? { this_year: first ?? unparted, cumulative: second ?? unparted } : { value: first ?? unparted },
    source: printed.source,
  };
}

function readNumber(
  raw: string | null,
  unit: string,
  indicator: string,
  source: CellSource,
  sheet: FigureCollector,
): number | null {
  if (raw === null) return null;
  const where = `indicators/${indicator}`;
  if (source.confidence !== null && source.confidence < OCR_TRUST) {
    sheet.warn(
      'low_confidence',
      `recognised as "${oneLine(raw)}" with confidence ${source.confidence.toFixed(2)} only`,
      where,
    );
    return null;
  }
  const parsed = parseValue(raw, plain(unit) === '万元' ? '万元' : '件');
  if (parsed.kind === 'number') {
    if (parsed.note !== undefined)
      sheet.warn('unusual_number', `read as ${parsed.value} from "${oneLine(raw)}": ${parsed.note}`, where);
    return parsed.value;
  }
  if (parsed.kind !== 'blank') sheet.warn('unreadable_value', `cannot read "${oneLine(raw)}" as a number`, where);
  return null;
}

/**
 * Unit and numbers out of what follows a name where columns are lost: in order where the count is right, else by what they look like;
 * one number for two columns is nobody's, and kept as text.
 */
export function unitAndNumbers(
  texts: readonly string[],
  count: number,
): { unit: string | null; numbers: (string | null)[]; unparted: string | null } {
  if (texts.length === count + 1) return { unit: texts[0] ?? null, numbers: texts.slice(1), unparted: null };
  const filled = texts.filter((text) => text.trim() !== '');
  const first = filled[0];
  const unit = first !== undefined && (parseValue(first).kind !== 'number' || filled.length > count) ? first : null;
  const rest = unit === null ? filled : filled.slice(1);
  const isParted = rest.length === count;
  return {
    unit,
    numbers: Array.from({ length: count }, (_, index) => (isParted ? (rest[index] ?? null) : null)),
    unparted: isParted || rest.length === 0 ? null : rest.map(oneLine).join(' | '),
  };
}

/** The header of one set of columns; wide tables print two sets side by side. */
interface IndicatorHeader {
  readonly cells: ListColumns<Cell>;
  /** The grid columns of the set: the first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** The same label with the same numbers, as far as both can be read. */
function isSameLine(line: PrintedIndicator, other: PrintedIndicator | undefined): boolean {
  if (other === undefined || oneLine(line.name) !== oneLine(other.name)) return false;
  const [values, present] = [line.numbers.map(valueIn), other.numbers.map(valueIn)];
  const isUnread = (value: number | string | null | undefined): boolean => typeof value !== 'number';
  return values.every((value, at) => value === present[at] || isUnread(value) || isUnread(present[at]));
}

/** Lines of the shortest table that is looked for above. */
const LEAST_COPIED = 3;

/** Reads the one long table of generation 2014, row by row in printed order; headings are rows with null numbers. */
export class IndicatorsReader {
  readonly #printed: PrintedIndicator[] = [];
  readonly #sheet: FigureCollector;
  #headers: readonly IndicatorHeader[] = [];
  /** The line behind those that were found copied last. */
  #copied: number | null = null;
  /** The table that was taken last: one without a header continues it only right behind. */
  #last: Grid | null = null;

  constructor(sheet: FigureCollector) {
    this.#sheet = sheet;
  }

  /** Takes a whole table that opens with 统计指标 / 单位 / 统计数, or that continues one right before it. */
  take(grid: Grid): boolean {
    const { forms } = this.#sheet;
    const mayHaveHeader = grid.table.cells.some(({ text }) => namesIndicators(forms)(text));
    const at = mayHaveHeader ? grid.rows.findIndex((row) => headersOf(row, forms).length > 0) : -1;
    const header = grid.rows[at];
    if (!header && !this.#continues(grid)) return false;
    if (header) {
      this.#headers = headersOf(header, forms);
      const columns = this.#headers.flatMap(({ cells }) => Object.values(cells).flatMap((cell) => cell?.text ?? []));
      this.#sheet.decisions.set(header, { kind: 'header', table: 'indicators', columns });
    }
    this.#last = grid;
    for (const columns of this.#headers) {
      let before = this.#printed.length;
      for (const row of grid.rows.slice(at + 1)) {
        if (mayHaveHeader && headersOf(row, forms).length > 0) before = this.#withoutCopy(before);
        else this.#read(row, columns, grid);
      }
      this.#withoutCopy(before);
    }
    return true;
  }

  /** Drops the lines from one on where they are a copy; gives how many there are now. */
  #withoutCopy(from: number): number {
    const start = this.#copiedFrom(from);
    if (start !== null) {
      this.#copied = start + this.#printed.length - from;
      this.#printed.length = from;
    }
    return this.#printed.length;
  }

  /**
   * Where the lines from one on are printed above already, one after the other: an annex repeats its table. Null where they are not. Few
   * lines are alike by chance, but where they go on with what was copied last: a page's end leaves so few.
   */
  #copiedFrom(from: number): number | null {
    const lines = this.#printed;
    const added = lines.slice(from);
    const isAt = (start: number): boolean =>
      start + added.length <= from && added.every((line, at) => isSameLine(line, lines[start + at]));
    if (added.length === 0) return null;
    if (this.#copied !== null && isAt(this.#copied)) return this.#copied;
    const start = lines.slice(0, from).findIndex((_, at) => isAt(at));
    return added.length >= LEAST_COPIED && start >= 0 ? start : null;
  }

  /** A page break repeats no header, and parts may be tables of their own: same number of columns, right behind. */
  #continues(grid: Grid): boolean {
    return this.#last?.number === grid.number - 1 && this.#last.table.columns === grid.table.columns;
  }

  /** A label that was recognised from pixels with a character or two misread is the form's; so is its name. */
  #recognised(name: Cell): Cell {
    if (name.confidence === undefined) return name;
    const printed = normaliseLabel(name.text);
    const labels = listLabels(this.#sheet.forms);
    if (printed.length < LEAST_LABEL || labels.has(printed)) return name;
    const near = [...labels].filter(([label]) => distance(label, printed) <= MOST_MISREAD);
    const [only] = near;
    return near.length === 1 && only ? { ...name, text: only[1] } : name;
  }

  #read(row: GridRow, header: IndicatorHeader, grid: Grid): void {
    if (row.cells.every(isBlankCell)) return;
    const cells = row.cells.filter(({ column }) => header.from <= column && column < header.to);
    const printed = grid.table.ragged ? loose(cells, header) : placed(cells, header);
    if (!printed) return;
    const { unit, numbers, unparted = null } = printed;
    const name = this.#recognised(printed.name);
    this.#sheet.read(grid.table.ragged ? cells : [...numbers, unit].filter((cell) => cell !== null));
    const [anchor] = numbers.flatMap((cell) => cell ?? []);
    const source = sourceOf({ cell: anchor ?? name, grid });
    const texts = numbers.map((cell) => cell?.text ?? null);
    const key = String(this.#printed.length);
    this.#sheet.decisions.set(row, { kind: 'row', table: 'indicators', key, label: name.text });
    this.#printed.push({
      name: name.text,
      unit: unit?.text ?? null,
      numbers: texts,
      source,
      inferred: [grid.table, name, ...numbers].some((part) => part?.inferred === true),
      unparted,
    });
  }

  /** To be called behind the last table: all rows in printed order. */
  finish(): Indicator[] {
    return withFormNames(this.#printed, this.#sheet).map((printed) => toIndicator(printed, this.#sheet));
  }
}

/** Rows under the form's names for them where those were recognised from pixels. */
function withFormNames(printed: readonly PrintedIndicator[], sheet: FigureCollector): readonly PrintedIndicator[] {
  if (printed.every(({ source }) => source.confidence === null)) return printed;
  const lines = linesInOrder(
    printed.map(({ name }) => name),
    sheet.forms,
  );
  if (!lines) return printed;
  return printed.map((one, index) => {
    const line = lines[index] ?? null;
    return line ? { ...one, name: line.label } : { ...one, isNamed: false };
  });
}

/** A printed number's value, however it is printed. */
const valueIn = (raw: string | null): number | string | null => {
  const parsed = raw === null ? null : parseValue(raw);
  return parsed?.kind === 'number' ? parsed.value : raw;
};

/** Labels of the forms' lists, as they are compared and as they are printed. */
const listLabels = onceFor((forms: FormRegistry): ReadonlyMap<string, string> => {
  const lines = forms.forms.flatMap(({ lists }) => lists.flatMap((list) => list.lines));
  return new Map(lines.map(({ label }) => [normaliseLabel(label), label.trim()]));
});

/** So few characters of a label may be misread for it to be known again. */
const MOST_MISREAD = 2;
const LEAST_LABEL = 6;

/** Whether a cell, as printed, is the header of the names of a list. Every cell of every table is asked. */
const namesIndicators = onceFor((forms: FormRegistry) =>
  memoize((text) => forms.isListHeader('name', normaliseLabel(text))),
);

/** The headers in a row: one for each cell that names the indicators, up to the next such cell. */
function headersOf(row: GridRow, forms: FormRegistry): IndicatorHeader[] {
  const starts = row.cells.flatMap((cell, at) => (namesIndicators(forms)(cell.text) ? [at] : []));
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    const cells = listColumns(row.cells.slice(start, next), ({ text }) => text, forms);
    const to = next === undefined ? undefined : row.cells[next]?.column;
    return cells ? [{ cells, from: index === 0 ? 0 : cells.name.column, to: to ?? Number.POSITIVE_INFINITY }] : [];
  });
}

interface PrintedCells {
  readonly name: Cell;
  readonly unit: Cell | null;
  readonly numbers: readonly (Cell | null)[];
  readonly unparted?: string | null;
}

/** The row's cells under the header's. Behind the name there may be a column of codes; a wide name column holds group and item. */
function placed(cells: readonly Cell[], { cells: header }: IndicatorHeader): PrintedCells | null {
  const end = header.name.column + header.name.colSpan;
  const name = cells.filter((cell) => cell.column < end && !isBlankCell(cell)).at(-1);
  if (!name) return null;
  const under = (above: Cell | null): Cell | null => {
    const cell =
      above && cells.find(({ column, colSpan }) => column <= above.column && above.column < column + colSpan);
    return cell && cell !== name ? cell : null;
  };
  const columns = header.cumulative ? [header.value, header.cumulative] : [header.value];
  return { name, unit: under(header.unit), numbers: columns.map(under) };
}

function loose(cells: readonly Cell[], { cells: header }: IndicatorHeader): PrintedCells | null {
  const at = cells.findIndex((cell) => !isBlankCell(cell));
  const name = cells[at];
  if (!name || looksLikeValue(name.text)) return null;
  const rest = cells.slice(at + 1);
  const { unit, numbers, unparted } = unitAndNumbers(
    rest.map((cell) => cell.text),
    header.cumulative ? 2 : 1,
  );
  const cellOf = (text: string | null): Cell | null => (text === null ? null : { ...name, text });
  return { name, unit: cellOf(unit), numbers: numbers.map(cellOf), unparted };
}
