import type { Grid, Page, PageTable } from '../layout/model.ts';
import { pageGrids } from '../layout/page.ts';
import { turned } from '../layout/turn.ts';
import { type CellInk, cellInk } from './cell-ink.ts';
import { dashOf, inkLines, looksLikeNumber } from './cell-kind.ts';
import { deskew } from './deskew.ts';
import type { OcrEngine } from './engine.ts';
import { type Gray, quarterTurned } from './gray.ts';
import { readLines, withoutTables } from './lines.ts';
import { readNumbers, UNREADABLE } from './numbers.ts';
import { whitenPaper } from './paper.ts';
import { findRules } from './rules.ts';
import type { Reading } from './stack.ts';
import { slotArea, tableOf } from './table.ts';
import { readWords } from './words.ts';

/** A page as pixels. */
export interface PagePicture {
  readonly image: Gray;
  readonly dpi: number;
  /** From 1. */
  readonly number: number;
}

/** A page whose words have been read; its numbers wait until all pages are there. */
interface Draft {
  /** Quarter turns clockwise that made it legible. */
  readonly turn: 0 | 1 | 2 | 3;
  readonly letters: number;
  /** Mean confidence of its words. */
  readonly legibility: number;
  readonly page: Omit<Page, 'tables'>;
  readonly tables: readonly { readonly grid: Grid; readonly cells: readonly DraftCell[] }[];
}

/** What a cell holds: a reading, or the ink of a number to be read, line by line. */
type DraftCell = { readonly reading: Reading } | NumberCell;

interface NumberCell {
  readonly number: readonly CellInk[];
  /** What was read as words; stays where no number is read for certain. */
  readonly words?: Reading;
}

const isNumber = (cell: DraftCell): cell is NumberCell => 'number' in cell;

/** A number below this is held against a reading as words. */
const DOUBTFUL = 0.5;

/** What the words' engine makes of a number: signs and characters that look like digits (工 and 丁 for 1, 了 for 7, 十 for +, 口 for 0). */
const NUMBER = /^[\d.,+\-，。．＋－—/|()（）\s十工丁了口〇]+$/u;

/** One character that is no digit among digits: two digits that touch, or a remark. */
const ALMOST_NUMBER = /^\d*\p{Script=Han}\d+$|^\d+\p{Script=Han}\d*$/u;
/** A word of one character and digits below this is read again as a number. */
const DOUBTFUL_WORD = 0.8;

const BLANK: Reading = { text: '', confidence: 1 };
/** A bar may be the rest of something faint. */
const DASH_CONFIDENCE = 0.9;
const NOT_READ: Reading = { text: UNREADABLE, confidence: 0 };

/**
 * Reads pages from their pictures: tables by their rules, the rest as lines of text. Numbers are read last and together: the more digits
 * there are to compare, the better a wrong one shows. Boxes are in points of the levelled page.
 */
export class PictureReader {
  private readonly engine: OcrEngine;
  private readonly drafts: Draft[] = [];
  /** Of the last page; the pages of one document are alike. */
  private dpi = 300;

  constructor(engine: OcrEngine) {
    this.engine = engine;
  }

  /** Reads a page; one that makes no sense is turned until it does: sheets are fed sideways and upside down. */
  async add(picture: PagePicture): Promise<void> {
    let best = await this.read(picture, 0);
    for (const turn of [1, 3, 2] as const) {
      if (best.letters < FEW_LETTERS || best.legibility >= LEGIBLE) break;
      const other = await this.read(picture, turn);
      if (other.legibility > best.legibility) best = other;
    }
    this.drafts.push(best);
  }

  private async read({ image: taken, dpi, number }: PagePicture, turn: Draft['turn']): Promise<Draft> {
    this.dpi = dpi;
    const { image } = deskew(whitenPaper(turn === 0 ? taken : quarterTurned(taken, turn), dpi), dpi);
    const grids = pageGrids({ ...findRules(image, dpi), areas: [] }).filter(isTable);
    const inks = grids.map((grid) => grid.slots.map((slot) => cellInk(image, slotArea(grid, slot, dpi), dpi)));
    const isWords = (ink: CellInk | null): ink is CellInk =>
      ink !== null && !looksLikeNumber(ink) && dashOf(ink, dpi) === null;
    const [words, lines] = await Promise.all([
      readWords(this.engine, inks.flat().filter(isWords), dpi),
      readLines(this.engine, withoutTables(image, grids, dpi), dpi),
    ]);
    const next = words.values();
    return {
      turn,
      ...legibility([...words, ...lines]),
      page: { number, width: (image.width * 72) / dpi, height: (image.height * 72) / dpi, lines },
      tables: grids.map((grid, index) => ({
        grid,
        cells: (inks[index] ?? []).map((ink) => draftCell(ink, dpi, next)),
      })),
    };
  }

