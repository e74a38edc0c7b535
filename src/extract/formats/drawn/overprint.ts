import type { DrawnGlyph } from './ink.ts';
import { OVERPRINT } from './settings.ts';

/** Drops glyphs that are drawn again at the same place. */
export function withoutOverprint(glyphs: readonly DrawnGlyph[]): DrawnGlyph[] {
  const seen = new Map<string, Buckets>();
  return glyphs.filter((glyph) => {
    if (glyph.text === ' ') return true;
    const buckets = seen.get(glyph.text) ?? new Buckets();
    seen.set(glyph.text, buckets);
    return buckets.addUnlessDoubled(glyph);
  });
}

const bucketOf = (at: number): number => Math.floor(at / OVERPRINT.bucket);

/** Glyphs of one character by where they stand. */
class Buckets {
  readonly #columns = new Map<number, Map<number, DrawnGlyph[]>>();

  /** False where one stands at the glyph's place already. */
  addUnlessDoubled(glyph: DrawnGlyph): boolean {
    const reach = Math.max(glyph.size, 1) * OVERPRINT.samePlace;
    const [x, y] = [glyph.box[0], glyph.box[1]];
    const isDoubled = (other: DrawnGlyph): boolean =>
      Math.abs(other.box[0] - x) <= reach && Math.abs(other.box[1] - y) <= reach;
    for (let column = bucketOf(x - reach); column <= bucketOf(x + reach); column++)
      for (let row = bucketOf(y - reach); row <= bucketOf(y + reach); row++)
        if (this.#columns.get(column)?.get(row)?.some(isDoubled)) return false;
    const rows = this.#columns.get(bucketOf(x)) ?? new Map<number, DrawnGlyph[]>();
    this.#columns.set(bucketOf(x), rows);
    const placed = rows.get(bucketOf(y));
    if (placed) placed.push(glyph);
    else rows.set(bucketOf(y), [glyph]);
    return true;
  }
}
