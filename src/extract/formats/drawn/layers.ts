import type { Box } from '../layout/model.ts';
import { boxHeight, boxWidth } from '../layout/model.ts';
import type { DrawnGlyph, Rgb, UnseenReason } from './ink.ts';
import type { Point } from './paths.ts';
import { LAYERS } from './settings.ts';

/** A filled shape or a picture, above what was drawn before and below what comes after. */
export interface Layer {
  readonly order: number;
  readonly box: Box;
  /** The corners of its outlines; null for a rectangle. */
  readonly outlines: readonly (readonly Point[])[] | null;
  /** Null for a picture, a pattern, or where what lies below shines through: the colour that is seen is not known. */
  readonly colour: Rgb | null;
  /** Nothing below is seen through it. */
  readonly opaque: boolean;
}

const PAPER: Rgb = [255, 255, 255];

/** Strips of a page in which layers are looked for: so high (points), and so many, the last without an end. */
const STRIP = { height: 16, last: 63 } as const;
const stripOf = (y: number): number => Math.min(STRIP.last, Math.max(0, Math.floor(y / STRIP.height)));

/** A page's layers by the strips that they reach into: dots of rules are thousands of layers, and few are where a glyph is. */
export class PageLayers {
  readonly #strips: Layer[][] = Array.from({ length: STRIP.last + 1 }, () => []);

  constructor(layers: readonly Layer[]) {
    for (const layer of layers)
      for (let strip = stripOf(layer.box[1]); strip <= stripOf(layer.box[3]); strip++) this.#strips[strip]?.push(layer);
  }

  /** Those that hold a box, in the order in which they were drawn. */
  holding([left, top, right, bottom]: Box): Layer[] {
    return (this.#strips[stripOf(top)] ?? []).filter(
      ({ box }) => box[0] <= left && box[2] >= right && box[1] <= top && box[3] >= bottom,
    );
  }
}

/** Why a glyph is not seen among the layers of its page: covered by a later one, or of the colour of what lies below it. */
export function hiddenBy(glyph: DrawnGlyph, layers: PageLayers): UnseenReason | null {
  // The middle of it: what looks out at its edges is no character any more.
  const middle = core(glyph.box);
  const over = layers.holding(middle);
  if (over.some((layer) => layer.opaque && layer.order > glyph.order && covers(layer, middle))) return 'covered';
  const [x, y] = [(glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2];
  const ground = over.findLast((layer) => layer.order < glyph.order && isInside(layer, x, y));
  const paper = ground === undefined ? PAPER : ground.colour;
  return paper && glyph.colour && distance(paper, glyph.colour) <= LAYERS.sameColour ? 'same_colour' : null;
}

function core(box: Box): Box {
  const [across, down] = [boxWidth(box) * LAYERS.margin, boxHeight(box) * LAYERS.margin];
  return [box[0] + across, box[1] + down, box[2] - across, box[3] - down];
}

function covers(layer: Layer, [left, top, right, bottom]: Box): boolean {
  if (!layer.outlines) return true;
  const corners = [left, right].flatMap((x) => [top, bottom].map((y): Point => [x, y]));
  return corners.every(([x, y]) => isInside(layer, x, y));
}

/** Even-odd: a frame around a hole covers nothing in the hole. */
function isInside({ outlines }: Layer, x: number, y: number): boolean {
  if (!outlines) return true;
  let crossings = 0;
  for (const points of outlines)
    points.forEach(([x0, y0], index) => {
      const [x1, y1] = points[(index + 1) % points.length] ?? [x0, y0];
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) crossings++;
    });
  return crossings % 2 === 1;
}

/** The largest difference of a colour part. */
const distance = (one: Rgb, other: Rgb): number =>
  Math.max(...one.map((part, index) => Math.abs(part - (other[index] ?? 0))));

/** A colour that lets through what is below, on white paper. */
export const onPaper = (colour: Rgb, alpha: number): Rgb => [
  255 - (255 - colour[0]) * alpha,
  255 - (255 - colour[1]) * alpha,
  255 - (255 - colour[2]) * alpha,
];

/** Whether less than a part of a glyph is left by a clip. */
export function isClipped([left, top, right, bottom]: Box, clip: Box): boolean {
  const across = Math.min(right, clip[2]) - Math.max(left, clip[0]);
  const down = Math.min(bottom, clip[3]) - Math.max(top, clip[1]);
  return across < (right - left) * LAYERS.leftByClip || down < (bottom - top) * LAYERS.leftByClip;
}
