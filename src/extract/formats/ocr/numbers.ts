import type { CellInk } from './cell-ink.ts';
import type { OcrEngine } from './engine.ts';
import { GlyphShapes, type Verdict } from './glyph-shapes.ts';
import { type Gray, scaled } from './gray.ts';
import { type Reading, readStack } from './stack.ts';

/** What a cell of numbers may hold; `/` and `-` because they stand for “nothing” and would otherwise be read as digits. */
const CHARACTERS = '0123456789.,+-/';
/** Heights of digits (pixels) at which the engine reads best, measured from 150 to 300 dpi; two, so that an accident of one shows. */
const HEIGHTS = [32, 42] as const;
/** For cells that the two read differently. */
const THIRD_HEIGHT = 36;
/** Stands for ink that no reading made sense of: never blank, never a number. */
export const UNREADABLE = '?';

/** Confidences. Below 0.8 the report grammar gives no value. */
const AGREED = 0.9;
const AGREED_UNSURE = 0.75;
const OUTVOTED_SUPPORTED = 0.85;
const OUTVOTED = 0.6;
const CONTRADICTED = 0.4;
const DISPUTED = 0.3;

/** Below this the engine itself calls its reading a guess. */
const GUESS = 0.4;

/** Reads cells of numbers: twice, at two sizes, a third time where they differ, and held against the shapes of the page's other digits. */
export async function readNumbers(engine: OcrEngine, cells: readonly CellInk[]): Promise<Reading[]> {
  if (cells.length === 0) return [];
  const height = digitHeight(cells);
  const [first, second] = await Promise.all(HEIGHTS.map((target) => readAt(engine, cells, target / height)));
  const agreed = cells.flatMap((ink, index) => {
    const text = first?.[index]?.text ?? '';
    return text !== '' && text === second?.[index]?.text ? [{ ink, text }] : [];
  });
  const shapes = new GlyphShapes(agreed, height);
  const disputed = cells.flatMap((_, index) => (isAgreed(first?.[index], second?.[index]) ? [] : [index]));
  const third = await readAt(
    engine,
    disputed.flatMap((index) => cells[index] ?? []),
    THIRD_HEIGHT / height,
    true,
  );
  return cells.map((ink, index) => {
    const readings = [first?.[index], second?.[index], third[disputed.indexOf(index)]].flatMap((one) => one ?? []);
    return isAgreed(first?.[index], second?.[index]) ? settled(readings, shapes, ink) : vote(readings, shapes, ink);
  });
}

const isAgreed = (one: Reading | undefined, other: Reading | undefined): boolean =>
  one !== undefined && one.text !== '' && one.text === other?.text;

/** The usual height of the ink in cells of one line, in pixels. */
function digitHeight(cells: readonly CellInk[]): number {
  const heights = cells
    .map((cell) => Math.max(...cell.pieces.map((piece) => piece.bottom - piece.top)))
    .sort((a, b) => a - b);
  // Above the middle: dashes and points are lower than digits.
  return Math.max(6, heights[Math.floor(heights.length * 0.6)] ?? 6);
}

async function readAt(engine: OcrEngine, cells: readonly CellInk[], factor: number, hard = false): Promise<Reading[]> {
  if (cells.length === 0) return [];
  const pictures = cells.map((cell) => {
    const picture = scaled(cell.image, factor);
    return hard ? blackened(picture) : picture;
  });
  const readings = await readStack(engine, pictures, { language: 'eng', layout: 'block', dpi: 300, only: CHARACTERS });
  return readings.map(({ text, confidence }) => ({ text: text.replace(/\s/g, ''), confidence }));
}

/** Black and white: the third reading must not repeat the first two. */
const blackened = ({ width, height, data }: Gray): Gray => ({
  width,
  height,
  data: data.map((shade) => (shade < 140 ? 0 : 255)),
});

function settled(readings: readonly Reading[], shapes: GlyphShapes, ink: CellInk): Reading {
  const text = readings[0]?.text ?? '';
  const believed = Math.min(...readings.map((reading) => reading.confidence));
  const verdict = shapes.judge(ink, text, true);
  return { text, confidence: agreedConfidence(verdict, believed) };
}

function agreedConfidence(verdict: Verdict, believed: number): number {
  if (verdict === 'contradicted') return CONTRADICTED;
  if (verdict === 'unknown' && believed < GUESS) return AGREED_UNSURE;
  return AGREED + (1 - AGREED) * believed;
}

function vote(readings: readonly Reading[], shapes: GlyphShapes, ink: CellInk): Reading {
  const texts = readings.map((reading) => reading.text).filter((text) => text !== '');
  const judged = [...new Set(texts)].map((text) => ({
    text,
    votes: texts.filter((other) => other === text).length,
    verdict: shapes.judge(ink, text, false),
  }));
  const supported = judged.filter(({ verdict }) => verdict === 'supported');
  const only = supported.length === 1 ? supported[0] : undefined;
  // One reading that looks right while the others look wrong is as good as two of three.
  const sure = only && (only.votes > 1 || judged.every((one) => one === only || one.verdict === 'contradicted'));
  if (only) return { text: only.text, confidence: sure ? OUTVOTED_SUPPORTED : OUTVOTED };
  const best = judged.sort((a, b) => b.votes - a.votes)[0];
  if (!best) return { text: UNREADABLE, confidence: 0 };
  return { text: best.text, confidence: best.votes > 1 && best.verdict === 'unknown' ? OUTVOTED : DISPUTED };
}
