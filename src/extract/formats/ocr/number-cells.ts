import type { CellInk } from './cell-ink.ts';
import { inkLines } from './cell-kind.ts';
import type { OcrEngine } from './engine.ts';
import { readNumbers, UNREAD } from './numbers.ts';
import type { StackReading } from './stack.ts';
import { cellWords, readWords } from './words.ts';

/** A cell that holds a number, line by line. */
export interface NumberCell {
  readonly number: readonly CellInk[];
  readonly dpi: number;
  /** What was read as words; stays where no number is read for certain. */
  readonly words?: StackReading;
}

export const isNumber = (cell: StackReading | NumberCell): cell is NumberCell => 'number' in cell;

/** A number below this is held against a reading as words. */
const DOUBTFUL = 0.5;

/** What the words' engine makes of a number: signs and characters that look like digits (工, 丁 and ] for 1, 了 for 7, 十 for +, 口 for 0). */
const NUMBER = /^[\d.,+\-，。．＋－—/|()（）[\]lIO\s十工丁了口〇]+$/u;

/** What a cell of a number prints, as far as signs go; wrapped numbers have a line end. */
const PLAUSIBLE = /^[+-]?\d[\d,\n]*(?:\.[\d\n]+)?$|^[-/]+$/;

/** One character that is no digit among digits: two digits that touch, or a remark. */
const ALMOST_NUMBER = /^\d*\p{Script=Han}\d+$|^\d+\p{Script=Han}\d*$/u;
/** A word of one character and digits below this is read again as a number. */
const DOUBTFUL_WORD = 0.8;

/** Below `DOUBTFUL`. */
const UNFIT = 0.3;
const NOT_READ: StackReading = { text: UNREAD, confidence: 0 };

/** Digits that touch are wide like words: what reads as a number is read again as one. Null where the words are words. */
export function asNumber(ink: CellInk, words: StackReading, dpi: number): NumberCell | null {
  if (NUMBER.test(words.text)) return { number: inkLines(ink), dpi };
  return ALMOST_NUMBER.test(words.text) && words.confidence < DOUBTFUL_WORD
    ? { number: inkLines(ink), dpi, words }
    : null;
}

/** Reads all numbers of a document together. */
export async function settleNumbers(engine: OcrEngine, cells: readonly NumberCell[]): Promise<StackReading[]> {
  const inks = cells.flatMap(({ number }) => number);
  const readings = (await readNumbers(engine, inks)).values();
  const numbers = cells.map(({ number }) =>
    wrapped(number.map((ink) => ({ ink, reading: fitting(ink, readings.next().value ?? NOT_READ) }))),
  );
  return orWords(engine, cells, numbers);
}

/** What no number was read in may be words after all: pieces of a broken character are as narrow as digits. */
async function orWords(
  engine: OcrEngine,
  cells: readonly NumberCell[],
  numbers: readonly StackReading[],
): Promise<StackReading[]> {
  const doubtful = cells.flatMap(({ number: [ink], dpi }, index) =>
    ink && isDoubtful(numbers[index] ?? NOT_READ) ? [{ index, words: cellWords(ink, dpi) }] : [],
  );
  const words = await readWords(
    engine,
    doubtful.map((one) => one.words),
  );
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

/** A digit with the white beside it is at most this wide, in heights of digits. */
const WIDEST = 1.5;

/** A number of fewer digits than there is ink for was read in words. */
function fitting({ pieces }: CellInk, reading: StackReading): StackReading {
  const width = Math.max(...pieces.map(({ right }) => right)) - Math.min(...pieces.map(({ left }) => left));
  const height = Math.max(...pieces.map((piece) => piece.bottom - piece.top));
  const fits = width <= Math.max(1, reading.text.length) * height * WIDEST;
  return fits || /^[-/]+$/.test(reading.text)
    ? reading
    : { ...reading, confidence: Math.min(reading.confidence, UNFIT) };
}

const isDoubtful = ({ text, confidence }: StackReading): boolean =>
  confidence < DOUBTFUL || (confidence < DOUBTFUL_WORD && !PLAUSIBLE.test(text));

/** The lines of one cell together; as certain as the least certain. A full line was wrapped: the next one goes on with the same number. */
function wrapped(lines: readonly { readonly ink: CellInk; readonly reading: StackReading }[]): StackReading {
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
