import { boxHeight } from '../layout/model.ts';
import type { DrawnGlyph } from './ink.ts';
import { WATERMARK } from './settings.ts';

/**
 * Takes out a watermark that lies level behind the text: paler than most of the page, and larger than it or the same words again and
 * again. Text of one colour has none.
 */
export function withoutWatermark(glyphs: readonly DrawnGlyph[]): {
  glyphs: readonly DrawnGlyph[];
  watermark: readonly DrawnGlyph[];
} {
  const pale = glyphs.filter((glyph) => isPale(glyph));
  const dark = glyphs.filter(({ colour, text }) => text.trim() !== '' && colour && !isPaleColour(colour));
  if (pale.length === 0 || dark.length < WATERMARK.leastDark) return { glyphs, watermark: [] };
  const size = median(dark.map(({ box }) => boxHeight(box)));
  const words = new Map<number, DrawnGlyph[]>();
  for (const glyph of pale) words.set(glyph.run, [...(words.get(glyph.run) ?? []), glyph]);
  const times = new Map<string, number>();
  for (const word of words.values()) times.set(textOf(word), (times.get(textOf(word)) ?? 0) + 1);
  const marks = [...words.values()].filter(
    (word) =>
      word.some(({ box }) => boxHeight(box) > size * WATERMARK.larger) ||
      ((times.get(textOf(word)) ?? 0) >= WATERMARK.repeated && !/^[\d.,]*$/.test(textOf(word))),
  );
  const taken = new Set(marks.flat());
  return { glyphs: glyphs.filter((glyph) => !taken.has(glyph)), watermark: [...taken] };
}

const isPale = ({ colour, text }: DrawnGlyph): boolean => text.trim() !== '' && colour !== null && isPaleColour(colour);

const isPaleColour = ([red, green, blue]: readonly [number, number, number]): boolean =>
  0.3 * red + 0.59 * green + 0.11 * blue > WATERMARK.pale;

const textOf = (word: readonly DrawnGlyph[]): string =>
  word
    .map(({ text }) => text)
    .join('')
    .trim();

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
