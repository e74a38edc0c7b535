import type { OcrEngine, RecogniseOptions, Word } from './engine.ts';
import { blankGray, type Gray, paste } from './gray.ts';

/** Tesseract refuses pictures above 32,767 pixels. */
const MAX_HEIGHT = 12_000;
/** Larger pictures cost more memory than the engine itself. */
const MAX_PIXELS = 2_500_000;

/** What was read in one picture of a stack. */
export interface StackReading {
  readonly text: string;
  /** 0 to 1; 0 where nothing was read. */
  readonly confidence: number;
}

/** How the confidences of a picture's words make one: numbers are as certain as their least certain part, labels as the whole. */
export type Summary = 'least' | 'mean';

const NOTHING: StackReading = { text: '', confidence: 0 };

interface StackImage {
  readonly image: Gray;
  /** Index of each picture on the sheet, with the rows of pixels it stands in. */
  readonly bands: readonly { readonly index: number; readonly top: number; readonly bottom: number }[];
}

/**
 * Reads many small pictures at once, stacked one below the other: the engine sees lines of text on a clean page instead of a table, and
 * starting it costs once. Readings come in the order of the pictures.
 */
export async function readStack(
  engine: OcrEngine,
  pictures: readonly Gray[],
  options: RecogniseOptions,
  summary: Summary,
): Promise<StackReading[]> {
  const readings: StackReading[] = pictures.map(() => NOTHING);
  if (pictures.length === 0) return [];
  const gap = Math.round(options.dpi * 0.14);
  const sheets: StackImage['bands'][] = [];
  function* drawn(): Generator<Gray> {
    for (const group of groupsOf(pictures, gap)) {
      const { image, bands } = sheetOf(group, gap);
      sheets.push(bands);
      yield image;
    }
  }
  const read = await engine.recognise(drawn(), options);
  for (const [sheet, bands] of sheets.entries())
    for (const { index, top, bottom } of bands) {
      const inside = (read[sheet] ?? []).filter((word) => {
        const centre = (word.top + word.bottom) / 2;
        return centre >= top && centre < bottom;
      });
      if (inside.length > 0) readings[index] = { text: joinWords(inside), confidence: summarised(inside, summary) };
    }
  return readings;
}

function summarised(words: readonly Word[], summary: Summary): number {
  if (summary === 'least') return Math.min(...words.map((word) => word.confidence));
  const length = words.reduce((sum, word) => sum + word.text.length, 0);
  return words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / length;
}

/** Pictures that go on one sheet. */
function groupsOf(pictures: readonly Gray[], gap: number): { index: number; picture: Gray }[][] {
  const groups: { index: number; picture: Gray }[][] = [];
  let [width, height] = [0, Number.POSITIVE_INFINITY];
  pictures.forEach((picture, index) => {
    const wider = Math.max(width, picture.width);
    const higher = height + picture.height + gap;
    const fits = higher <= MAX_HEIGHT && wider * higher <= MAX_PIXELS;
    if (!fits) groups.push([]);
    groups.at(-1)?.push({ index, picture });
    [width, height] = fits ? [wider, higher] : [picture.width, picture.height + 2 * gap];
  });
  return groups;
}

function sheetOf(group: readonly { index: number; picture: Gray }[], gap: number): StackImage {
  const width = Math.max(...group.map(({ picture }) => picture.width)) + 2 * gap;
  const height = group.reduce((sum, { picture }) => sum + picture.height + gap, gap);
  const image = blankGray(width, height);
  let top = gap;
  const bands = group.map(({ index, picture }) => {
    paste(image, picture, gap, top);
    const band = { index, top: top - gap / 2, bottom: top + picture.height + gap / 2 };
    top += picture.height + gap;
    return band;
  });
  return { image, bands };
}

/** Words in reading order; lines end with a line break. The engine puts spaces between Chinese words, where print has none. */
function joinWords(words: readonly Word[]): string {
  const lines = new Map<string, Word[]>();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  return [...lines.values()]
    .sort((a, b) => (a[0]?.top ?? 0) - (b[0]?.top ?? 0))
    .map((line) =>
      line.sort((a, b) => a.left - b.left).reduce((text, word) => text + seam(text, word.text) + word.text, ''),
    )
    .join('\n');
}

const seam = (before: string, after: string): string =>
  /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '';
