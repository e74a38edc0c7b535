import type { Box } from '../layout/model.ts';
import { CrossedOut } from './crossed.ts';
import type { Drawing } from './drawing.ts';
import type { DrawnGlyph, PageInk, Rgb } from './ink.ts';
import { hiddenBy, PageLayers } from './layers.ts';
import { applyBox, multiply, toMatrix, toNumbers } from './matrix.ts';
import { INTERPRET, LAYERS } from './settings.ts';
import { moveText, startText } from './state.ts';
import { common, PageSurface } from './surface.ts';

/** Follows a page's operations and collects glyphs, rules, filled areas and pictures where they are seen. */
export function interpret(drawing: Drawing): PageInk {
  const surface = new PageSurface(drawing);
  const steps = {
    ...graphicsSteps(surface, drawing),
    ...colourSteps(surface),
    ...textSteps(surface, drawing),
    ...pictureSteps(surface, drawing),
  };
  for (const { name, args } of drawing.operations) {
    steps[name]?.(args);
    if (name.startsWith('show') || name === 'constructPath' || name.startsWith('paint')) surface.unpainted = null;
  }
  surface.missingPicture();
  const layers = new PageLayers(surface.layers);
  const crossed = new CrossedOut(surface.ink.slants);
  return {
    width: drawing.width,
    height: drawing.height,
    glyphs: withoutCovered(surface)
      .filter((glyph) => onPage(glyph.box, drawing))
      .map((glyph) => {
        const unseen = glyph.unseen ?? hiddenBy(glyph, layers) ?? (crossed.has(glyph) ? 'crossed' : null);
        return unseen === glyph.unseen ? glyph : { ...glyph, unseen };
      }),
    horizontal: surface.ink.horizontal,
    vertical: surface.ink.vertical,
    areas: surface.ink.areas,
    images: surface.images,
    outlines: surface.layers.filter(({ outlines }) => outlines !== null).length,
  };
}

function withoutCovered({ glyphs, covered, ink }: PageSurface): DrawnGlyph[] {
  if (ink.horizontal.length + ink.vertical.length >= INTERPRET.fewRules) return glyphs;
  return glyphs.map((glyph, index) => (index < covered ? { ...glyph, unseen: 'invisible' } : glyph));
}

const onPage = ([left, top, right, bottom]: Box, { width, height }: Drawing): boolean =>
  left < width && right > 0 && top < height && bottom > 0;

type DrawingStep = (args: readonly unknown[]) => void;
type DrawingSteps = Readonly<Record<string, DrawingStep>>;

function graphicsSteps(surface: PageSurface, drawing: Drawing): DrawingSteps {
  const number = (value: unknown) => Number(value) || 0;
  return {
    save: () => surface.save(),
    restore: () => surface.restore(),
    transform: (args) => surface.transform(toMatrix(args)),
    paintFormXObjectBegin: ([matrix, box]) => {
      surface.save();
      surface.transform(toMatrix(toNumbers(matrix)));
      surface.clipTo(toNumbers(box));
      surface.unpainted = null;
    },
    paintFormXObjectEnd: () => surface.restore(),
    // What a group lets through of itself as a whole, nothing inside it says again.
    beginGroup: () => {
      surface.save();
      surface.state.groupAlpha = surface.state.fillAlpha;
      surface.state.strokeAlpha = surface.state.fillAlpha;
    },
    endGroup: () => surface.restore(),
    beginAnnotation: ([, box, transform, matrix]) => {
      surface.save();
      surface.state = surface.fresh();
      surface.clipTo(toNumbers(box));
      surface.transform(toMatrix(toNumbers(transform)));
      surface.transform(toMatrix(toNumbers(matrix)));
      surface.unpainted = null;
    },
    endAnnotation: () => surface.restore(),
    clip: () => {
      surface.clipping = true;
    },
    eoClip: () => {
      surface.clipping = true;
    },
    setGState: ([entries]) => setGraphicsState(surface, drawing, entries),
    constructPath: ([paint, path]) => surface.path(String(paint), path),
    beginMarkedContent: () => surface.shown.push(true),
    beginMarkedContentProps: ([tag, group]) => surface.shown.push(tag !== 'OC' || drawing.visible(group)),
    endMarkedContent: () => surface.shown.pop(),
    setCharSpacing: ([value]) => {
      surface.state.charSpacing = number(value);
    },
    setWordSpacing: ([value]) => {
      surface.state.wordSpacing = number(value);
    },
    setHScale: ([value]) => {
      surface.state.horizontalScale = number(value) / 100;
    },
    setLeading: ([value]) => {
      surface.state.leading = -number(value);
    },
    setTextRenderingMode: ([value]) => {
      surface.state.renderMode = number(value);
    },
    setTextRise: ([value]) => {
      surface.state.rise = number(value);
    },
  };
}

