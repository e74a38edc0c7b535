import { cluster } from '../cluster.ts';
import { around, type Box, centreX, centreY, type PageTable, type TableCell } from '../model.ts';
import { blocksOf, groupsOf, type WordBlock } from './groups.ts';
import type { BorderlessHeader, HeaderCell } from './header.ts';
import type { ReadSegment } from './segment.ts';
import { TABLE } from './settings.ts';
import { sharedHeight, type TextRun } from './text-runs.ts';
import { columnAt, type Extent } from './value-columns.ts';
import type { BorderlessValue, ValueRow } from './values.ts';

/** The table of a segment, and the runs that are in it. */
export function tableOf(segment: ReadSegment, page: number): { table: PageTable; used: readonly TextRun[] } {
  const build = new Builder(segment, page);
  return { table: build.table(), used: build.used };
}

/** Fills a grid from top to bottom: header, rows, and words between them that have no numbers. */
class Builder {
  readonly used: TextRun[] = [];
  private readonly segment: ReadSegment;
  private readonly page: number;
  private readonly cells: TableCell[] = [];
  private readonly labelColumns: number;

  constructor(segment: ReadSegment, page: number) {
    this.segment = segment;
    this.page = page;
    const side = (segment.header?.side.length ?? 0) > 0;
    this.labelColumns = segment.words.length > 0 || side ? segment.edges.length + 1 : 0;
  }

  table(): PageTable {
    const { header, columns, certain, head, cut, foot } = this.segment;
    this.used.push(...[...head, ...cut, ...foot].map(({ run }) => run));
    const headerRows = header ? this.header(header) : 0;
    const rows = headerRows + this.rows(headerRows);
    return {
      box: around(this.cells.filter((cell) => cell.text !== '').map((cell) => cell.box)),
      xs: this.edges(),
      rows,
      cells: this.cells.sort((a, b) => a.row - b.row || a.column - b.column),
      borderless: {
        columns,
        labels: this.labelColumns,
        headed: header !== null,
        header: (header?.leaves ?? [])
          .map((leaf) => leaf?.text ?? '')
          .join('|')
          .replace(/[^\S|]/g, ''),
        head: head.map(({ run }) => run),
        foot: foot.map(({ run }) => run),
        certain: certain && (header === null || header.complete),
      },
    };
  }

  /** Puts the header's rows; gives how many. */
  private header({ upper, leaves, side, runs }: BorderlessHeader): number {
    const rows = cluster(
      upper,
      ({ box }) => centreY(box),
      ({ items }, _, { box }) => items.some((other) => sharedHeight(other.box, box) > TABLE.sameRow),
    );
    rows.forEach((cells, row) => {
      this.upperRow(cells, row);
    });
    const row = rows.length;
    if (this.labelColumns > 0) {
      const text = side.map((run) => run.text).join('\n');
      this.put(row, 0, this.labelColumns, { text, box: around(side.map((run) => run.box)) });
    }
    leaves.forEach((cell, column) => {
      if (cell) this.put(row, this.labelColumns + column, 1, cell);
    });
    this.used.push(...side, ...runs);
    return row + 1;
  }

  /** Cells above others span the columns they stand over. */
  private upperRow(cells: readonly HeaderCell[], row: number): void {
    let next = 0;
    for (const cell of [...cells].sort((a, b) => centreX(a.box) - centreX(b.box))) {
      const over = this.segment.columns.flatMap(([from, to], index) =>
        from < cell.box[2] && cell.box[0] < to ? [index] : [],
      );
      const first = Math.max(next, over[0] ?? nearestColumn(this.segment.columns, cell.box));
      const last = Math.max(first, over.at(-1) ?? first);
      if (last >= this.segment.columns.length) continue;
      this.put(row, this.labelColumns + first, last - first + 1, cell);
      next = last + 1;
    }
  }

  /** Puts rows of values with their labels, groups and words between them; gives how many. */
  private rows(offset: number): number {
    const { rows, labels, words, maxLineGap, edges } = this.segment;
    const own = new Set(labels.flatMap((label) => label.runs));
    const [top, bottom] = [rows[0]?.first ?? 0, rows.at(-1)?.last ?? 0];
    const left = words.filter(
      (word) => !own.has(word) && centreY(word.run.box) > top - this.em() && centreY(word.run.box) < bottom + this.em(),
    );
    const alone = blocksOf(
      left.filter(({ to }) => to === edges.length),
      maxLineGap,
    ).filter(({ box }) => centreY(box) > top && centreY(box) < bottom);
    const blocks = blocksOf(
      left.filter(({ to }) => to < edges.length),
      maxLineGap,
    );
    const groups = groupsOf(blocks, this.segment);
    // Merged cells whose rows are not told: a label near one may be a part of a row's only.
    const open = [...alone, ...blocks.filter((block) => !groups.some((group) => group.block === block))];
    const order = [
      ...rows.map((row, index) => ({ y: row.centre, row, index, block: null })),
      ...alone.map((block) => ({ y: centreY(block.box), row: null, index: -1, block })),
    ].sort((a, b) => a.y - b.y);
    const placeOf = new Map<number, number>();
    order.forEach(({ row, index, block }, at) => {
      if (row) {
        placeOf.set(index, offset + at);
        this.row(row, index, offset + at, open);
      } else if (block) this.wordsAlone(block, offset + at);
    });
    for (const { block, start, end } of groups) {
      const [first, last] = [placeOf.get(start) ?? 0, placeOf.get(end - 1) ?? 0];
      this.cells.push(this.cell(first, block.from, 1, block, last - first + 1));
      this.used.push(...block.runs.map(({ run }) => run));
    }
    return order.length;
  }

