import { contains, groupLines, lineOf } from './lines.ts';
import {
  around,
  type Box,
  centreX,
  centreY,
  type Glyph,
  type PageTable,
  type RuledGrid,
  type TableCell,
  type TextLine,
} from './model.ts';
import { FILL } from './settings.ts';

const DIGITS = /^[\d.,+\-，．。０-９]+$/u;

/** A ruled grid with the text in it, and the glyphs that were not inside. */
export function fillGrid(grid: RuledGrid, glyphs: readonly Glyph[], page: number): { table: PageTable; rest: Glyph[] } {
  const box = gridBox(grid);
  const { contents, rest } = sortIntoCells(grid, box, glyphs);
  const filled = grid.cells.map((_, index) => cellOf(grid, index, contents[index] ?? [], page));
  return { table: { box, xs: grid.xs, rows: grid.ys.length - 1, cells: filled.sort(byPlace) }, rest };
}

const gridBox = ({ xs, ys }: RuledGrid): Box => [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0];

const byPlace = (a: TableCell, b: TableCell): number => a.row - b.row || a.column - b.column;

/** Characters make words before words go into cells: what stands over the table's edge belongs to the word that it ends. */
function sortIntoCells(grid: RuledGrid, box: Box, glyphs: readonly Glyph[]): { contents: Glyph[][]; rest: Glyph[] } {
  const contents: Glyph[][] = grid.cells.map(() => []);
  const rest: Glyph[] = [];
  const inGrid = cellFinder(grid);
  const find = (x: number, y: number) => (contains(box, x, y) ? inGrid(x, y) : OUTSIDE);
  const place = (word: readonly Glyph[]) =>
    majority(
      word.map(({ box: own }) => find(centreX(own), centreY(own))),
      word.every(({ text }) => DIGITS.test(text)),
    );
  for (const word of words(glyphs, find)) {
    const own = contents[place(word)];
    (own ?? rest).push(...word);
  }
  return { contents, rest };
}

/** The place of what stands beside a grid. */
const OUTSIDE = -1;

/** Index of the cell at a point of the grid. */
function cellFinder(grid: RuledGrid): (x: number, y: number) => number {
  const columns = grid.xs.length - 1;
  const places: number[] = [];
  grid.cells.forEach((cell, index) => {
    for (let row = cell.top; row < cell.bottom; row++)
      for (let column = cell.left; column < cell.right; column++) places[row * columns + column] = index;
  });
  const place = (edges: readonly number[], at: number) =>
    Math.min(
      Math.max(
        0,
        edges.findLastIndex((edge) => edge <= at),
      ),
      edges.length - 2,
    );
  return (x, y) => places[place(grid.ys, y) * columns + place(grid.xs, x)] ?? 0;
}

/** Glyphs in drawing order, kept together where they are one word: what overflows its cell must not be cut in two. */
function words(glyphs: readonly Glyph[], find: (x: number, y: number) => number): Glyph[][] {
  const found: Glyph[][] = [];
  for (const glyph of glyphs) {
    const word = found.at(-1);
    const last = word?.at(-1);
    if (word && last && oneWord(last, glyph, find)) word.push(glyph);
    else found.push([glyph]);
  }
  return found;
}

function oneWord(last: Glyph, next: Glyph, find: (x: number, y: number) => number): boolean {
  const em = Math.max(last.size, next.size, 1);
  if (Math.abs(centreY(last.box) - centreY(next.box)) > em * 0.3) return false;
  const gap = (next.box[0] - last.box[2]) / em;
  if (gap < -0.5 || gap > FILL.runGap) return false;
  if (find(centreX(last.box), centreY(last.box)) === find(centreX(next.box), centreY(next.box))) return true;
  return gap < FILL.touching && (last.run === next.run || (DIGITS.test(last.text) && DIGITS.test(next.text)));
}

/** The place that has most of a word; of a number at the table's edge, the cell that has any of it. */
function majority(votes: readonly number[], isNumber: boolean): number {
  const counts = new Map<number, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || Number(a[0] === OUTSIDE) - Number(b[0] === OUTSIDE));
  const best = isNumber ? (ranked.find(([place]) => place !== OUTSIDE) ?? ranked[0]) : ranked[0];
  return best?.[0] ?? OUTSIDE;
}

function cellOf(grid: RuledGrid, index: number, glyphs: readonly Glyph[], page: number): TableCell {
  const cell = grid.cells[index] ?? { top: 0, bottom: 1, left: 0, right: 1 };
  const box: Box = [
    grid.xs[cell.left] ?? 0,
    grid.ys[cell.top] ?? 0,
    grid.xs[cell.right] ?? 0,
    grid.ys[cell.bottom] ?? 0,
  ];
  const lines = groupLines(glyphs).map(lineOf);
  return {
    row: cell.top,
    column: cell.left,
    rowSpan: cell.bottom - cell.top,
    colSpan: cell.right - cell.left,
    text: cellText(lines, box),
    page,
    box,
    fullness: fullness(lines, box),
  };
}

/** Lines of a cell; a number that was wrapped because its cell is narrow is put together again. */
function cellText(lines: readonly TextLine[], box: Box): string {
  let text = '';
  let last: TextLine | undefined;
  for (const line of lines.filter((one) => one.text !== '')) {
    const wrapped =
      last && DIGITS.test(last.text) && DIGITS.test(line.text) && last.box[2] > box[2] - FILL.padding - last.size * 0.6;
    text += last && !wrapped ? `\n${line.text}` : line.text;
    last = line;
  }
  return text;
}

/** 1 where one more character would not have fitted, else the share of the cell's width. */
function fullness(lines: readonly TextLine[], box: Box): number {
  const last = lines.at(-1);
  if (!last) return 0;
  const [left, , right] = around([last.box]);
  if (right + last.size * FILL.oneMore > box[2] - FILL.padding) return 1;
  return Math.min(
    1,
    Math.max(0, (right - Math.min(left, box[0] + FILL.padding)) / Math.max(1, box[2] - box[0] - FILL.padding)),
  );
}
