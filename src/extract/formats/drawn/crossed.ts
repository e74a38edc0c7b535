import { boxHeight, centreX, centreY } from '../layout/model.ts';
import { ByHeight } from './by-height.ts';
import type { DrawnGlyph } from './ink.ts';
import type { Slant } from './paths.ts';
import { CROSSED } from './settings.ts';

/** Digits that a slanted or wavy stroke of the pen runs through: what was crossed out by hand, in a program for comments. */
export class CrossedOut {
  readonly #byHeight: ByHeight<Slant>;
  readonly #reach: number;

  constructor(slants: readonly Slant[]) {
    const short = slants.filter(
      ({ from, to }) => to[0] - from[0] < CROSSED.widest && heightOf({ from, to }) < CROSSED.highest,
    );
    this.#byHeight = new ByHeight(short, ({ from, to }) => (from[1] + to[1]) / 2);
    this.#reach = short.reduce((most, slant) => Math.max(most, heightOf(slant)), 0);
  }

  has(glyph: DrawnGlyph): boolean {
    if (!/^\p{Nd}$/u.test(glyph.text)) return false;
    const [x, y] = [centreX(glyph.box), centreY(glyph.box)];
    return this.#byHeight.near(y, this.#reach + boxHeight(glyph.box)).some((slant) => {
      if (x < slant.from[0] || x > slant.to[0]) return false;
      const height = boxHeight(glyph.box);
      if (slant.curved)
        return (
          heightOf(slant) < height * CROSSED.flat &&
          Math.abs((slant.from[1] + slant.to[1]) / 2 - y) < height * CROSSED.middle
        );
      const share = (x - slant.from[0]) / (slant.to[0] - slant.from[0]);
      const at = slant.from[1] + (slant.to[1] - slant.from[1]) * share;
      return heightOf(slant) < height * CROSSED.steepest && Math.abs(at - y) < height * CROSSED.within;
    });
  }
}

const heightOf = ({ from, to }: Pick<Slant, 'from' | 'to'>): number => Math.abs(to[1] - from[1]);
