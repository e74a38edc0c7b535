import type { CellInk, InkPart } from './cell-ink.ts';
import type { Gray } from './gray.ts';

/** Characters are compared on a raster of this size, around their centre, in the page's own proportions: a 1 stays narrow. */
const COLUMNS = 14;
const ROWS = 18;
/** Height of the raster in heights of a digit: room for digits of another size. */
const SPAN = 1.15;
/** A line differs in size from the page's digits if by more than this share; less is chance. */
const OTHER_SIZE = 0.12;
/** A character looks like another when its own kind is this much less like it. */
const CONTRADICTED = 1.25;

/** A character's shape: shades 0 (white) to 1 (ink) on the raster, row by row. */
type Shape = Float32Array;

interface GlyphKind {
  readonly sum: Shape;
  readonly count: number;
  /** Mean distance of its members from their mean. */
  readonly spread: number;
}

/**
 * `certain`: each character looks just like several others that were read the same; `supported`: more like them than like any other
 * character; `contradicted`: more like another one.
 */
export type GlyphVerdict = 'certain' | 'supported' | 'contradicted' | 'unknown';

/** A kind with fewer members proves little: all of them may have been misread alike. */
const ENOUGH_MEMBERS = 4;
/** Members of one kind lie about one spread from their mean; a stranger among them lies at two or more. */
const MEMBER_REACH = 1.8;
/** Spread of a kind on a clean scan, where a page has too few digits to measure it. */
const USUAL_SPREAD = 0.05;

/**
 * Compares the shapes of characters on one page: they were printed with one font, so a 0 read as 9 looks like the other noughts and not
 * like the nines. It knows nothing of fonts and is independent of the OCR engine.
 */
export class GlyphShapes {
  private readonly kinds: ReadonlyMap<string, GlyphKind>;

  private readonly height: number;
  /** The middle of the spreads of all kinds with enough members. */
  private readonly spread: number;

  /** Learns from cells with the texts that they most probably hold; `height` is that of the page's digits in pixels. */
  constructor(examples: readonly { readonly ink: CellInk; readonly text: string }[], height: number) {
    this.height = height;
    const shapes = new Map<string, Shape[]>();
    for (const { ink, text } of examples)
      for (const [character, shape] of this.characters(ink, text) ?? [])
        shapes.set(character, [...(shapes.get(character) ?? []), shape]);
    this.kinds = new Map([...shapes].map(([character, members]) => [character, kindOf(members)]));
    const spreads = [...this.kinds.values()].flatMap(({ count, spread }) => (count >= ENOUGH_MEMBERS ? [spread] : []));
    this.spread = spreads.sort((a, b) => a - b)[spreads.length >> 1] ?? USUAL_SPREAD;
  }

  /** Whether the ink looks like the text. `learned`: this very cell was among the examples with this text. */
  judge(ink: CellInk, text: string, learned: boolean): GlyphVerdict {
    const characters = this.characters(ink, text);
    if (!characters) return 'unknown';
    const verdicts = characters.map(([character, shape]) => this.judgeOne(character, shape, learned));
    if (verdicts.includes('contradicted')) return 'contradicted';
    if (verdicts.includes('unknown')) return 'unknown';
    return verdicts.includes('supported') ? 'supported' : 'certain';
  }

  /** The characters of a text with the ink of each; null where ink and text do not divide alike (touching digits). */
  private characters(ink: CellInk, text: string): [string, Shape][] | null {
    const segments = segmentsOf(ink.pieces);
    const characters = [...text];
    if (segments.length !== characters.length) return null;
    const tallest = Math.max(...segments.map((segment) => segment.bottom - segment.top));
    // Digits of another size (a larger table 2) have the same shapes; a dash alone says nothing about its size.
    const own =
      tallest > this.height * 0.75 && Math.abs(tallest / this.height - 1) > OTHER_SIZE ? tallest : this.height;
    return segments.map((segment, index) => [characters[index] ?? '', shapeOf(ink.soft, segment, own)]);
  }

