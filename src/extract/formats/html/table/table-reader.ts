import type { Cell, Table } from '../../../document.ts';
import { signalOf } from '../../text/signals.ts';
import { isPictureCell } from '../body/pictures.ts';
import { type WalkOptions, walk } from '../body/walk.ts';
import { attribute, childrenOf, type Element, isElement, isHidden, shownText } from '../dom/dom.ts';
import { joinLines } from '../dom/line.ts';
import { columnWidths } from './column-widths.ts';
import { withoutSlivers } from './dragged.ts';
import { type PlacedCell, placeCells, type SourceCell } from './grid.ts';
import { LinesSink } from './lines-sink.ts';

interface CellContent {
  readonly lines: readonly string[];
  readonly hasHeading: boolean;
  /** The cell shows a picture and no text. */
  readonly isPicture: boolean;
  readonly isDoubtful: boolean;
}

/** One table element read: its grid, the data tables inside its cells, and whether it is data or only the page's layout. */
export interface TableReading {
  readonly isData: boolean;
  readonly caption: readonly string[];
  readonly grid: {
    readonly rows: number;
    readonly columns: number;
    readonly cells: readonly PlacedCell<CellContent>[];
  };
  readonly nested: readonly TableReading[];
}

/** Reads tables, each once, however often its surroundings are walked. */
export class TableReader {
  private readonly known = new Map<Element, TableReading>();
  private readonly options: WalkOptions;

  constructor(options: WalkOptions) {
    this.options = options;
  }

  read(element: Element, depth: number): TableReading {
    const known = this.known.get(element);
    if (known) return known;
    const nested: TableReading[] = [];
    const groups = rowGroups(element, this.options).map((rows) => rows.map((row) => this.readRow(row, depth, nested)));
    const widths = columnWidths(element);
    const grid = withoutSlivers(placeCells(groups, widths.length), widths);
    const caption = captionsOf(element).flatMap((part) => this.readCell(part, depth, nested).content.lines);
    const reading = { isData: isDataTable(grid, nested.length), caption, grid, nested };
    if (reading.isData) this.options.onPictureCells(grid.cells.filter(({ content }) => content.isPicture).length);
    this.known.set(element, reading);
    return reading;
  }

  /** The cells of a row, each with the blank ones over which its text flows. */
  private readRow(row: Element, depth: number, nested: TableReading[]): SourceCell<CellContent>[] {
    const cells: SourceCell<CellContent>[] = [];
    for (const cell of childrenOf(row)) {
      if (!isElement(cell) || !isCell(cell) || this.options.skip(cell)) continue;
      const read = this.readCell(cell, depth, nested);
      if (read.colSpan === 1 || !isOverflow(cell, this.options.overflows)) cells.push(read);
      else {
        cells.push({ ...read, colSpan: 1 });
        for (let more = Math.min(read.colSpan, MOST_OVERFLOWN); more > 1; more--) cells.push(BLANK);
      }
    }
    return cells;
  }

  private readCell(cell: Element, depth: number, nested: TableReading[]): SourceCell<CellContent> {
    const sink = new LinesSink((element, at) => {
      const inner = this.read(element, at);
      if (inner.isData) nested.push(inner);
      return inner.isData;
    });
    walk(cell, sink, this.options, depth + 1);
    sink.blockBreak();
    const isTakenBack = isCrossed(cell) && NUMBER.test(sink.lines.join(''));
    if (isTakenBack) this.options.onStruck();
    const lines = isTakenBack ? [] : sink.lines;
    return {
      rowSpan: span(cell.attribs.rowspan, 0),
      colSpan: span(cell.attribs.colspan, 1),
      content: {
        lines,
        hasHeading: sink.hasHeading,
        isPicture: lines.length === 0 && isPictureCell(cell),
        isDoubtful: cell.isDoubtful,
      },
    };
  }
}

/** Word draws a line from corner to corner through a number that is taken back; through words it is the corner of a header. */
const isCrossed = ({ attribs: { style } }: Element): boolean =>
  style !== undefined && /mso-diagonal-(?:down|up)(?:-alt)?\s*:\s*(?!none)[^;]/i.test(style);
