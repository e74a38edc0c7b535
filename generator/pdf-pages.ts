import { rowsOf, type SampleCell, type SampleTable } from '../src/sample/grid.ts';
import type { SampleReport } from '../src/sample/model.ts';
import { type CutText, headerRows, sliceTable, stackTables } from '../src/sample/shape.ts';

/* A report laid out on A4 pages: points, origin top left. What is drawn here becomes a PDF (pdf.ts) or a scan (scan.ts). */

export type Face = 'title' | 'text' | 'table' | 'digits';

export interface DrawnText {
  readonly text: string;
  /** Left end of the baseline. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly face: Face;
  /** Width that the layout counted with. */
  readonly width: number;
}

export interface DrawnCell {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** False where the page's end cuts the row and no rule is drawn below it. */
  readonly closed: boolean;
}

export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly DrawnText[];
  readonly cells: readonly DrawnCell[];
}

export interface PageOptions {
  /** Header rows printed again on every page. Default false. */
  readonly repeatHeader?: boolean;
  /** What stands in the second half of a merged cell that a page's end cuts. Default blank. */
  readonly cut?: CutText;
  /** No rule under the last row of a page. Default false. */
  readonly openBottom?: boolean;
  /** A line of text on top of each page. */
  readonly runningHeader?: string;
  readonly pageNumber?: (page: number, pages: number) => string;
  /** Type size in tables in points; default 10.5 (五号). */
  readonly tableSize?: number;
}

const WIDTH = 595;
const HEIGHT = 842;
const LEFT = 79;
const RIGHT = WIDTH - 79;
const TOP = 82;
const BOTTOM = HEIGHT - 82;
const TEXT_SIZE = 16;
const TEXT_PITCH = 28;
const PADDING = 5;

