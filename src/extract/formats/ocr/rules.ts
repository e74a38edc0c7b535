import type { Rule, RuleLines } from '../layout/model.ts';
import type { Gray } from './gray.ts';
import { type InkRun, runsIn, type Strip } from './rule-runs.ts';

/** A piece of rule is at least this long (inch): longer than a character's stroke in text size. */
const MIN_HORIZONTAL = 0.3;
const MIN_VERTICAL = 0.2;
/** A rule is at most this thick (inch); a shaded cell is more. */
const MAX_THICKNESS = 0.06;

/** The ruling lines of a picture, in points. Pieces broken by noise or a slight slope are joined by the grid finder. */
export function findRules(image: Gray, dpi: number): RuleLines {
  const points = 72 / dpi;
  const toRule = ({ from, to, first, last }: Stroke): Rule => ({
    from: from * points,
    to: (to + 1) * points,
    at: ((first + last + 1) / 2) * points,
  });
  const rows: Strip = { count: image.height, length: image.width, shades: image.data };
  return {
    horizontal: trace(rows, dpi, MIN_HORIZONTAL).map(toRule),
    vertical: trace(transposed(rows), dpi, MIN_VERTICAL).map(toRule),
  };
}

/** Columns as rows: both directions are then read along memory. */
function transposed({ count, length, shades }: Strip): Strip {
  const result = new Uint8Array(shades.length);
  for (let y = 0; y < count; y++)
    for (let x = 0; x < length; x++) result[x * count + y] = shades[y * length + x] ?? 255;
  return { count: length, length: count, shades: result };
}

/** A growing piece of rule: `from`–`to` along it, `first`–`last` across it, in pixels. */
interface Stroke {
  from: number;
  to: number;
  readonly first: number;
  last: number;
}

function trace(strip: Strip, dpi: number, minLength: number): Stroke[] {
  const done: Stroke[] = [];
  let open: Stroke[] = [];
  const thickest = dpi * MAX_THICKNESS;
  for (let line = 0; line < strip.count; line++) {
    for (const run of runsIn(strip, line, dpi, minLength)) grow(open, run, line);
    const old = open.filter((stroke) => stroke.last < line - 1);
    if (old.length === 0) continue;
    done.push(...old);
    open = open.filter((stroke) => stroke.last >= line - 1);
  }
  return [...done, ...open].filter((stroke) => stroke.last - stroke.first < thickest);
}

function grow(open: Stroke[], [from, to]: InkRun, line: number): void {
  const stroke = open.find((one) => one.from <= to + 2 && from <= one.to + 2);
  if (stroke) {
    stroke.from = Math.min(stroke.from, from);
    stroke.to = Math.max(stroke.to, to);
    stroke.last = line;
  } else open.push({ from, to, first: line, last: line });
}