function colourSteps(surface: PageSurface): DrawingSteps {
  const fill = (colour: Rgb | null) => {
    surface.state.fill = colour;
  };
  const stroke = (colour: Rgb | null) => {
    surface.state.stroke = colour;
  };
  return {
    setFillRGBColor: (args) => fill(toRgb(args)),
    setFillColorN: () => fill(null),
    setStrokeRGBColor: (args) => stroke(toRgb(args)),
    setStrokeColorN: () => stroke(null),
    setFillTransparent: () => fill(null),
    setStrokeTransparent: () => stroke(null),
    setLineWidth: ([width]) => {
      surface.state.lineWidth = Number(width) || 0;
    },
    shadingFill: () => surface.addLayer({ box: surface.state.clip, outlines: null, colour: null, opaque: false }),
  };
}

function textSteps(surface: PageSurface, drawing: Drawing): DrawingSteps {
  return {
    beginText: () => startText(surface.state, toMatrix([])),
    setFont: ([id, size]) => setFont(surface, drawing, id, size),
    setTextMatrix: (args) => startText(surface.state, toMatrix(args.length === 1 ? toNumbers(args[0]) : args)),
    moveText: ([x, y]) => moveText(surface.state, Number(x) || 0, Number(y) || 0),
    setLeadingMoveText: ([x, y]) => {
      surface.state.leading = Number(y) || 0;
      moveText(surface.state, Number(x) || 0, Number(y) || 0);
    },
    nextLine: () => moveText(surface.state, 0, surface.state.leading),
    showText: ([items]) => surface.text(Array.isArray(items) ? items : []),
  };
}

function pictureSteps(surface: PageSurface, drawing: Drawing): DrawingSteps {
  const unit: DrawingStep = () => surface.picture(surface.state.ctm);
  return {
    paintImageXObject: ([id]) => surface.picture(surface.state.ctm, drawing.isOpaque(String(id))),
    paintInlineImageXObject: ([image]) => surface.picture(surface.state.ctm, drawing.isOpaque(image)),
    paintImageMaskXObject: unit,
    paintSolidColorImageMask: () => {
      unit([]);
      const box = common(surface.state.clip, applyBox(surface.state.ctm, [0, 0, 1, 1]));
      const opaque = surface.state.fillAlpha >= LAYERS.opaque && !surface.state.mixed;
      surface.addLayer({ box, outlines: null, colour: opaque ? surface.state.fill : null, opaque });
    },
    paintImageXObjectRepeat: ([, scaleX, scaleY, positions]) => repeated(surface, scaleX, 0, 0, scaleY, positions),
    paintImageMaskXObjectRepeat: ([, scaleX, skewX, skewY, scaleY, positions]) =>
      repeated(surface, scaleX, skewX, skewY, scaleY, positions),
    paintInlineImageXObjectGroup: ([, parts]) => group(surface, parts),
    paintImageMaskXObjectGroup: ([parts]) => group(surface, parts),
  };
}

function setFont({ state }: PageSurface, drawing: Drawing, id: unknown, size: unknown): void {
  state.font = drawing.font(String(id));
  state.fontSize = Number(size) || 0;
}

function setGraphicsState(surface: PageSurface, drawing: Drawing, entries: unknown): void {
  const { state } = surface;
  for (const entry of Array.isArray(entries) ? entries : []) {
    const [key, value] = Array.isArray(entry) ? entry : [];
    if (key === 'Font' && Array.isArray(value)) setFont(surface, drawing, value[0], value[1]);
    else if (key === 'ca') state.fillAlpha = Number(value) * state.groupAlpha;
    else if (key === 'CA') state.strokeAlpha = Number(value) * state.groupAlpha;
    else if (key === 'LW') state.lineWidth = Number(value) || 0;
    else if (key === 'SMask' || key === 'BM') state.mixed = value !== false && value !== 'source-over';
  }
}

/** The same picture at several places. */
function repeated(surface: PageSurface, a: unknown, b: unknown, c: unknown, d: unknown, positions: unknown): void {
  const at = toNumbers(positions);
  for (let index = 0; index + 1 < at.length; index += 2)
    surface.picture(multiply(surface.state.ctm, toMatrix([a, b, c, d, at[index], at[index + 1]])));
}

/** Pictures that are painted in one operation. */
function group(surface: PageSurface, parts: unknown): void {
  for (const part of Array.isArray(parts) ? parts : [])
    surface.picture(multiply(surface.state.ctm, toMatrix(toNumbers((part as { transform?: unknown }).transform))));
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
