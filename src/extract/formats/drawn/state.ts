import type { Box } from '../layout/model.ts';
import type { FontMetrics } from './font.ts';
import type { Rgb } from './ink.ts';
import { IDENTITY, type Matrix, multiply } from './matrix.ts';

/** The part of PDF's graphics state that decides where ink stands and whether it can be seen. */
export interface GraphicsState {
  ctm: Matrix;
  /** What is drawn is seen inside of this only, in points of the page. */
  clip: Box;
  /** Null for a pattern. */
  fill: Rgb | null;
  stroke: Rgb | null;
  fillAlpha: number;
  strokeAlpha: number;
  /** How much is let through of all that stands in the group (a drawing that is laid on the page as a whole). */
  groupAlpha: number;
  /** A soft mask or a blending of colours is set: what is drawn mixes with what lies below. */
  mixed: boolean;
  lineWidth: number;
  font: FontMetrics | null;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderMode: number;
  textMatrix: Matrix;
  lineX: number;
  lineY: number;
  x: number;
  y: number;
}

export const initialState = (ctm: Matrix): GraphicsState => ({
  ctm,
  clip: [-Infinity, -Infinity, Infinity, Infinity],
  fill: [0, 0, 0],
  stroke: [0, 0, 0],
  fillAlpha: 1,
  strokeAlpha: 1,
  groupAlpha: 1,
  mixed: false,
  lineWidth: 1,
  font: null,
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  renderMode: 0,
  textMatrix: IDENTITY,
  lineX: 0,
  lineY: 0,
  x: 0,
  y: 0,
});

/** Sets the text matrix and starts a line at its origin. */
export function startText(state: GraphicsState, matrix: Matrix): void {
  state.textMatrix = matrix;
  state.lineX = state.lineY = state.x = state.y = 0;
}

export function moveText(state: GraphicsState, x: number, y: number): void {
  state.lineX += x;
  state.lineY += y;
  state.x = state.lineX;
  state.y = state.lineY;
}

/** Text space to displayed page. */
export const textToPage = (state: GraphicsState): Matrix => multiply(state.ctm, state.textMatrix);
