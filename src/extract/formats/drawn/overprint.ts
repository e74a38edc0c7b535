import type { DrawnGlyph } from './ink.ts';
import { OVERPRINT } from './settings.ts';

/** Drops glyphs that are drawn again at the same place. */
export function withoutOverprint(glyphs: readonly DrawnGlyph[]): DrawnGlyph[] {
  const seen = new Map<string, DrawnGlyph[]>();
  return glyphs.filter((glyph) => {
    if (glyph.text === ' ') return true;
    const reach = Math.max(glyph.size, 1) * OVERPRINT.samePlace;
    const [x, y] = [glyph.box[0], glyph.box[1]];
    const doubled = neighbours(glyph, reach).some((key) =>
      seen.get(key)?.some((other) => Math.abs(other.box[0] - x) <= reach && Math.abs(other.box[1] - y) <= reach),
    );
    if (!doubled) {
      const key = keyAt(glyph.text, x, y);
      seen.set(key, [...(seen.get(key) ?? []), glyph]);
    }
    return !doubled;
  });
}

const keyAt = (text: string, x: number, y: number): string =>
  `${text}:${Math.floor(x / OVERPRINT.bucket)}:${Math.floor(y / OVERPRINT.bucket)}`;

function neighbours({ text, box }: DrawnGlyph, reach: number): string[] {
  const keys = new Set<string>();
  for (const dx of [-reach, reach]) for (const dy of [-reach, reach]) keys.add(keyAt(text, box[0] + dx, box[1] + dy));
  return [...keys];
}
