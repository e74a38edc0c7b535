import type { Grid, Line } from '../layout/model.ts';
import type { OcrEngine, Word } from './engine.ts';
import { blankGray, type Gray, paste, scaled } from './gray.ts';
import { joinWords, summarised } from './stack.ts';

/** Running text is set at 14 to 16 points: more resolution than this only costs time. */
const LINES_DPI = 200;
/** Rules around a table are wiped out with it (inch). */
const MARGIN = 0.03;

/** A copy of a page with its tables wiped out. */
export function withoutTables(image: Gray, grids: readonly Grid[], dpi: number): Gray {
  const result: Gray = { ...image, data: image.data.slice() };
  const pixel = (points: number | undefined, outset: number) => Math.round(((points ?? 0) * dpi) / 72 + outset * dpi);
  for (const { xs, ys } of grids) {
    const left = Math.max(0, pixel(xs[0], -MARGIN));
    const top = Math.max(0, pixel(ys[0], -MARGIN));
    const right = Math.min(image.width, pixel(xs.at(-1), MARGIN));
    const bottom = Math.min(image.height, pixel(ys.at(-1), MARGIN));
    paste(result, blankGray(right - left, bottom - top), left, top);
  }
  return result;
}

/** The text of a page without tables, in lines; boxes in points. */
export async function readLines(engine: OcrEngine, image: Gray, dpi: number): Promise<Line[]> {
  if (!hasInk(image, dpi)) return [];
  const factor = Math.min(1, LINES_DPI / dpi);
  const words = await engine.recognise(scaled(image, factor), {
    language: 'chi_sim',
    layout: 'column',
    dpi: dpi * factor,
  });
  const lines = new Map<string, Word[]>();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  return [...lines.values()].map((line) => lineOf(line, 72 / (dpi * factor))).sort((a, b) => a.box[1] - b.box[1]);
}

function lineOf(words: readonly Word[], points: number): Line {
  const left = Math.min(...words.map((word) => word.left));
  const right = Math.max(...words.map((word) => word.right));
  const top = Math.min(...words.map((word) => word.top));
  const bottom = Math.max(...words.map((word) => word.bottom));
  return {
    text: joinWords(words),
    box: [left * points, top * points, right * points, bottom * points],
    size: (bottom - top) * points,
    confidence: summarised(words, 'mean'),
  };
}

/** An empty page, or one with dust only, is not shown to the engine: it reads letters into noise. */
function hasInk({ data }: Gray, dpi: number): boolean {
  let dark = 0;
  for (const shade of data) if (shade < 128) dark++;
  return dark > (dpi * 0.05) ** 2;
}