/** Width of a text in points: Chinese characters are square, Latin ones and digits half as wide. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.5 : 1), 0) * size;

export function drawPages(report: SampleReport, options: PageOptions = {}): DrawnPage[] {
  const sheet = new PageWriter(options);
  for (const block of report.blocks) {
    if (block.kind === 'title') for (const line of block.lines) sheet.centred(line, 22);
    else if (block.kind === 'heading') sheet.paragraph(block.text);
    else if (block.kind === 'paragraph') sheet.paragraph(block.text);
    else if (block.kind === 'signature') for (const line of block.lines) sheet.right(line);
    else sheet.table(block.table);
  }
  return sheet.finish();
}

interface OpenPage {
  readonly texts: DrawnText[];
  readonly cells: DrawnCell[];
}

class PageWriter {
  private readonly options: PageOptions;
  private readonly pages: OpenPage[] = [{ texts: [], cells: [] }];
  private y = TOP;

  constructor(options: PageOptions) {
    this.options = options;
  }

  centred(text: string, size: number): void {
    for (const line of wrap(text, size, RIGHT - LEFT)) {
      this.room(size * 1.6);
      const width = widthOf(line, size);
      this.print(line, (WIDTH - width) / 2, this.y + size, size, 'title');
      this.y += size * 1.6;
    }
  }

  paragraph(text: string): void {
    wrap(text, TEXT_SIZE, RIGHT - LEFT, 2 * TEXT_SIZE).forEach((line, index) => {
      this.room(TEXT_PITCH);
      this.print(line, index === 0 ? LEFT + 2 * TEXT_SIZE : LEFT, this.y + TEXT_SIZE, TEXT_SIZE, 'text');
      this.y += TEXT_PITCH;
    });
  }

  right(text: string): void {
    this.room(TEXT_PITCH);
    this.print(text, RIGHT - 40 - widthOf(text, TEXT_SIZE), this.y + TEXT_SIZE, TEXT_SIZE, 'text');
    this.y += TEXT_PITCH;
  }

  table(table: SampleTable): void {
    const size = this.options.tableSize ?? 10.5;
    const xs = columnEdges(table, size);
    let rest = table;
    for (let first = true; ; first = false) {
      const heights = rowHeights(rest, xs, size);
      const fits = rowsThatFit(heights, BOTTOM - this.y);
      if (fits >= rest.rows) {
        this.draw(rest, xs, heights, size, false);
        break;
      }
      // A header is not left alone at the foot of a page.
      if (fits > (first ? headerRows(rest) : 0)) {
        const [upper, lower] = this.cut(table, rest, fits, { xs, heights, size });
        this.draw(upper, xs, heights, size, true);
        rest = lower;
      } else if (!first) throw new Error('a row of a sample table is taller than a page');
      this.newPage();
    }
    this.y += 10;
  }

  finish(): DrawnPage[] {
    const { runningHeader, pageNumber } = this.options;
    return this.pages.map(({ texts, cells }, index) => {
      const extra: DrawnText[] = [];
      if (runningHeader) extra.push(text(runningHeader, LEFT, 50, 9, 'table'));
      const number = pageNumber?.(index + 1, this.pages.length);
      if (number) extra.push(text(number, (WIDTH - widthOf(number, 12)) / 2, HEIGHT - 45, 12, 'text'));
      return { width: WIDTH, height: HEIGHT, texts: [...texts, ...extra], cells };
    });
  }

  /** A table in two at a page's end; the text of a merged cell stays above as far as there is room, the rest goes below. */
  private cut(
    table: SampleTable,
    rest: SampleTable,
    at: number,
    { xs, heights, size }: { xs: readonly number[]; heights: readonly number[]; size: number },
  ): [SampleTable, SampleTable] {
    const upper: SampleCell[] = [];
    const tails = new Map<number, string>();
    for (const cell of sliceTable(rest, 0, at, 'repeat').cells) {
      const whole = rest.cells.find((one) => one.row === cell.row && one.column === cell.column);
      const lines = cellLines(cell, (xs[cell.column + cell.colSpan] ?? 0) - (xs[cell.column] ?? 0), size);
      const room = heights.slice(cell.row, at).reduce((sum, height) => sum + height, -6) / (size * 1.25);
      const crosses = whole !== undefined && whole.rowSpan > cell.rowSpan;
      if (crosses && lines.length > room) {
        upper.push({ ...cell, text: lines.slice(0, Math.floor(room)).join('\n') });
        tails.set(cell.column, lines.slice(Math.floor(room)).join('\n'));
      } else upper.push(cell);
    }
    const below = sliceTable(rest, at, rest.rows, this.options.cut ?? 'blank');
    const lower = {
      ...below,
      cells: below.cells.map((cell) => {
        const tail = cell.row === 0 ? tails.get(cell.column) : undefined;
        return tail === undefined ? cell : { ...cell, text: tail };
      }),
    };
    const header = sliceTable(table, 0, headerRows(table), 'repeat');
    return [{ ...rest, rows: at, cells: upper }, this.options.repeatHeader ? stackTables([header, lower]) : lower];
  }

  private draw(
    table: SampleTable,
    xs: readonly number[],
    heights: readonly number[],
    size: number,
    cut: boolean,
  ): void {
    const ys = edgesFrom(this.y, heights);
    for (const cell of table.cells) {
      const [left, right] = [xs[cell.column] ?? 0, xs[cell.column + cell.colSpan] ?? 0];
      const [top, bottom] = [ys[cell.row] ?? 0, ys[cell.row + cell.rowSpan] ?? 0];
      const closed = !(cut && this.options.openBottom === true && cell.row + cell.rowSpan === table.rows);
      this.page().cells.push({ left, top, right, bottom, closed });
      const lines = cellLines(cell, right - left, size);
      const start = (top + bottom - lines.length * size * 1.25) / 2;
      lines.forEach((line, index) => {
        const width = widthOf(line, size);
        const x = cell.role === 'label' ? left + PADDING : Math.max(left + 1, (left + right - width) / 2);
        this.print(line, x, start + index * size * 1.25 + size, size, cell.role === 'value' ? 'digits' : 'table');
      });
    }
    this.y = ys.at(-1) ?? this.y;
  }

  private print(line: string, x: number, y: number, size: number, face: Face): void {
    if (line.trim() !== '') this.page().texts.push(text(line, x, y, size, face));
  }

  private room(height: number): void {
    if (this.y + height > BOTTOM) this.newPage();
  }

  private newPage(): void {
    this.pages.push({ texts: [], cells: [] });
    this.y = TOP;
  }

  private page(): OpenPage {
    const page = this.pages.at(-1);
    if (!page) throw new Error('a sheet has at least one page');
    return page;
  }
}

