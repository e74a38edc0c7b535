import type { CellInk } from './cell-ink.ts';
import { inkLines } from './cell-kind.ts';
import type { OcrEngine } from './engine.ts';
import { scaled } from './gray.ts';
import { UNREADABLE } from './numbers.ts';
import { type Reading, readStack } from './stack.ts';

/** Heights of characters (pixels) at which words are read; the next ones for cells that the ones before read badly. */
const HEIGHTS = [34, 30, 26, 46] as const;
/** Text in tables is set at 9 to 12 points. */
const TEXT_POINTS = 10;
/** A reading below this is tried again at another height. */
const DOUBTFUL = 0.75;

const NOTHING: Reading = { text: '', confidence: 0 };

/** Reads cells of words; what cannot be read is `UNREADABLE` with confidence 0, never blank. */
export async function readWords(engine: OcrEngine, cells: readonly CellInk[], dpi: number): Promise<Reading[]> {
  const best: Reading[] = cells.map(() => NOTHING);
  for (const [attempt, height] of HEIGHTS.entries()) {
    const doubtful = cells.flatMap((_, index) => ((best[index]?.confidence ?? 0) < DOUBTFUL ? [index] : []));
    if (doubtful.length === 0) break;
    const pictures = doubtful.map((index) => partsOf(cells[index], attempt));
    const readings = await readParts(engine, pictures, height / ((TEXT_POINTS * dpi) / 72), dpi);
    doubtful.forEach((index, at) => {
      const reading = readings[at] ?? NOTHING;
      if (reading.confidence > (best[index]?.confidence ?? 0) || best[index]?.text === '') best[index] = reading;
    });
  }
  return best.map((reading) => (reading.text === '' ? { text: UNREADABLE, confidence: 0 } : believed(reading)));
}

/** Lines apart from the second time on: a block of short lines is now and then taken for a picture. */
const partsOf = (cell: CellInk | undefined, attempt: number): CellInk[] =>
  !cell ? [] : attempt === 0 ? [cell] : inkLines(cell);

/** Reads cells given in parts, all in one go; the parts of a cell are its lines. */
async function readParts(
  engine: OcrEngine,
  cells: readonly (readonly CellInk[])[],
  factor: number,
  dpi: number,
): Promise<Reading[]> {
  const parts = cells.flat().map(({ soft }) => scaled(soft, factor));
  const readings = (
    await readStack(engine, parts, { language: 'chi_sim', layout: 'block', dpi: dpi * factor }, 'mean')
  ).values();
  return cells.map((cell) => {
    const own = cell.map(() => readings.next().value ?? NOTHING);
    return {
      text: own
        .map(({ text }) => text)
        .join('\n')
        .trim(),
      confidence: Math.min(...own.map(({ confidence }) => confidence)),
    };
  });
}

/** An ordinal whose round brackets were read as pointed ones. */
const BRACKETED = /[〈《<«({[]([一二三四五六七八九十]{1,3})[)）〉》>}\]]/gu;

/**
 * Words are read once only. A number among them (22（其中修订16件）) has not been held against anything, so it is not believed; the
 * grammar reads labels whatever their confidence.
 */
const believed = ({ text, confidence }: Reading): Reading => ({
  text: text.replace(BRACKETED, '($1)'),
  confidence: Math.min(confidence, /\d/.test(text) ? 0.7 : 0.95),
});
