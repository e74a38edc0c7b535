import type { Rgb } from '../drawn/ink.ts';
import { type Matrix, toMatrix } from '../drawn/matrix.ts';
import type { Box } from '../layout/model.ts';

/** GB/T 33190 measures in millimetres, pages here in points. */
export const POINTS_PER_MM = 72 / 25.4;

/** An `ST_Array` of numbers; what is none is left out. */
export const numbersOf = (text: string | undefined | null): number[] =>
  (text ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number.parseFloat)
    .filter(Number.isFinite);

/** A number of an attribute; `fallback` where there is none. */
export function numberOf(text: string | undefined, fallback: number): number {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : fallback;
}

/** An `ST_Box` (x, y, width, height) as edges; null where it is none. */
export function boxOf(text: string | undefined | null): Box | null {
  const [x, y, width, height] = numbersOf(text);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  return [x, y, x + width, y + height];
}

/** A `CTM`; the identity where there is none. */
export const ctmOf = (text: string | undefined): Matrix => toMatrix(numbersOf(text));

/** `DeltaX` and `DeltaY`, `most` of them at most: distances between characters; `g 3 5.2` stands for three times 5.2. */
export function deltasOf(text: string | undefined, most: number): number[] {
  const parts = (text ?? '').trim().split(/[\s,]+/);
  const deltas: number[] = [];
  for (let index = 0; index < parts.length && deltas.length < most; index++) {
    if (parts[index] !== 'g') {
      const value = Number.parseFloat(parts[index] ?? '');
      if (Number.isFinite(value)) deltas.push(value);
      continue;
    }
    const [count, value] = [Number.parseInt(parts[index + 1] ?? '', 10), Number.parseFloat(parts[index + 2] ?? '')];
    index += 2;
    if (!Number.isFinite(count) || !Number.isFinite(value)) continue;
    for (let times = 0; times < count && deltas.length < most; times++) deltas.push(value);
  }
  return deltas;
}

/** Whether an attribute of type boolean is set. */
export const isTrue = (text: string | undefined, fallback: boolean): boolean =>
  text === undefined ? fallback : /^(?:true|1)$/i.test(text.trim());

/** A colour's `Value` by the number of its parts: grey, red-green-blue, or cyan-magenta-yellow-black, each 0 to `most` or in hex. */
export function colourOf(text: string | undefined, most = 255): Rgb | null {
  const parts = (text ?? '')
    .trim()
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('#') ? Number.parseInt(part.slice(1), 16) : Number.parseFloat(part)))
    .map((part) => (part * 255) / most);
  if (parts.length === 0 || !parts.every(Number.isFinite)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  if (parts.length === 1) return [a, a, a];
  if (parts.length === 3) return [a, b, c];
  if (parts.length !== 4) return null;
  const light = (part: number) => ((255 - part) * (255 - d)) / 255;
  return [light(a), light(b), light(c)];
}
