import type { Rule, Rules } from '../layout/model.ts';
import type { Gray } from './gray.ts';

/** Below this a pixel is ink of a rule; thin rules are grey after scanning. */
const DARK = 175;
/** A piece of rule is at least this long (inch): longer than a character's stroke in text size. */
const MIN_HORIZONTAL = 0.3;
const MIN_VERTICAL = 0.2;
/** A rule is at most this thick (inch); a shaded cell is more. */
const MAX_THICKNESS = 0.06;
/** Breaks along a rule that faint printing and noise leave (inch). */
const MAX_BREAK = 0.02;

/** The ruling lines of a picture, in points. Pieces broken by noise or a slight slope are joined by the grid finder. */
export function findRules(image: Gray, dpi: number): Rules {
  const points = 72 / dpi;
  const { width, height, data } = image;
  const horizontal = trace(height, width, (row, along) => data[row * width + along] ?? 255, dpi, MIN_HORIZONTAL);
  const vertical = trace(width, height, (column, along) => data[along * width + column] ?? 255, dpi, MIN_VERTICAL);
  const toRule = ({ from, to, first, last }: Stroke): Rule => ({
    from: from * points,
    to: (to + 1) * points,
    at: ((first + last + 1) / 2) * points,
  });
  return { horizontal: horizontal.map(toRule), vertical: vertical.map(toRule) };
}

/** A growing piece of rule: `from`–`to` along it, `first`–`last` across it, in pixels. */
interface Stroke {
  from: number;
  to: number;
  readonly first: number;
  last: number;
}

function trace(
  across: number,
  along: number,
  shade: (across: number, along: number) => number,
  dpi: number,
  minLength: number,
): Stroke[] {
  const done: Stroke[] = [];
  let open: Stroke[] = [];
  const shortest = dpi * minLength;
  const thickest = dpi * MAX_THICKNESS;
  const close = (stroke: Stroke) => {
    if (stroke.last - stroke.first < thickest) done.push(stroke);
  };
  for (let line = 0; line < across; line++) {
    for (const [from, to] of darkRuns(
      along,
      (place) => shade(line, place) < DARK,
      shortest,
      Math.max(2, dpi * MAX_BREAK),
    )) {
      const stroke = open.find((one) => one.from <= to + 2 && from <= one.to + 2);
      if (stroke) {
        stroke.from = Math.min(stroke.from, from);
        stroke.to = Math.max(stroke.to, to);
        stroke.last = line;
      } else open.push({ from, to, first: line, last: line });
    }
    const [old, young] = split(open, (stroke) => stroke.last < line - 1);
    old.forEach(close);
    open = young;
  }
  open.forEach(close);
  return done;
}

/** Runs of dark places at least `shortest` long, breaks up to `gap` bridged. */
function darkRuns(length: number, dark: (place: number) => boolean, shortest: number, gap: number): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  let last = -1;
  let count = 0;
  const end = () => {
    // Text bridged by the gap is loose; a rule is nearly solid.
    if (start >= 0 && last - start + 1 >= shortest && count >= (last - start + 1) * 0.8) runs.push([start, last]);
    start = -1;
    count = 0;
  };
  for (let place = 0; place < length; place++) {
    if (dark(place)) {
      if (start < 0) start = place;
      last = place;
      count++;
    } else if (start >= 0 && place - last > gap) end();
  }
  end();
  return runs;
}

function split<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const [yes, no]: [T[], T[]] = [[], []];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