const text = (line: string, x: number, y: number, size: number, face: Face): DrawnText => ({
  text: line,
  x,
  y,
  size,
  face,
  width: widthOf(line, size),
});

/** Lines of a text that fit a width; the first may be set in. */
function wrap(source: string, size: number, width: number, indent = 0): string[] {
  const lines: string[] = [];
  for (const part of source.split('\n')) {
    let line = '';
    for (const character of part) {
      const room = width - (lines.length === 0 ? indent : 0);
      // Real lines are never broken within a number.
      if (widthOf(line + character, size) > room && line !== '') {
        const kept = /[\d.,]$/.test(line) && /[\d.,]/.test(character) ? line.replace(/[\d.,]+$/, '') : line;
        lines.push(kept === '' ? line : kept);
        line = kept === '' ? '' : line.slice(kept.length);
      }
      line += character;
    }
    lines.push(line);
  }
  return lines;
}

const cellLines = (cell: SampleCell, width: number, size: number): string[] =>
  cell.text === '' ? [] : wrap(cell.text, size, width - 2 * PADDING + 1);

/** Columns as wide as their texts ask for, within the page. */
function columnEdges(table: SampleTable, size: number): number[] {
  const wishes: number[] = Array.from({ length: table.columns }, () => 2 * PADDING + size);
  for (const cell of table.cells.filter((one) => one.colSpan === 1)) {
    const tall = cell.rowSpan > 12;
    const wish = tall ? size : Math.min(widthOf(cell.text, size), cell.role === 'label' ? size * 14 : size * 5);
    wishes[cell.column] = Math.max(wishes[cell.column] ?? 0, wish + 2 * PADDING);
  }
  const total = wishes.reduce((sum, wish) => sum + wish, 0);
  const scale = (RIGHT - LEFT) / total;
  return edgesFrom(
    LEFT,
    wishes.map((wish) => wish * scale),
  );
}

/** Edges of rows or columns that follow each other from `start`. */
function edgesFrom(start: number, sizes: readonly number[]): number[] {
  const edges = [start];
  for (const size of sizes) edges.push((edges.at(-1) ?? start) + size);
  return edges;
}

function rowHeights(table: SampleTable, xs: readonly number[], size: number): number[] {
  const height = (cell: SampleCell) =>
    cellLines(cell, (xs[cell.column + cell.colSpan] ?? 0) - (xs[cell.column] ?? 0), size).length * size * 1.25 + 8;
  const heights = rowsOf(table).map((cells) =>
    Math.max(size * 1.25 + 8, ...cells.filter((cell) => cell.rowSpan === 1).map(height)),
  );
  // A merged cell's text needs room too: its last row grows.
  for (const cell of table.cells.filter((one) => one.rowSpan > 1)) {
    const rows = heights.slice(cell.row, cell.row + cell.rowSpan).reduce((sum, row) => sum + row, 0);
    const last = cell.row + cell.rowSpan - 1;
    heights[last] = (heights[last] ?? 0) + Math.max(0, height(cell) - rows);
  }
  return heights;
}

function rowsThatFit(heights: readonly number[], room: number): number {
  let used = 0;
  const over = heights.findIndex((height) => {
    used += height;
    return used > room;
  });
  return over < 0 ? heights.length : over;
}