const NUMBER = /^[\s\d.,+-]+$/;

const BLANK: SourceCell<CellContent> = {
  rowSpan: 1,
  colSpan: 1,
  content: { lines: [], hasHeading: false, isPicture: false, isDoubtful: false },
};

/** Columns that a long text of a sheet flows over at most. */
const MOST_OVERFLOWN = 40;

/**
 * Text that flows over blank neighbours spans them where a sheet is saved as a web page. Excel says so; Gnumeric gives merged cells, and those
 * only, a row span as well.
 */
const isOverflow = (cell: Element, overflows: boolean): boolean =>
  /mso-ignore\s*:\s*colspan(?!\s*-)/i.test(attribute(cell, 'style')) || (overflows && !('rowspan' in cell.attribs));

/** HTML's rule: a number at the front of the attribute counts; anything else, and anything below `least`, is 1. */
function span(value: string | undefined, least: number): number {
  if (value === undefined) return 1;
  const number = Number.parseInt(value, 10);
  return Number.isNaN(number) || number < least ? 1 : number;
}

const named = (parent: Element, ...names: string[]): Element[] =>
  childrenOf(parent).filter((child): child is Element => isElement(child) && names.includes(child.name));

const captionsOf = (table: Element): Element[] => named(table, 'caption').filter((part) => !isHidden(part));

/** Rows by group in the order in which browsers draw them: the footer last, wherever it is written. */
function rowGroups(table: Element, options: WalkOptions): Element[][] {
  const groups = named(table, 'thead', 'tbody', 'tfoot').filter((group) => !options.skip(group));
  const ordered = [...groups.filter(({ name }) => name !== 'tfoot'), ...groups.filter(({ name }) => name === 'tfoot')];
  const rowsIn = (parent: Element): Element[] =>
    named(parent, 'tr').filter((row) => !options.skip(row) && !isRuler(row));
  // Boxes that a style makes a table need no group.
  const own = rowsIn(table);
  return [...(own.length > 0 ? [own] : []), ...ordered.map(rowsIn)];
}

/** The row without height that Word and Excel add to give the widths of a table whose columns do not line up. */
const isRuler = (row: Element): boolean =>
  /^0(?:px|pt)?$/.test(attribute(row, 'height')) && shownText(row).trim() === '';

const isCell = ({ name }: Element): boolean => name === 'td' || name === 'th';

/** So many own labels of a report's tables make a table data, whatever else its cells hold. */
const ENOUGH_LABELS = 3;
/** A cell of a data table is short; the longest label has 45 characters, remarks under a table some 200. */
const LONG_CELL = 300;
const MANY_LINES = 8;

function isDataTable(grid: TableReading['grid'], nested: number): boolean {
  if (grid.columns < 2) return false;
  const texts = grid.cells.map(({ content }) => joinLines(content.lines));
  const labels = texts.filter((text) => signalOf(text) === 'table').length;
  if (labels >= ENOUGH_LABELS) return true;
  if (nested > 0) return false;
  const numbers = texts.filter((text) => /^[+-]?\d[\d.,]*$/.test(text)).length;
  if (numbers >= ENOUGH_LABELS && grid.rows > 1) return true;
  return !grid.cells.some(({ content }, at) => content.hasHeading || isLong(content, texts[at] ?? ''));
}

const isLong = (content: CellContent, text: string): boolean =>
  text.length > LONG_CELL || (content.lines.length > MANY_LINES && text.length > content.lines.length * 4);

/** The cells of some rows as a Table whose first row is `from`. */
export function tableOf(reading: TableReading, from = 0, to = reading.grid.rows): Table {
  const cells: Cell[] = reading.grid.cells
    .filter(({ row }) => row >= from && row < to)
    .map(({ row, column, rowSpan, colSpan, content }) => ({
      row: row - from,
      column,
      rowSpan: Math.min(rowSpan, to - row),
      colSpan,
      text: content.lines.join('\n'),
      ...(content.isDoubtful && { inferred: true }),
    }));
  return { kind: 'table', rows: to - from, columns: reading.grid.columns, cells };
}
