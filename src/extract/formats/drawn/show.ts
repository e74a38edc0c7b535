import type { Box } from '../layout/model.ts';
import { canonical } from './characters.ts';
import { VERTICAL_METRICS } from './font.ts';
import type { DrawnGlyph } from './ink.ts';
import { isClipped, onPaper } from './layers.ts';
import { apply, applyBox, type Matrix } from './matrix.ts';
import { LAYERS, SHOW } from './settings.ts';
import { type GraphicsState, textToPage } from './state.ts';

/** Draws the glyphs of one show-text operation and moves the text position past them. */
export function showText(state: GraphicsState, items: readonly unknown[], run: number, order: number): DrawnGlyph[] {
  const { font, fontSize } = state;
  if (!font || fontSize === 0) return [];
  const toPage = textToPage(state);
  const look = lookOf(state, toPage);
  const drawn: DrawnGlyph[] = [];
  let advance = 0;
  for (const item of items) {
    if (typeof item === 'number') advance += ((font.vertical ? 1 : -1) * item * fontSize) / 1000;
    const glyph = toGlyph(item);
    if (!glyph) continue;
    const placed = font.vertical ? placeVertical(state, glyph, advance) : placeHorizontal(state, glyph, advance);
    advance += placed.advance;
    const text = canonical(glyph.text);
    if (text !== '') {
      const box = applyBox(toPage, placed.box);
      const unseen = look.unseen ?? (isClipped(box, state.clip) ? 'clipped' : null);
      drawn.push({ text, box, size: look.size, turn: look.turn, colour: look.colour, unseen, run, order });
    }
  }
  if (font.vertical) state.y -= advance;
  else state.x += advance * state.horizontalScale;
  return drawn;
}

interface FontGlyph {
  readonly text: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly metrics: readonly number[] | null;
}

/** Reads a glyph as pdf.js writes it into its operator list; null for what is none. */
function toGlyph(item: unknown): FontGlyph | null {
  if (typeof item !== 'object' || item === null) return null;
  const { unicode, width, isSpace, vmetric } = item as Record<'unicode' | 'width' | 'isSpace' | 'vmetric', unknown>;
  return {
    text: typeof unicode === 'string' ? unicode : '',
    width: Number.isFinite(width) ? Number(width) : 0,
    isSpace: isSpace === true,
    metrics: Array.isArray(vmetric) ? vmetric.map(Number) : null,
  };
}

interface PlacedGlyph {
  readonly box: Box;
  readonly advance: number;
}

function placeHorizontal(state: GraphicsState, glyph: FontGlyph, advance: number): PlacedGlyph {
  const width = glyph.width * state.fontSize * (state.font?.widthScale ?? 0.001);
  const em = state.fontSize * (state.font?.emScale ?? 1);
  const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0);
  const left = state.x + advance * state.horizontalScale;
  const base = state.y + state.rise;
  return {
    box: [left, base - em * SHOW.descent, left + width * state.horizontalScale, base + em * SHOW.ascent],
    advance: width + spacing,
  };
}

function placeVertical(state: GraphicsState, glyph: FontGlyph, advance: number): PlacedGlyph {
  const scale = state.fontSize * 0.001;
  const [fallHeight, fallX, fallY] = state.font?.verticalMetrics ?? VERTICAL_METRICS;
  const [height, originX, originY] = [
    glyph.metrics?.[0] ?? fallHeight,
    glyph.metrics ? (glyph.metrics[1] ?? fallX) : glyph.width / 2,
    glyph.metrics?.[2] ?? fallY,
  ];
  const left = state.x - originX * scale;
  const base = state.y + state.rise - advance - originY * scale;
  return {
    box: [left, base - state.fontSize * SHOW.descent, left + glyph.width * scale, base + state.fontSize * SHOW.ascent],
    advance: -height * scale - state.charSpacing - (glyph.isSpace ? state.wordSpacing : 0),
  };
}

/** What all glyphs of one operation have in common: how they look, and why none of them is seen. */
function lookOf(state: GraphicsState, toPage: Matrix): Pick<DrawnGlyph, 'size' | 'turn' | 'colour' | 'unseen'> {
  const size = Math.abs(state.fontSize * (state.font?.emScale ?? 1)) * Math.hypot(toPage[2], toPage[3]);
  const mode = state.renderMode % 4;
  const [own, alpha] = mode === 1 ? [state.stroke, state.strokeAlpha] : [state.fill, state.fillAlpha];
  const colour = own && !state.mixed ? onPaper(own, alpha) : null;
  return { size, turn: turnOf(toPage), colour, unseen: whyAllUnseen(size, mode, alpha) };
}

function whyAllUnseen(size: number, mode: number, alpha: number): DrawnGlyph['unseen'] {
  if (size < LAYERS.leastSize) return 'tiny';
  if (mode === 3) return 'invisible';
  return alpha < LAYERS.transparent ? 'transparent' : null;
}

/** Quarter turns clockwise of the direction of writing, on a page whose y grows downwards. */
function turnOf(toPage: Matrix): DrawnGlyph['turn'] {
  const [x0, y0] = apply(toPage, 0, 0);
  const [x1, y1] = apply(toPage, 1, 0);
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [cos, sin] = [(x1 - x0) / length, (y1 - y0) / length];
  if (Math.abs(sin) < SHOW.askew) return cos > 0 ? 0 : 2;
  if (Math.abs(cos) < SHOW.askew) return sin > 0 ? 1 : 3;
  return null;
}
