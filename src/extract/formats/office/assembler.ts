import { MAX_TABLE_DEPTH, tooDeep } from './blocks.ts';
import { type BodyBlock, type BodyCell, type BodyParagraph, type CellShape, plainShape } from './body-block.ts';

/** Width in twips given to a cell of which the file does not say where it stands; the width does not matter, the order does. */
const UNKNOWN_WIDTH = 1000;

interface TableLevel {
  rows: BodyCell[][];
  cells: BodyBlock[][];
  content: BodyBlock[];
}

/**
 * Builds blocks from a file's events in reading order. Depth 0 is the page, 1 a cell of a table, 2 a cell of a table in that cell.
 * An event at a lower depth closes the deeper tables.
 */
export class BodyAssembler {
  readonly #levels: TableLevel[] = [emptyLevel()];

  paragraph(depth: number, paragraph: BodyParagraph): void {
    this.#level(depth).content.push(paragraph);
  }

  /** Adds blocks built elsewhere (a text box). */
  append(depth: number, blocks: readonly BodyBlock[]): void {
    this.#level(depth).content.push(...blocks);
  }

  endCell(depth: number): void {
    const level = this.#level(depth);
    level.cells.push(level.content);
    level.content = [];
  }

  /** Ends another cell with the content of the last. */
  repeatCell(depth: number): void {
    const { cells } = this.#level(depth);
    cells.push(cells.at(-1) ?? []);
  }

  /** Ends another row like the last. */
  repeatRow(depth: number): void {
    const { rows } = this.#level(depth);
    rows.push(rows.at(-1) ?? []);
  }

  /** Forgets the cell being filled. */
  dropCell(depth: number): void {
    this.#level(depth).content = [];
  }

  /** Forgets the row being filled. */
  dropRow(depth: number): void {
    const level = this.#level(depth);
    level.cells = [];
    level.content = [];
  }

  /** Forgets the rows being filled in all open tables: of a file that is cut short, the last number may be half of one. */
  dropOpenRows(): void {
    for (const level of this.#levels.slice(1)) {
      level.cells = [];
      level.content = [];
    }
  }

  /** Ends a row; `shapes` are its cells' in order. Cells without a shape stand behind the others. */
  endRow(depth: number, shapes: readonly CellShape[]): void {
    const level = this.#level(depth);
    if (level.content.length > 0) this.endCell(depth);
    let right = 0;
    const row = level.cells.map((content, index) => {
      const shape = shapes[index] ?? plainShape(right, right + UNKNOWN_WIDTH);
      right = shape.right;
      return { ...shape, content };
    });
    if (row.length > 0) level.rows.push(row);
    level.cells = [];
  }

  /** Ends the tables deeper than `depth`: two tables in a row stay two. */
  endTables(depth: number): void {
    while (this.#levels.length > depth + 1) {
      const level = this.#levels.pop();
      const into = this.#levels.at(-1)?.content;
      if (!level || !into) return;
      if (level.rows.length > 0) into.push({ kind: 'table', rows: level.rows });
      // A file cut short ends inside a row: its text is kept as paragraphs.
      into.push(...level.cells.flat(), ...level.content);
    }
  }

  finish(): BodyBlock[] {
    this.endTables(0);
    return this.#levels[0]?.content ?? [];
  }

  #level(depth: number): TableLevel {
    if (depth > MAX_TABLE_DEPTH) throw tooDeep();
    this.endTables(depth);
    while (this.#levels.length <= depth) this.#levels.push(emptyLevel());
    return this.#levels[depth] ?? emptyLevel();
  }
}

function emptyLevel(): TableLevel {
  return { rows: [], cells: [], content: [] };
}
