import type { Box } from '../layout/model.ts';
import type { Font } from './fonts.ts';
import type { DrawnGlyph, PageInk, Rgb } from './ink.ts';
import { hiddenBy, type Layer, PageLayers } from './layers.ts';
import { applyBox, type Matrix, multiply, toMatrix, toNumbers } from './matrix.ts';
import { addBox, addPath, isRectangle, type PathInk, pathBox, type Subpath, subpaths } from './paths.ts';
import { INTERPRET, LAYERS } from './settings.ts';
import { showText } from './show.ts';
import { type GraphicsState, initialState, moveText, startText } from './state.ts';

/** A page's drawing operations by name, with what they need from outside. */
export interface Drawing {
  readonly operations: readonly { readonly name: string; readonly args: readonly unknown[] }[];
  /** Default user space to displayed page (crop, rotation, y downwards). */
  readonly toPage: Matrix;
  readonly width: number;
  readonly height: number;
  font(id: string): Font | null;
  /** Whether nothing shines through a picture; null stands for one that was too large to be decoded. */
  isOpaque(picture: unknown): boolean;
  /** Whether a layer (optional content group) is shown. */
  visible(group: unknown): boolean;
}

/** Follows a page's operations and collects glyphs, rules, filled areas and pictures where they are seen. */
export function interpret(drawing: Drawing): PageInk {
  const run = new Interpreter(drawing);
  for (const { name, args } of drawing.operations) run.step(name, args);
  run.finish();
  const layers = new PageLayers(run.layers);
  return {
    width: drawing.width,
    height: drawing.height,
    glyphs: withoutCovered(run)
      .filter((glyph) => onPage(glyph.box, drawing))
      .map((glyph) => (glyph.unseen ? glyph : { ...glyph, unseen: hiddenBy(glyph, layers) })),
    horizontal: run.ink.horizontal,
    vertical: run.ink.vertical,
    areas: run.ink.areas,
    images: run.images,
    outlines: run.layers.filter(({ outlines }) => outlines !== null).length,
  };
}

function withoutCovered({ glyphs, covered, ink }: Interpreter): DrawnGlyph[] {
  if (ink.horizontal.length + ink.vertical.length >= INTERPRET.fewRules) return glyphs;
  return glyphs.map((glyph, index) => (index < covered ? { ...glyph, unseen: 'invisible' } : glyph));
}

const onPage = ([left, top, right, bottom]: Box, { width, height }: Drawing): boolean =>
  left < width && right > 0 && top < height && bottom > 0;

const FILLS = new Set(['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']);
const STROKES = new Set([
  'stroke',
  'closeStroke',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
]);

type Step = (args: readonly unknown[]) => void;

class Interpreter {
  readonly glyphs: DrawnGlyph[] = [];
  readonly ink: PathInk = { horizontal: [], vertical: [], areas: [] };
  readonly images: Box[] = [];
  readonly layers: Layer[] = [];
  /** How many of the glyphs were drawn before a picture of the whole page. */
  covered = 0;
  private readonly drawing: Drawing;
  private state: GraphicsState;
  private readonly saved: GraphicsState[] = [];
  private readonly shown: boolean[] = [];
  private runs = 0;
  /** Counts what is painted. */
  private order = 0;
  private clipping = false;
  /** A space set up for a picture that was too large to be decoded: see `Steps.restore`. */
  private unpainted: Box | null = null;
  private readonly steps: Readonly<Record<string, Step>> = this.table();

  constructor(drawing: Drawing) {
    this.drawing = drawing;
    this.state = this.onPage();
  }

  /** What stands beside the page is not seen. */
  private onPage(): GraphicsState {
    const { toPage, width, height } = this.drawing;
    return { ...initialState(toPage), clip: [0, 0, width, height] };
  }

  step(name: string, args: readonly unknown[]): void {
    this.steps[name]?.(args);
    if (name.startsWith('show') || name === 'constructPath' || name.startsWith('paint')) this.unpainted = null;
  }

  finish(): void {
    this.missingPicture();
  }

  private table(): Readonly<Record<string, Step>> {
    return { ...this.graphicsSteps(), ...this.textSteps(), ...this.pictureSteps() };
  }

