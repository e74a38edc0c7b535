import { centreY } from '../layout/model.ts';
import { ByHeight } from './by-height.ts';
import type { DrawnGlyph } from './ink.ts';
import { NOTES } from './settings.ts';

/** What marks a note: a figure or letter, alone or in brackets, a star. */
const MARK = /^[\d\w*＊※#①-⑳()（）[\]〔〕【】,，]$/u;

/** Marks of notes, raised or lowered small beside other text, in brackets: 5 with note 1 is read as `5[1]`, never as 51. */
export function withNotes(glyphs: readonly DrawnGlyph[]): DrawnGlyph[] {
  const result = [...glyphs];
  const ink = glyphs.filter(({ text }) => text.trim() !== '');
  const byHeight = new ByHeight(ink, ({ box }) => centreY(box));
  const largest = ink.reduce((most, { size }) => Math.max(most, size), 0);
  let start = -1;
  let base: DrawnGlyph | undefined;
  const close = (end: number) => {
    if (start < 0) return;
    const [first, last] = [result[start], result[end - 1]];
    const bare = result.slice(start, end).every(({ text }) => /^[\d\w]$/.test(text));
    if (first && bare) result[start] = { ...first, text: `[${first.text}` };
    const closing = result[end - 1];
    if (last && closing && bare) result[end - 1] = { ...closing, text: `${closing.text}]` };
    // It stands in the line of what it marks, wherever it was raised or lowered to.
    for (let at = start; at < end; at++) {
      const mark = result[at];
      if (mark && base) result[at] = { ...mark, box: [mark.box[0], base.box[1], mark.box[2], base.box[3]] };
    }
    start = -1;
  };
  glyphs.forEach((glyph, index) => {
    const open = start >= 0 && follows(glyphs[index - 1], glyph);
    if (!open) close(index);
    if (open) return;
    base = markedBy(glyph, byHeight, largest);
    if (base) start = index;
  });
  close(glyphs.length);
  return result;
}

/** A further character of the same mark. */
const follows = (last: DrawnGlyph | undefined, next: DrawnGlyph): boolean =>
  last !== undefined &&
  MARK.test(next.text) &&
  Math.abs(next.size - last.size) < 0.1 &&
  Math.abs(next.box[3] - last.box[3]) < last.size * 0.1 &&
  Math.abs(next.box[0] - last.box[2]) < last.size * NOTES.near;

/** What a small mark stands beside that is of usual size and on another line than it. */
function markedBy(glyph: DrawnGlyph, ink: ByHeight<DrawnGlyph>, largest: number): DrawnGlyph | undefined {
  if (!MARK.test(glyph.text) || glyph.size >= largest * NOTES.smaller) return undefined;
  // What is large enough to be marked may stand no further off than its own size allows; the mark's size bounds it.
  const reach = Math.min(largest, glyph.size / NOTES.least) * NOTES.level;
  return ink
    .near(centreY(glyph.box), reach)
    .find(
      (other) =>
        glyph.size < other.size * NOTES.smaller &&
        glyph.size > other.size * NOTES.least &&
        glyph.box[0] > other.box[0] &&
        Math.abs(glyph.box[0] - other.box[2]) < other.size * NOTES.near &&
        Math.abs(centreY(glyph.box) - centreY(other.box)) < other.size * NOTES.level &&
        Math.abs(baseline(glyph) - baseline(other)) > other.size * NOTES.offLine,
    );
}

/** Boxes end 0.14 em below the baseline. */
const baseline = ({ box, size }: DrawnGlyph): number => box[3] - size * 0.14;
