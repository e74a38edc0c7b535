import type { RuledGrid } from '../layout/model.ts';
import { pageGrids } from '../layout/page.ts';
import { type CellInk, cellInk } from './cell-ink.ts';
import { dashOf, looksLikeNumber } from './cell-kind.ts';
import { skewOf } from './deskew.ts';
import { type Gray, rotatedByQuarters } from './gray.ts';
import { levelled } from './level.ts';
import { whitenPaper } from './paper.ts';
import { findRules } from './rules.ts';
import { slotArea } from './table.ts';
import { findLines, type LineImage, wipeTables } from './text-lines.ts';
import { cellWords, lineWords, type WordPicture } from './words.ts';

/** A page as pixels. */
export interface PagePicture {
  readonly image: Gray;
  readonly dpi: number;
  /** From 1. */
  readonly number: number;
}

/** Quarter turns clockwise that make a page legible. */
export type Turns = 0 | 1 | 2 | 3;

/** What a cell holds, as far as its ink tells. */
export type CellDraft =
  | { readonly kind: 'blank' }
  | { readonly kind: 'dash'; readonly text: string }
  | { readonly kind: 'number'; readonly ink: CellInk }
  | { readonly kind: 'words'; readonly ink: CellInk; readonly words: WordPicture };

/** A page taken apart into pieces of print, none of which has been read. The page's picture is not kept. */
export interface PageDraft {
  readonly number: number;
  readonly dpi: number;
  readonly turn: Turns;
  /** In points, after turning. */
  readonly width: number;
  readonly height: number;
  readonly tables: readonly { readonly grid: RuledGrid; readonly cells: readonly CellDraft[] }[];
  readonly lines: readonly { readonly line: LineImage; readonly words: WordPicture }[];
}

/** Resolution at which pages are taken apart: thin strokes and rules of coarser pictures are told better when these are enlarged smoothly. */
const READING_DPI = 300;
/** What has nearly as many pixels is not enlarged. */
const ENOUGH = 0.83;

/** Levels a page and takes it apart: tables by their rules, the rest by the white between lines. The picture is used up. */
export function draftPage({ image: taken, dpi: takenDpi, number }: PagePicture, turn: Turns): PageDraft {
  const white = whitenPaper(turn === 0 ? taken : rotatedByQuarters(taken, turn), takenDpi);
  const dpi = takenDpi < READING_DPI * ENOUGH ? READING_DPI : takenDpi;
  const image = levelled(white, skewOf(white, takenDpi), dpi / takenDpi);
  const grids = pageGrids({ ...findRules(image, dpi), areas: [] }).filter(isTable);
  const tables = grids.map((grid) => ({
    grid,
    cells: grid.cells.map((slot) => cellDraft(cellInk(image, slotArea(grid, slot, dpi), dpi), dpi)),
  }));
  // Cells have been cut out by now: a page's bitmap is too large to have several.
  wipeTables(image, grids, dpi);
  const lines = findLines(image, dpi).map((line) => ({ line, words: lineWords(line, dpi) }));
  const points = 72 / dpi;
  return { number, dpi, turn, width: image.width * points, height: image.height * points, tables, lines };
}

function cellDraft(ink: CellInk | null, dpi: number): CellDraft {
  if (!ink) return { kind: 'blank' };
  const text = dashOf(ink, dpi);
  if (text) return { kind: 'dash', text };
  return looksLikeNumber(ink) ? { kind: 'number', ink } : { kind: 'words', ink, words: cellWords(ink, dpi) };
}

/** Everything on a page that is to be read as words, in the order of cells, then lines. */
export const wordsOf = ({ tables, lines }: PageDraft): WordPicture[] => [
  ...tables.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'words' ? [cell.words] : []))),
  ...lines.map(({ words }) => words),
];

/** Narrower than this (points), it is a character of a headline, whose strokes are as long as rules. */
const MIN_TABLE_WIDTH = 120;

/** A frame around a page is no table; a flat box may be a table's rest after a page's end. */
function isTable({ xs, ys }: RuledGrid): boolean {
  const [width, height] = [(xs.at(-1) ?? 0) - (xs[0] ?? 0), (ys.at(-1) ?? 0) - (ys[0] ?? 0)];
  return width > MIN_TABLE_WIDTH && (xs.length > 2 || (ys.length <= 3 && height < 60));
}
