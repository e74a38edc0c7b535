import { centreY } from '../layout/model.ts';
import { ByHeight } from './by-height.ts';
import type { DrawnGlyph } from './ink.ts';
import { PILED } from './settings.ts';

/** What is given for a digit that nobody can read. */
const UNREADABLE = '\ufffd';

const DIGIT = /^\p{Nd}$/u;

/** Digits that are drawn over others, so that neither can be read, as no digits. Two alike at one place are one, and gone before. */
export function withPiled(glyphs: readonly DrawnGlyph[]): DrawnGlyph[] {
  const digits = glyphs.filter(({ text }) => DIGIT.test(text));
  const byHeight = new ByHeight(digits, ({ box }) => centreY(box));
  const piled = new Set<DrawnGlyph>();
  for (const digit of digits) {
    const reach = digit.size * PILED.level;
    for (const other of byHeight.near(centreY(digit.box), reach)) {
      if (other === digit) continue;
      if (Math.abs(other.box[0] - digit.box[0]) < Math.min(digit.size, other.size) * PILED.apart) piled.add(digit);
    }
  }
  if (piled.size === 0) return [...glyphs];
  return glyphs.map((glyph) => (piled.has(glyph) ? { ...glyph, text: UNREADABLE } : glyph));
}
