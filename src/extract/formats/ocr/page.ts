import type { Warning } from '../../document.ts';
import type { LaidOutPage, PageTable, TextLine } from '../layout/model.ts';
import { rotated } from '../layout/rotate.ts';
import { processorMs } from '../processor-time.ts';
import { type CellDraft, draftPage, type PageDraft, type PagePicture, wordsOf } from './draft.ts';
import type { OcrEngine } from './engine.ts';
import { freeMemory } from './free-memory.ts';
import { asNumber, isNumber, type NumberCell, settleNumbers } from './number-cells.ts';
import type { StackReading } from './stack.ts';
import { tableOf } from './table.ts';
import type { LineImage } from './text-lines.ts';
import { upright } from './upright.ts';
import { readWords } from './words.ts';

/** Draws a page, again if need be: the reader keeps no pictures of whole pages. */
export type PictureSource = () => Promise<PagePicture>;

/** A page whose words have been read; its numbers wait until all pages are there. */
interface ReadPage {
  readonly draft: PageDraft;
  readonly lines: readonly TextLine[];
  /** For each table, a reading or the number to be read, by slot. */
  readonly cells: readonly (readonly (StackReading | NumberCell)[])[];
}

/** Reading pictures takes seconds a page: after so many milliseconds of the processor the rest is left, and said so. */
const BUDGET_MS = 120_000;

/** Pieces of print waiting to be read are kept up to this many pixels, which is some ten pages. */
const MOST_WAITING = 30_000_000;

const BLANK: StackReading = { text: '', confidence: 1 };
/** A bar may be the rest of something faint. */
const DASH_CONFIDENCE = 0.9;
const NOT_READ: StackReading = { text: '', confidence: 0 };

/**
 * Reads pages from their pictures: tables by their rules, the rest line by line. Pages are taken apart first and read together, so that
 * the engine is started few times and never stands beside a page's bitmap in memory. Numbers are read last: the more digits there are
 * to compare, the better a wrong one shows. Boxes are in points of the levelled page.
 */
export class PictureReader {
  private readonly engine: OcrEngine;
  private readonly sources = new Map<number, PictureSource>();
  private waiting: PageDraft[] = [];
  private readonly pages: ReadPage[] = [];

  private readonly clock: () => number;
  private readonly start: number;

  constructor(engine: OcrEngine, clock = () => processorMs() + engine.spentMs()) {
    this.engine = engine;
    this.clock = clock;
    this.start = clock();
  }

  /** A warning for a page, once the time is up in which pages are recognised; else null. */
  lateFor(number: number): Warning | null {
    if (this.clock() - this.start <= BUDGET_MS) return null;
    const message = `recognising text took longer than ${BUDGET_MS / 1000} seconds of the processor; this page was not read`;
    return { code: 'time_budget', message, where: `page ${number}` };
  }

  async add(source: PictureSource): Promise<void> {
    const draft = draftPage(await source(), 0);
    this.sources.set(draft.number, source);
    this.waiting.push(draft);
    if (this.waiting.reduce((sum, draft) => sum + pixelsOf(draft), 0) > MOST_WAITING) await this.readWaiting();
  }

  /** The pages in the order in which they were added. */
  async finish(): Promise<LaidOutPage[]> {
    await this.readWaiting();
    const numbers = this.pages.flatMap(({ cells }) => cells.flat().filter(isNumber));
    const settled = (await settleNumbers(this.engine, numbers)).values();
    return this.pages.map(({ draft, lines, cells }) => ({
      number: draft.number,
      width: draft.width,
      height: draft.height,
      lines: evenSizes(lines),
      tables: draft.tables
        .map(({ grid }, index) => {
          const readings = (cells[index] ?? []).map((cell) =>
            isNumber(cell) ? (settled.next().value ?? NOT_READ) : cell,
          );
          return asDisplayed(tableOf(grid, readings, draft.number), draft);
        })
        .sort((a, b) => a.box[1] - b.box[1]),
    }));
  }

  private async readWaiting(): Promise<void> {
    freeMemory();
    const seen = await upright(this.engine, this.waiting, async (draft, turn) => {
      const source = this.sources.get(draft.number);
      return source ? draftPage(await source(), turn) : draft;
    });
    this.waiting = [];
    const words = seen.flatMap(({ draft }) => wordsOf(draft));
    const first = seen.flatMap((one) => one.first);
    const readings = (await readWords(this.engine, words, first)).values();
    const next = (): StackReading => readings.next().value ?? NOT_READ;
    for (const { draft } of seen) {
      const cells = draft.tables.map((table) => table.cells.map((cell) => cellOf(cell, draft.dpi, next)));
      const lines = draft.lines
        .map(({ line }) => lineOf(line, next(), 72 / draft.dpi))
        .filter((line) => line.text !== '' && !isPageNumber(line, draft));
      this.pages.push({ draft: withoutPictures(draft), lines, cells });
    }
  }
}

const pixelsOf = (draft: PageDraft): number => wordsOf(draft).reduce((sum, { image }) => sum + image.data.length, 0);

/** What has been read needs no pictures any more. */
const withoutPictures = (draft: PageDraft): PageDraft => ({
  ...draft,
  lines: [],
  tables: draft.tables.map(({ grid }) => ({ grid, cells: [] })),
});

function cellOf(cell: CellDraft, dpi: number, next: () => StackReading): StackReading | NumberCell {
  if (cell.kind === 'blank') return BLANK;
  if (cell.kind === 'dash') return { text: cell.text, confidence: DASH_CONFIDENCE };
  if (cell.kind === 'number') return { number: [cell.ink], dpi };
  const reading = next();
  return asNumber(cell.ink, reading, dpi) ?? reading;
}

function lineOf({ area }: LineImage, { text, confidence }: StackReading, points: number): TextLine {
  const { left, top, right, bottom } = area;
  return {
    text: confidence === 0 ? '' : text.replace(/\n/g, ''),
    box: [left * points, top * points, right * points, bottom * points],
    size: (bottom - top) * points,
    confidence,
  };
}

/** Page numbers stand within this share of the page's height from its edge, and are narrower than this (points). */
const PAGE_NUMBER = { margin: 0.1, width: 80 } as const;

/** `— 2 —` is all dashes and one digit, which the engine makes anything of but words. */
function isPageNumber({ text, box: [left, top, right, bottom] }: TextLine, { height }: PageDraft): boolean {
  const inMargin = top > height * (1 - PAGE_NUMBER.margin) || bottom < height * PAGE_NUMBER.margin;
  return inMargin && right - left < PAGE_NUMBER.width && !/[^\P{Script=Han}一二三]{2}/u.test(text);
}

/** Lines of one type differ in height by this share, by what characters happen to stand in them. */
const SAME_SIZE = 0.2;

/** Lines about as high as most, or as the line before, get the same size. */
function evenSizes(lines: readonly TextLine[]): TextLine[] {
  const sizes = lines.map(({ size }) => size).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 0;
  const even: TextLine[] = [];
  for (const line of lines) {
    const size = [usual, even.at(-1)?.size ?? 0].find((other) => Math.abs(line.size / other - 1) < SAME_SIZE);
    even.push({ ...line, size: size ?? line.size });
  }
  return even;
}

/** Cells where they stand on the page as it is displayed, not as it was turned for reading. */
function asDisplayed(table: PageTable, { width, height, turn }: PageDraft): PageTable {
  if (turn === 0) return table;
  return { ...table, cells: table.cells.map((cell) => ({ ...cell, box: rotated(cell.box, width, height, turn) })) };
}