  private graphicsSteps(): Readonly<Record<string, Step>> {
    const number = (value: unknown) => Number(value) || 0;
    return {
      save: () => this.save(),
      restore: () => this.restore(),
      transform: (args) => this.transform(toMatrix(args)),
      paintFormXObjectBegin: ([matrix, box]) => {
        this.save();
        this.transform(toMatrix(toNumbers(matrix)));
        this.clip(toNumbers(box));
        this.unpainted = null;
      },
      paintFormXObjectEnd: () => this.restore(),
      beginAnnotation: ([, box, transform, matrix]) => {
        this.save();
        this.state = this.onPage();
        this.clip(toNumbers(box));
        this.transform(toMatrix(toNumbers(transform)));
        this.transform(toMatrix(toNumbers(matrix)));
        this.unpainted = null;
      },
      endAnnotation: () => this.restore(),
      ...this.colourSteps(),
      clip: () => {
        this.clipping = true;
      },
      eoClip: () => {
        this.clipping = true;
      },
      setGState: ([entries]) => this.graphicsState(entries),
      constructPath: ([paint, path]) => this.path(String(paint), path),
      beginMarkedContent: () => this.shown.push(true),
      beginMarkedContentProps: ([tag, group]) => this.shown.push(tag !== 'OC' || this.drawing.visible(group)),
      endMarkedContent: () => this.shown.pop(),
      setCharSpacing: ([value]) => {
        this.state.charSpacing = number(value);
      },
      setWordSpacing: ([value]) => {
        this.state.wordSpacing = number(value);
      },
      setHScale: ([value]) => {
        this.state.horizontalScale = number(value) / 100;
      },
      setLeading: ([value]) => {
        this.state.leading = -number(value);
      },
      setTextRenderingMode: ([value]) => {
        this.state.renderMode = number(value);
      },
      setTextRise: ([value]) => {
        this.state.rise = number(value);
      },
    };
  }

  private colourSteps(): Readonly<Record<string, Step>> {
    const fill = (colour: Rgb | null) => {
      this.state.fill = colour;
    };
    const stroke = (colour: Rgb | null) => {
      this.state.stroke = colour;
    };
    return {
      setFillRGBColor: (args) => fill(toRgb(args)),
      setFillColorN: () => fill(null),
      setStrokeRGBColor: (args) => stroke(toRgb(args)),
      setStrokeColorN: () => stroke(null),
      setFillTransparent: () => fill(null),
      setStrokeTransparent: () => stroke(null),
      setLineWidth: ([width]) => {
        this.state.lineWidth = Number(width) || 0;
      },
      shadingFill: () => this.addLayer({ box: this.state.clip, outlines: null, colour: null, opaque: false }),
    };
  }

  private textSteps(): Readonly<Record<string, Step>> {
    return {
      beginText: () => startText(this.state, toMatrix([])),
      setFont: ([id, size]) => this.setFont(String(id), Number(size) || 0),
      setTextMatrix: (args) => startText(this.state, toMatrix(args.length === 1 ? toNumbers(args[0]) : args)),
      moveText: ([x, y]) => moveText(this.state, Number(x) || 0, Number(y) || 0),
      setLeadingMoveText: ([x, y]) => {
        this.state.leading = Number(y) || 0;
        moveText(this.state, Number(x) || 0, Number(y) || 0);
      },
      nextLine: () => moveText(this.state, 0, this.state.leading),
      showText: ([items]) => {
        const drawn = showText(this.state, Array.isArray(items) ? items : [], this.runs++, this.order++);
        if (this.seen()) this.glyphs.push(...drawn);
      },
    };
  }

  private pictureSteps(): Readonly<Record<string, Step>> {
    const unit: Step = () => this.picture(this.state.ctm);
    return {
      paintImageXObject: ([id]) => this.picture(this.state.ctm, this.drawing.isOpaque(String(id))),
      paintInlineImageXObject: ([image]) => this.picture(this.state.ctm, this.drawing.isOpaque(image)),
      paintImageMaskXObject: unit,
      paintSolidColorImageMask: () => {
        unit([]);
        const box = common(this.state.clip, applyBox(this.state.ctm, [0, 0, 1, 1]));
        const opaque = this.state.fillAlpha >= LAYERS.opaque && !this.state.mixed;
        this.addLayer({ box, outlines: null, colour: opaque ? this.state.fill : null, opaque });
      },
      paintImageXObjectRepeat: ([, scaleX, scaleY, positions]) => this.repeated(scaleX, 0, 0, scaleY, positions),
      paintImageMaskXObjectRepeat: ([, scaleX, skewX, skewY, scaleY, positions]) =>
        this.repeated(scaleX, skewX, skewY, scaleY, positions),
      paintInlineImageXObjectGroup: ([, parts]) => this.group(parts),
      paintImageMaskXObjectGroup: ([parts]) => this.group(parts),
    };
  }

  private seen(): boolean {
    return this.shown.every(Boolean);
  }

  private save(): void {
    this.unpainted = null;
    if (this.saved.length < INTERPRET.maxDepth) this.saved.push({ ...this.state });
  }

  private restore(): void {
    this.missingPicture();
    this.state = this.saved.pop() ?? this.state;
  }

  private transform(matrix: Matrix): void {
    this.state.ctm = multiply(this.state.ctm, matrix);
    this.unpainted = applyBox(this.state.ctm, [0, 0, 1, 1]);
  }

