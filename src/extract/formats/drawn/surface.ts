import type { Box } from '../layout/model.ts';
import type { Drawing } from './drawing.ts';
import type { DrawnGlyph, Rgb } from './ink.ts';
import type { Layer } from './layers.ts';
import { applyBox, type Matrix, multiply } from './matrix.ts';
import { addBox, addPath, isRectangle, type PathInk, pathBox, type Subpath, subpaths } from './paths.ts';
import { INTERPRET, LAYERS } from './settings.ts';
import { showText } from './show.ts';
import { type GraphicsState, initialState } from './state.ts';

const FILLS = new Set(['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']);
const STROKES = new Set([
  'stroke',
  'closeStroke',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
]);

/** What has been drawn on a page so far, and the graphics state for what comes. */
export class PageSurface {
  readonly glyphs: DrawnGlyph[] = [];
  readonly ink: PathInk = { horizontal: [], vertical: [], areas: [], slants: [] };
  readonly images: Box[] = [];
  readonly layers: Layer[] = [];
  /** How many of the glyphs were drawn before a picture of the whole page. */
  covered = 0;
  state: GraphicsState;
  /** For each marked content that is open, whether it is shown. */
  readonly shown: boolean[] = [];
  /** The next path is a clip. */
  clipping = false;
  /** A space set up for a picture that was too large to be decoded: see `missingPicture`. */
  unpainted: Box | null = null;
  readonly #drawing: Drawing;
  readonly #saved: GraphicsState[] = [];
  #runs = 0;
  /** Counts what is painted. */
  #order = 0;

  constructor(drawing: Drawing) {
    this.#drawing = drawing;
    this.state = this.fresh();
  }

  /** The state that a page begins with; what stands beside the page is not seen. */
  fresh(): GraphicsState {
    const { toPage, width, height } = this.#drawing;
    return { ...initialState(toPage), clip: [0, 0, width, height] };
  }

  seen(): boolean {
    return this.shown.every(Boolean);
  }

  save(): void {
    this.unpainted = null;
    if (this.#saved.length < INTERPRET.maxDepth) this.#saved.push({ ...this.state });
  }

  restore(): void {
    this.missingPicture();
    this.state = this.#saved.pop() ?? this.state;
  }

  transform(matrix: Matrix): void {
    this.state.ctm = multiply(this.state.ctm, matrix);
    this.unpainted = applyBox(this.state.ctm, [0, 0, 1, 1]);
  }

  /**
   * Pictures above the size limit are not decoded (a scanned page takes a second and a hundred megabytes) and leave no operation, only
   * the space that was set up for them: a transformation after which nothing is painted.
   */
  missingPicture(): void {
    if (this.unpainted && this.seen()) this.#addPicture(this.unpainted, this.#drawing.isOpaque(null));
    this.unpainted = null;
  }

  path(paint: string, path: unknown): void {
    const data = Array.isArray(path) ? path[0] : null;
    const paths = ArrayBuffer.isView(data) ? subpaths(data as unknown as ArrayLike<number>, this.state.ctm) : [];
    if (paths.length > 0) this.#paint(paint, paths);
    if (this.clipping && paths.length > 0) this.state.clip = common(this.state.clip, pathBox(paths));
    this.clipping = false;
  }

  #paint(paint: string, paths: readonly Subpath[]): void {
    // White ink is drawn to hide something or to be the paper: no line is seen. White areas on a coloured ground still are cells.
    const fill = FILLS.has(paint) && this.state.fillAlpha >= LAYERS.transparent;
    const stroke = STROKES.has(paint) && !isWhite(this.state.stroke) && this.state.strokeAlpha >= LAYERS.transparent;
    if (!this.seen() || !(fill || stroke || STROKES.has(paint))) return;
    if (fill) this.#fillLayer(paths);
    if (STROKES.has(paint)) this.#strokeLayers(paths);
    const ink =
      fill && isWhite(this.state.fill) ? { horizontal: [], vertical: [], areas: this.ink.areas, slants: [] } : this.ink;
    addPath(ink, paths, { fill, stroke });
  }

  #fillLayer(paths: readonly Subpath[]): void {
    const { fill, fillAlpha, mixed } = this.state;
    const opaque = fillAlpha >= LAYERS.opaque && !mixed;
    const [only] = paths;
    const plain = paths.length === 1 && only && !only.curved && isRectangle(only.points);
    this.addLayer({
      box: common(this.state.clip, pathBox(paths)),
      outlines: plain ? null : paths.map(({ points }) => points),
      colour: opaque ? fill : null,
      opaque,
    });
  }

  /** Some producers draw the ground of a line of text as one thick line. */
  #strokeLayers(paths: readonly Subpath[]): void {
    const { ctm, lineWidth, stroke, strokeAlpha, mixed, clip } = this.state;
    const half = (lineWidth * Math.hypot(ctm[2], ctm[3])) / 2;
    if (half * 2 < INTERPRET.thickLine) return;
    const opaque = strokeAlpha >= LAYERS.opaque && !mixed;
    for (const { points } of paths)
      points.slice(1).forEach(([x1, y1], index) => {
        const [x0, y0] = points[index] ?? [x1, y1];
        const flat = Math.abs(y1 - y0) < Math.abs(x1 - x0);
        const [dx, dy] = flat ? [0, half] : [half, 0];
        const box: Box = [Math.min(x0, x1) - dx, Math.min(y0, y1) - dy, Math.max(x0, x1) + dx, Math.max(y0, y1) + dy];
        if (Math.min(Math.abs(x1 - x0), Math.abs(y1 - y0)) < 1)
          this.addLayer({ box: common(clip, box), outlines: null, colour: opaque ? stroke : null, opaque });
      });
  }

  addLayer({ box, outlines, colour, opaque }: Omit<Layer, 'order'>): void {
    if (this.seen()) this.layers.push({ box, outlines, colour, opaque, order: this.#order++ });
  }

  clipTo(box: readonly number[]): void {
    const [x0, y0, x1, y1] = box;
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return;
    this.state.clip = common(this.state.clip, applyBox(this.state.ctm, [x0, y0, x1, y1]));
  }

  picture(matrix: Matrix, opaque = false): void {
    if (!this.seen()) return;
    const box = applyBox(matrix, [0, 0, 1, 1]);
    this.#addPicture(box, opaque);
    // Some producers draw rules as pictures of one row of pixels.
    addBox(this.ink, box, false);
  }

  /** Shows a run of text; `items` are glyphs and gaps, as pdf.js gives them. */
  text(items: readonly unknown[]): void {
    const drawn = showText(this.state, items, this.#runs++, this.#order++);
    if (this.seen()) this.glyphs.push(...drawn);
  }

  #addPicture(box: Box, opaque: boolean): void {
    this.images.push(box);
    const solid = opaque && this.state.fillAlpha >= LAYERS.opaque && !this.state.mixed;
    this.addLayer({ box: common(this.state.clip, box), outlines: null, colour: null, opaque: solid });
    const { width, height } = this.#drawing;
    const across = Math.min(width, box[2]) - Math.max(0, box[0]);
    const down = Math.min(height, box[3]) - Math.max(0, box[1]);
    if (across > 0 && down > 0 && across * down > width * height * INTERPRET.covering)
      this.covered = this.glyphs.length;
  }
}

const isWhite = (colour: Rgb | null): boolean => colour !== null && Math.min(...colour) >= 252;

/** The part that two boxes have in common. */
export const common = (one: Box, other: Box): Box => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];