  private judgeOne(character: string, shape: Shape, learned: boolean): GlyphVerdict {
    const own = this.distanceToOwn(character, shape, learned);
    let nearest = Number.POSITIVE_INFINITY;
    let spread = 0;
    for (const [other, kind] of this.kinds) {
      const far = other === character ? Number.POSITIVE_INFINITY : distance(shape, meanOf(kind.sum, kind.count));
      if (far < nearest) [nearest, spread] = [far, kind.spread];
    }
    // The only one of its kind: it must at least not look like a member of another kind.
    if (own === null) return nearest < Math.max(spread * 1.6, 0.05) ? 'contradicted' : 'unknown';
    if (own > nearest * CONTRADICTED) return 'contradicted';
    if (own >= nearest) return 'unknown';
    return own <= this.spread * MEMBER_REACH && (this.kinds.get(character)?.count ?? 0) >= ENOUGH_MEMBERS
      ? 'certain'
      : 'supported';
  }

  private distanceToOwn(character: string, shape: Shape, learned: boolean): number | null {
    const kind = this.kinds.get(character);
    if (!kind) return null;
    if (!learned) return distance(shape, meanOf(kind.sum, kind.count));
    if (kind.count < 2) return null;
    const others = kind.sum.map((value, index) => value - (shape[index] ?? 0));
    return distance(shape, meanOf(others, kind.count - 1));
  }
}

function kindOf(members: readonly Shape[]): GlyphKind {
  const sum = new Float32Array(members[0]?.length ?? 0);
  for (const shape of members)
    for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + (shape[index] ?? 0);
  const mean = meanOf(sum, members.length);
  const spread = members.reduce((total, shape) => total + distance(shape, mean), 0) / members.length;
  return { sum, count: members.length, spread };
}

const meanOf = (sum: Shape, count: number): Shape => sum.map((value) => value / count);

function distance(one: Shape, other: Shape): number {
  let total = 0;
  for (let index = 0; index < one.length; index++) total += ((one[index] ?? 0) - (other[index] ?? 0)) ** 2;
  return Math.sqrt(total / one.length);
}

type StrokeSegment = Pick<InkPart, 'left' | 'top' | 'right' | 'bottom'>;

/** Pieces of ink that stand over one another are one character: broken digits, a colon. */
export function segmentsOf(pieces: readonly StrokeSegment[]): StrokeSegment[] {
  const segments: { left: number; top: number; right: number; bottom: number }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.left - b.left)) {
    const last = segments.at(-1);
    const shared = last ? Math.min(last.right, piece.right) - piece.left : 0;
    if (last && shared > Math.min(last.right - last.left, piece.right - piece.left) * 0.5) {
      last.right = Math.max(last.right, piece.right);
      last.top = Math.min(last.top, piece.top);
      last.bottom = Math.max(last.bottom, piece.bottom);
    } else segments.push({ left: piece.left, top: piece.top, right: piece.right, bottom: piece.bottom });
  }
  return segments;
}

function shapeOf(image: Gray, { left, top, right, bottom }: StrokeSegment, digitHeight: number): Shape {
  const shape = new Float32Array(COLUMNS * ROWS);
  const step = (digitHeight * SPAN) / ROWS;
  const [startX, startY] = [(left + right - COLUMNS * step) / 2, (top + bottom - ROWS * step) / 2];
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      const [x, y] = [startX + column * step, startY + row * step];
      // Only its own ink: the neighbour's digit would look into the raster.
      const own = x + step > left && x < right && y + step > top && y < bottom;
      shape[row * COLUMNS + column] = own ? inkIn(image, x, y, step, { left, top, right, bottom }) : 0;
    }
  return shape;
}

/** Mean darkness, 0 to 1, of a square of the raster; white outside the segment. */
function inkIn(image: Gray, x: number, y: number, size: number, bounds: StrokeSegment): number {
  let [total, count] = [0, 0];
  for (let v = Math.floor(y); v < Math.max(Math.floor(y) + 1, Math.floor(y + size)); v++)
    for (let u = Math.floor(x); u < Math.max(Math.floor(x) + 1, Math.floor(x + size)); u++) {
      const inside = u >= bounds.left && u < bounds.right && v >= bounds.top && v < bounds.bottom;
      total += inside ? 255 - (image.data[v * image.width + u] ?? 255) : 0;
      count++;
    }
  return total / (255 * Math.max(1, count));
}