  /**
   * Pictures above the size limit are not decoded (a scanned page takes a second and a hundred megabytes) and leave no operation, only
   * the space that was set up for them: a transformation after which nothing is painted.
   */
  private missingPicture(): void {
    if (this.unpainted && this.seen()) this.addPicture(this.unpainted, this.drawing.isOpaque(null));
    this.unpainted = null;
  }

  private setFont(id: string, size: number): void {
    this.state.font = this.drawing.font(id);
    this.state.fontSize = size;
  }

  private graphicsState(entries: unknown): void {
    for (const entry of Array.isArray(entries) ? entries : []) {
      const [key, value] = Array.isArray(entry) ? entry : [];
      if (key === 'Font' && Array.isArray(value)) this.setFont(String(value[0]), Number(value[1]) || 0);
      else if (key === 'ca') this.state.fillAlpha = Number(value);
      else if (key === 'CA') this.state.strokeAlpha = Number(value);
      else if (key === 'LW') this.state.lineWidth = Number(value) || 0;
      else if (key === 'SMask' || key === 'BM') this.state.mixed = value !== false && value !== 'source-over';
    }
  }

  private path(paint: string, path: unknown): void {
    const data = Array.isArray(path) ? path[0] : null;
    const paths = ArrayBuffer.isView(data) ? subpaths(data as unknown as ArrayLike<number>, this.state.ctm) : [];
    if (paths.length > 0) this.paint(paint, paths);
    if (this.clipping && paths.length > 0) this.state.clip = common(this.state.clip, pathBox(paths));
    this.clipping = false;
  }

  private paint(paint: string, paths: readonly Subpath[]): void {
    // White ink is drawn to hide something or to be the paper: no line is seen. White areas on a coloured ground still are cells.
    const fill = FILLS.has(paint) && this.state.fillAlpha >= LAYERS.transparent;
    const stroke = STROKES.has(paint) && !isWhite(this.state.stroke) && this.state.strokeAlpha >= LAYERS.transparent;
    if (!this.seen() || !(fill || stroke || STROKES.has(paint))) return;
    if (fill) this.fillLayer(paths);
    if (STROKES.has(paint)) this.strokeLayers(paths);
    const ink = fill && isWhite(this.state.fill) ? { horizontal: [], vertical: [], areas: this.ink.areas } : this.ink;
    addPath(ink, paths, { fill, stroke });
  }

  private fillLayer(paths: readonly Subpath[]): void {
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
  private strokeLayers(paths: readonly Subpath[]): void {
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

  private addLayer(layer: Omit<Layer, 'order'>): void {
    if (this.seen()) this.layers.push({ ...layer, order: this.order++ });
  }

  private clip(box: readonly number[]): void {
    const [x0, y0, x1, y1] = box;
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return;
    this.state.clip = common(this.state.clip, applyBox(this.state.ctm, [x0, y0, x1, y1]));
  }

  private picture(matrix: Matrix, opaque = false): void {
    if (!this.seen()) return;
    const box = applyBox(matrix, [0, 0, 1, 1]);
    this.addPicture(box, opaque);
    // Some producers draw rules as pictures of one row of pixels.
    addBox(this.ink, box, false);
  }

  private addPicture(box: Box, opaque: boolean): void {
    this.images.push(box);
    const solid = opaque && this.state.fillAlpha >= LAYERS.opaque && !this.state.mixed;
    this.addLayer({ box: common(this.state.clip, box), outlines: null, colour: null, opaque: solid });
    const { width, height } = this.drawing;
    const across = Math.min(width, box[2]) - Math.max(0, box[0]);
    const down = Math.min(height, box[3]) - Math.max(0, box[1]);
    if (across > 0 && down > 0 && across * down > width * height * INTERPRET.covering)
      this.covered = this.glyphs.length;
  }

  private repeated(a: unknown, b: unknown, c: unknown, d: unknown, positions: unknown): void {
    const at = toNumbers(positions);
    for (let index = 0; index + 1 < at.length; index += 2)
      this.picture(multiply(this.state.ctm, toMatrix([a, b, c, d, at[index], at[index + 1]])));
  }

  private group(parts: unknown): void {
    for (const part of Array.isArray(parts) ? parts : [])
      this.picture(multiply(this.state.ctm, toMatrix(toNumbers((part as { transform?: unknown }).transform))));
  }
}

/** pdf.js gives colours as #rrggbb. */
function toRgb([colour]: readonly unknown[]): Rgb | null {
  const parts =
    /^#(..)(..)(..)$/
      .exec(String(colour))
      ?.slice(1)
      .map((part) => Number.parseInt(part, 16)) ?? [];
  const [red, green, blue] = parts;
  return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue];
}

const isWhite = (colour: Rgb | null): boolean => colour !== null && Math.min(...colour) >= 252;

/** The part that two boxes have in common. */
const common = (one: Box, other: Box): Box => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];