  /** The pages in the order in which they were added. */
  async finish(): Promise<Page[]> {
    const waiting = this.drafts.flatMap(({ tables }) => tables.flatMap(({ cells }) => cells.filter(isNumber)));
    const readings = (
      await readNumbers(
        this.engine,
        waiting.flatMap(({ number }) => number),
      )
    ).values();
    const numbers = waiting.map(({ number }) =>
      wrapped(number.map((ink) => ({ ink, reading: readings.next().value ?? NOT_READ }))),
    );
    const settled = (await this.words(waiting, numbers)).values();
    const settle = (cell: DraftCell): Reading => (isNumber(cell) ? (settled.next().value ?? NOT_READ) : cell.reading);
    return this.drafts.map(({ page, tables, turn }) => ({
      ...page,
      tables: tables
        .map(({ grid, cells }) => asDisplayed(tableOf(grid, cells.map(settle), page.number), page, turn))
        .sort((a, b) => a.box[1] - b.box[1]),
    }));
  }

  /** What no number was read in may be words after all: pieces of a broken character are as narrow as digits. */
  private async words(cells: readonly NumberCell[], numbers: readonly Reading[]): Promise<Reading[]> {
    const doubtful = cells.flatMap((cell, index) =>
      (numbers[index]?.confidence ?? 0) < DOUBTFUL ? [{ index, ink: cell.number[0] }] : [],
    );
    const inks = doubtful.flatMap(({ ink }) => ink ?? []);
    const words = await readWords(this.engine, inks, this.dpi);
    const result = numbers.map((reading, index) => {
      const asWords = cells[index]?.words;
      return asWords && reading.confidence < DOUBTFUL_WORD ? asWords : reading;
    });
    doubtful.forEach(({ index }, at) => {
      const reading = words[at];
      if (reading && /\p{Script=Han}{2}/u.test(reading.text)) result[index] = reading;
    });
    return result;
  }
}

/** Pages with fewer letters are not worth a second look. */
const FEW_LETTERS = 30;
/** A page of which this is the mean confidence stands upright; sideways and upside down it is half of that. */
const LEGIBLE = 0.6;

function legibility(
  texts: readonly { readonly text: string; readonly confidence?: number }[],
): Pick<Draft, 'letters' | 'legibility'> {
  const letters = texts.reduce((sum, { text }) => sum + text.length, 0);
  const weighed = texts.reduce((sum, { text, confidence = 0 }) => sum + text.length * confidence, 0);
  return { letters, legibility: letters === 0 ? 0 : weighed / letters };
}

/** Cells where they stand on the page as it is displayed, not as it was turned for reading. */
function asDisplayed(table: PageTable, { width, height }: Draft['page'], turn: Draft['turn']): PageTable {
  if (turn === 0) return table;
  return { ...table, cells: table.cells.map((cell) => ({ ...cell, box: turned(cell.box, width, height, turn) })) };
}

function draftCell(ink: CellInk | null, dpi: number, words: Iterator<Reading>): DraftCell {
  if (!ink) return { reading: BLANK };
  const dash = dashOf(ink, dpi);
  if (dash) return { reading: { text: dash, confidence: DASH_CONFIDENCE } };
  if (looksLikeNumber(ink)) return { number: [ink] };
  const reading: Reading = words.next().value ?? NOT_READ;
  // Digits that touch are wide like words: what reads as a number is read again as one.
  if (NUMBER.test(reading.text)) return { number: inkLines(ink) };
  return ALMOST_NUMBER.test(reading.text) && reading.confidence < DOUBTFUL_WORD
    ? { number: inkLines(ink), words: reading }
    : { reading };
}

/** The lines of one cell together; as certain as the least certain. A full line was wrapped: the next one goes on with the same number. */
function wrapped(lines: readonly { readonly ink: CellInk; readonly reading: Reading }[]): Reading {
  const [first, ...more] = lines;
  if (!first) return NOT_READ;
  return more.reduce(
    ({ text, confidence }, { reading }, index) => ({
      text: text + (isFull(lines[index]?.ink ?? first.ink) ? '' : '\n') + reading.text,
      confidence: Math.min(confidence, reading.confidence),
    }),
    first.reading,
  );
}

/** Whether another character would not have fitted; a cell keeps about half a character free at each side. */
function isFull({ pieces, image, room }: CellInk): boolean {
  const height = Math.max(...pieces.map((piece) => piece.bottom - piece.top));
  return image.width + image.width / pieces.length > room - height * 1.2;
}

/** Narrower than this (points), it is a character of a headline, whose strokes are as long as rules. */
const MIN_TABLE_WIDTH = 120;

/** A frame around a page is no table; a flat box may be a table's rest after a page's end. */
function isTable({ xs, ys }: Grid): boolean {
  const [width, height] = [(xs.at(-1) ?? 0) - (xs[0] ?? 0), (ys.at(-1) ?? 0) - (ys[0] ?? 0)];
  return width > MIN_TABLE_WIDTH && (xs.length > 2 || (ys.length <= 3 && height < 60));
}
