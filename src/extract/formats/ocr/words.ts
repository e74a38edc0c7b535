import type { OcrEngine } from './engine.ts';
import { type Gray, scaled } from './gray.ts';
import { UNREADABLE } from './numbers.ts';
import { type Reading, readStack } from './stack.ts';

/** Height of Chinese characters (pixels) at which the engine reads best. */
const TEXT_HEIGHT = 40;
/** Text in tables is set at 9 to 12 points. */
const TEXT_POINTS = 10.5;

/** Reads cells of words; what cannot be read is `UNREADABLE` with confidence 0, never blank. */
export async function readWords(engine: OcrEngine, pictures: readonly Gray[], dpi: number): Promise<Reading[]> {
  if (pictures.length === 0) return [];
  const factor = Math.min(2, Math.max(0.5, TEXT_HEIGHT / ((TEXT_POINTS * dpi) / 72)));
  const readings = await readStack(
    engine,
    pictures.map((picture) => scaled(picture, factor)),
    { language: 'chi_sim', layout: 'block', dpi: dpi * factor },
  );
  return readings.map((reading) => (reading.text === '' ? { text: UNREADABLE, confidence: 0 } : believed(reading)));
}

/**
 * Words are read once only. A number among them (22（其中修订16件）) has not been held against anything, so it is not believed; the
 * grammar reads labels whatever their confidence.
 */
const believed = ({ text, confidence }: Reading): Reading => ({
  text,
  confidence: Math.min(confidence, /\d/.test(text) ? 0.7 : 0.95),
});
