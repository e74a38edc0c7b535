import type { Box, Rule } from '../layout/model.ts';
import { apply, type Matrix } from './matrix.ts';
import { PATHS } from './settings.ts';

export interface PathInk {
  readonly horizontal: Rule[];
  readonly vertical: Rule[];
  readonly areas: Box[];
  /** Strokes that are no rules: from point to point. */
  readonly slants: Slant[];
}

/** A straight stroke that is neither level nor upright, or the box of a curved one. */
export interface Slant {
  readonly from: Point;
  readonly to: Point;
  readonly curved: boolean;
}

export type Point = readonly [x: number, y: number];

export interface Subpath {
  readonly points: Point[];
  curved: boolean;
  closed: boolean;
}

/** Adds what a path draws. */
export function addPath(ink: PathInk, paths: readonly Subpath[], paint: { fill: boolean; stroke: boolean }): void {
  for (const subpath of paths) {
    if (subpath.points.length < 2) continue;
    if (subpath.curved) {
      if (paint.stroke && !subpath.closed) addCurve(ink, subpath);
      continue;
    }
    if (paint.stroke) addStroke(ink, subpath);
    if (paint.fill) addFill(ink, subpath);
  }
}

/** The parts of pdf.js's path: 0 x y move, 1 x y line, 2 cubic (6), 3 quadratic (4), 4 close. */
export function subpaths(data: ArrayLike<number>, matrix: Matrix): Subpath[] {
  const found: Subpath[] = [];
  const at = (index: number): Point => apply(matrix, data[index] ?? 0, data[index + 1] ?? 0);
  for (let index = 0; index < data.length; ) {
    const code = data[index++];
    const open = found.at(-1);
    if (code === 0) found.push({ points: [at(index)], curved: false, closed: false });
    else if (code === 1) open?.points.push(at(index));
    else if (open && code === 4) open.closed = true;
    else if (open) {
      open.curved = true;
      open.points.push(
        ...curvePoints(
          open.points.at(-1),
          code === 2 ? [0, 2, 4].map((by) => at(index + by)) : [0, 2].map((by) => at(index + by)),
        ),
      );
    }
    index += code === 4 ? 0 : code === 2 ? 6 : code === 3 ? 4 : 2;
  }
  return found;
}

/** Points along a curve that begins at one point and is drawn by the others. */
function curvePoints(start: Point | undefined, rest: readonly Point[]): Point[] {
  const from = start ?? rest[0] ?? [0, 0];
  return [0.25, 0.5, 0.75, 1].map((t) => curveAt([from, ...rest], t));
}

function curveAt(points: readonly Point[], t: number): Point {
  const [first = [0, 0], ...rest] = points;
  if (rest.length === 0) return first;
  return curveAt(
    rest.map(([x, y], index): Point => {
      const [fromX, fromY] = points[index] ?? [x, y];
      return [fromX + (x - fromX) * t, fromY + (y - fromY) * t];
    }),
    t,
  );
}

/** The box around all points of a path. */
export function pathBox(paths: readonly Subpath[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { points } of paths)
    for (const point of points) {
      left = Math.min(left, point[0]);
      top = Math.min(top, point[1]);
      right = Math.max(right, point[0]);
      bottom = Math.max(bottom, point[1]);
    }
  return [left, top, right, bottom];
}

function addStroke(ink: PathInk, { points, closed }: Subpath): void {
  points.forEach((point, index) => {
    const next = points[index + 1] ?? (closed ? points[0] : undefined);
    if (next) addSegment(ink, point, next);
  });
}

function addCurve(ink: PathInk, subpath: Subpath): void {
  const [left, top, right, bottom] = pathBox([subpath]);
  ink.slants.push({ from: [left, top], to: [right, bottom], curved: true });
}

function addSegment(ink: PathInk, [x0, y0]: Point, [x1, y1]: Point): void {
  const [width, height] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  if (height <= PATHS.lean && width > height)
    ink.horizontal.push({ from: Math.min(x0, x1), to: Math.max(x0, x1), at: (y0 + y1) / 2 });
  else if (width <= PATHS.lean && height > width)
    ink.vertical.push({ from: Math.min(y0, y1), to: Math.max(y0, y1), at: (x0 + x1) / 2 });
  else if (width > PATHS.lean && height > PATHS.lean)
    ink.slants.push(
      x0 < x1 ? { from: [x0, y0], to: [x1, y1], curved: false } : { from: [x1, y1], to: [x0, y0], curved: false },
    );
}

/** A filled rectangle is a rule where it is thin, else an area whose edges may be rules. */
function addFill(ink: PathInk, subpath: Subpath): void {
  addBox(ink, pathBox([subpath]), isRectangle(subpath.points));
}

export function addBox(ink: PathInk, box: Box, rectangle: boolean): void {
  const [left, top, right, bottom] = box;
  const [width, height] = [right - left, bottom - top];
  if (height <= PATHS.thin && width > height) ink.horizontal.push({ from: left, to: right, at: (top + bottom) / 2 });
  else if (width <= PATHS.thin && height > width) ink.vertical.push({ from: top, to: bottom, at: (left + right) / 2 });
  else if (rectangle && width > PATHS.thin && height > PATHS.thin) ink.areas.push(box);
}

export const isRectangle = (points: readonly Point[]): boolean =>
  points.length >= 4 &&
  points.every((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return Math.abs(point[0] - next[0]) < PATHS.lean || Math.abs(point[1] - next[1]) < PATHS.lean;
  });
