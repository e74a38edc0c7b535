import { apply, type Matrix } from '../drawn/matrix.ts';
import type { Point } from '../drawn/paths.ts';
import { arcData } from './arc.ts';

/* Shapes as GB/T 33190 abbreviates them, as the numbers that `pdf/paths.ts` reads: 0 x y move, 1 x y line, 2 cubic, 3 quadratic, 4 close. */

const ARITY: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

/** `AbbreviatedData`: `M` or `S` start, `L` line, `Q` and `B` curves, `A` arc, `C` close. */
export function pathData(text: string): number[] {
  const data: number[] = [];
  const parts = text.trim().split(/[\s,]+/);
  let [start, at]: [Point, Point] = [
    [0, 0],
    [0, 0],
  ];
  for (let index = 0; index < parts.length; ) {
    const command = parts[index++] ?? '';
    const arity = ARITY[command];
    if (arity === undefined) continue;
    const values = parts.slice(index, index + arity).map(Number.parseFloat);
    if (values.length < arity || !values.every(Number.isFinite)) break;
    index += arity;
    data.push(...operation(command, values, at));
    if (command === 'C') at = start;
    else at = [values.at(-2) ?? 0, values.at(-1) ?? 0];
    if (command === 'M' || command === 'S') start = at;
  }
  return data;
}

function operation(command: string, values: readonly number[], from: Point): number[] {
  if (command === 'M' || command === 'S') return [0, ...values];
  if (command === 'L') return [1, ...values];
  if (command === 'B') return [2, ...values];
  if (command === 'Q') return [3, ...values];
  if (command === 'C') return [4];
  const [rx = 0, ry = 0, turn = 0, large, clockwise, x = 0, y = 0] = values;
  return arcData({ from, to: [x, y], radii: [rx, ry], turn, isLarge: large === 1, isClockwise: clockwise === 1 });
}

/** A path as a matrix moves it. */
export function moved(data: readonly number[], matrix: Matrix): number[] {
  const result: number[] = [];
  for (let index = 0; index < data.length; ) {
    const code = data[index++] ?? 4;
    result.push(code);
    const points = code === 4 ? 0 : code === 2 ? 3 : code === 3 ? 2 : 1;
    for (let point = 0; point < points; point++, index += 2)
      result.push(...apply(matrix, data[index] ?? 0, data[index + 1] ?? 0));
  }
  return result;
}
