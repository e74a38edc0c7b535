import type { CellInk } from './cell-ink.ts';
import type { OcrEngine, RecogniseOptions } from './engine.ts';
import { GlyphShapes } from './glyph-shapes.ts';
import { blackened, type Gray, scaled } from './gray.ts';
import { readStack, type StackReading } from './stack.ts';

/** What a cell of numbers may hold; `/` and `-` because they stand for “nothing” and would otherwise be read as digits. */
const CHARACTERS = '0123456789.,+-/';
/** Heights of digits (pixels) at which the engine reads best, measured from 150 to 300 dpi; two, of the dark ink and of all, so that an accident of one shows. */
const HEIGHTS = [32, 42] as const;
/** For cells that the two read differently, or for which the shapes do not vouch. */
const THIRD_HEIGHT = 36;
/** Darker is black in the third picture. */
const BLACK = 140;
/** Stands for ink that no reading made sense of: never blank, never a number. */
export const UNREAD = '?';

/** Confidences. Below 0.8 the report grammar gives no value. */
const AGREED = 0.9;
const UNCONFIRMED = 0.7;
const OUTVOTED_SUPPORTED = 0.85;
const OUTVOTED = 0.6;
const CONTRADICTED = 0.4;
const DISPUTED = 0.3;
/** Three readings alike, each of which the engine is as sure of as this, need no other witness. */
const SURE = 0.9;

/**
 * Reads cells of numbers: twice, at two sizes, and holds them against the shapes of the document's other digits. Where the sizes differ
 * a third reading votes; it does, too, where they agree but the shapes do not say so for certain. What it is not sure of another language's
 * model is asked.
 */
export async function readNumbers(engine: OcrEngine, cells: readonly CellInk[]): Promise<StackReading[]> {
  if (cells.length === 0) return [];
  const height = digitHeight(cells);
  const readings = await readAll(
    engine,
    HEIGHTS.flatMap((target, index) =>
      cells.map(({ image, soft }) => scaled(index === 1 ? soft : image, target / height)),
    ),
  );
  const twice = cells.map((ink, index) => ({
    ink,
    readings: [readings[index] ?? NOTHING, readings[cells.length + index] ?? NOTHING] as const,
  }));
  const agreed = twice.flatMap(({ ink, readings: [one, other] }) =>
    isAgreed(one, other) ? [{ ink, text: one.text }] : [],
  );
  const shapes = new GlyphShapes(agreed, height);
  const isCertain = ({ ink, readings: [one, other] }: Twice) =>
    isAgreed(one, other) && shapes.judge(ink, one.text, true) === 'certain';
  const open = twice.filter((cell) => !isCertain(cell));
  const thirds = await readThird(engine, open, height);
  return twice.map((cell) => {
    const third = thirds.get(cell.ink) ?? null;
    return isAgreed(...cell.readings) ? settled(cell, third, shapes) : vote(cell, third?.vote ?? null, shapes);
  });
}

const NOTHING: StackReading = { text: '', confidence: 0 };

interface Twice {
  readonly ink: CellInk;
  readonly readings: readonly [StackReading, StackReading];
}

interface Thirds {
  /** Of a black and white picture: the third reading must not repeat the first two. */
  readonly vote: StackReading;
  /** By the Chinese model, where two agree and this vote does not settle it. */
  readonly opinion: StackReading | null;
}

async function readThird(engine: OcrEngine, cells: readonly Twice[], height: number): Promise<Map<CellInk, Thirds>> {
  const factor = THIRD_HEIGHT / height;
  const votes = await readAll(
    engine,
    cells.map(({ ink }) => blackened(scaled(ink.image, factor), BLACK)),
  );
  const asked = cells.filter((cell, index) => isAgreed(...cell.readings) && !isThrice(cell, votes[index] ?? NOTHING));
  const opinions = await readAll(
    engine,
    asked.map(({ ink }) => scaled(ink.image, factor)),
    'chi_sim',
  );
  const opinionOn = new Map(asked.map((cell, index) => [cell, opinions[index] ?? NOTHING]));
  return new Map(
    cells.map((cell, index) => [cell.ink, { vote: votes[index] ?? NOTHING, opinion: opinionOn.get(cell) ?? null }]),
  );
}

const isAgreed = (one: StackReading, other: StackReading): boolean => one.text !== '' && one.text === other.text;

/** Whether all three readings are alike, and sure. */
const isThrice = ({ readings: [one, other] }: Twice, vote: StackReading): boolean =>
  vote.text === one.text && Math.min(one.confidence, other.confidence, vote.confidence) >= SURE;

/** The usual height of the ink in cells of one line, in pixels. */
function digitHeight(cells: readonly CellInk[]): number {
  const heights = cells
    .map((cell) => Math.max(...cell.pieces.map((piece) => piece.bottom - piece.top)))
    .sort((a, b) => a - b);
  // Above the middle: dashes and points are lower than digits.
  return Math.max(6, heights[Math.floor(heights.length * 0.6)] ?? 6);
}

async function readAll(
  engine: OcrEngine,
  pictures: readonly Gray[],
  language: RecogniseOptions['language'] = 'eng',
): Promise<StackReading[]> {
  const options = { language, layout: 'block', dpi: 300, only: CHARACTERS } as const;
  const readings = await readStack(engine, pictures, options, 'least');
  return readings.map(({ text, confidence }) => ({ text: text.replace(/\s/g, ''), confidence }));
}

function settled(cell: Twice, third: Thirds | null, shapes: GlyphShapes): StackReading {
  const { ink, readings } = cell;
  const [{ text }] = readings;
  const believed = Math.min(...readings.map((reading) => reading.confidence));
  const confidence = AGREED + (1 - AGREED) * believed;
  const verdict = shapes.judge(ink, text, true);
  if (verdict === 'contradicted') return { text, confidence: CONTRADICTED };
  if (verdict === 'certain' || third?.opinion?.text === text) return { text, confidence };
  // A sign or digit that the document has few of has no shapes to vouch for it, and the Chinese model knows no signs.
  return { text, confidence: third && isThrice(cell, third.vote) ? OUTVOTED_SUPPORTED : UNCONFIRMED };
}

function vote({ ink, readings }: Twice, third: StackReading | null, shapes: GlyphShapes): StackReading {
  const all = [...readings, ...(third ? [third] : [])];
  const texts = all.map((reading) => reading.text).filter((text) => text !== '');
  const judged = [...new Set(texts)].map((text) => ({
    text,
    votes: texts.filter((other) => other === text).length,
    verdict: shapes.judge(ink, text, false),
  }));
  const supported = judged.filter(({ verdict }) => verdict === 'certain' || verdict === 'supported');
  const only = supported.length === 1 ? supported[0] : undefined;
  // One reading that looks just right while the others look wrong is as good as two of three, unless the engine was surer of another: where
  // thin strokes are lost, what is left of a 4 looks just like a 1.
  const surest = all.reduce((best, reading) => (reading.confidence > best.confidence ? reading : best));
  const othersLookWrong = judged.every((one) => one === only || one.verdict === 'contradicted');
  const alone = only?.verdict === 'certain' && othersLookWrong && surest.text === only.text;
  if (only) return { text: only.text, confidence: only.votes > 1 || alone ? OUTVOTED_SUPPORTED : OUTVOTED };
  const best = judged.sort((a, b) => b.votes - a.votes)[0];
  if (!best) return { text: UNREAD, confidence: 0 };
  return { text: best.text, confidence: best.votes > 1 && best.verdict === 'unknown' ? OUTVOTED : DISPUTED };
}