  private row(row: ValueRow, index: number, at: number, open: readonly WordBlock[]): void {
    const { runs: label, known = false } = this.segment.labels[index] ?? { runs: [] };
    const isUnsure = this.segment.inferred[index] === true;
    if (label.length > 0) {
      const from = Math.min(...label.map((run) => run.from));
      const text = label.map(({ run }) => run.text).join('\n');
      const box = around(label.map(({ run }) => run.box));
      // Words between rows may be those of a merged cell in front of them, and a label that no form has only a part of a row's.
      const isPart = !known && open.some((block) => Math.abs(centreY(block.box) - row.centre) < row.em * TABLE.beside);
      const inferred = isUnsure || isPart;
      this.cells.push({
        ...this.cell(at, from, this.labelColumns - from, { text, box }, 1),
        ...(inferred && { inferred }),
      });
      this.used.push(...label.map(({ run }) => run));
    }
    const { columns } = this.segment;
    const hasTorn = row.values.some((value) => this.segment.torn.has(value));
    const values = row.values.map((value) => ({ value, column: nearestColumn(columns, value.box) }));
    columns.forEach((_, column) => {
      const here = values
        .filter((one) => one.column === column)
        .map(({ value }) => value)
        .sort((one, other) => (isBelow(other, one) ? -1 : isBelow(one, other) ? 1 : 0));
      const text = here.map((value) => value.text).join('\n');
      const content = { text, box: around(here.map((value) => value.box)) };
      const cell = this.cell(at, this.labelColumns + column, 1, content, 1);
      // A row of table 4 has no label that could say so: where only some of its numbers are unsure, they do.
      const isOwn = label.length === 0 && isUnsure && (!hasTorn || here.some((value) => this.segment.torn.has(value)));
      this.cells.push({ ...cell, ...(isOwn && { inferred: true }) });
      this.used.push(...here.flatMap((value) => value.runs));
    });
  }

  private wordsAlone(block: WordBlock, at: number): void {
    this.put(at, block.from, this.labelColumns - block.from, block);
    this.segment.columns.forEach((_, column) => {
      this.put(at, this.labelColumns + column, 1, { text: '', box: around([]) });
    });
    this.used.push(...block.runs.map(({ run }) => run));
  }

  private put(row: number, column: number, colSpan: number, content: { text: string; box: Box }): void {
    this.cells.push(this.cell(row, column, colSpan, content, 1));
  }

  private cell(
    row: number,
    column: number,
    colSpan: number,
    { text, box }: { text: string; box: Box },
    rowSpan: number,
  ): TableCell {
    return { row, column, rowSpan, colSpan, text, page: this.page, box, fullness: 0 };
  }

  /** Edges of all columns: in the white between them. */
  private edges(): number[] {
    const { columns, words, edges, header } = this.segment;
    const left = [...words.map(({ run }) => run.box[0]), ...(header?.side ?? []).map(({ box }) => box[0])];
    const right = [...words.map(({ run }) => run.box[2]), ...(header?.side ?? []).map(({ box }) => box[2])];
    const start = columns[0]?.[0] ?? 0;
    const between = columns.slice(1).map((column, index) => ((columns[index]?.[1] ?? 0) + column[0]) / 2);
    const labels = this.labelColumns === 0 ? [] : [Math.min(...left), ...edges];
    const border = this.labelColumns === 0 ? start : (Math.min(start, Math.max(...right)) + start) / 2;
    return [...labels, border, ...between, columns.at(-1)?.[1] ?? 0];
  }

  private em(): number {
    return this.segment.rows[0]?.em ?? 10;
  }
}

const isBelow = (lower: BorderlessValue, upper: BorderlessValue): boolean => lower.box[1] >= upper.box[3] - 1;

/** The column that a value is in; the nearest where none or several are. */
function nearestColumn(columns: readonly Extent[], box: Box): number {
  const found = columnAt(columns, box);
  if (found >= 0) return found;
  const away = ([from, to]: Extent) => Math.abs((from + to) / 2 - centreX(box));
  return columns.reduce((best, column, index) => (away(column) < away(columns[best] ?? column) ? index : best), 0);
}
