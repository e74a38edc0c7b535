import { around, centreX, centreY } from '../model.ts';
import type { LabelPiece } from './label-columns.ts';
import type { LineSpacing } from './rule-between.ts';
import { NUMBERED, overlapX } from './text-runs.ts';
import type { ValueRow } from './values.ts';

/** How cells are aligned from top to bottom. */
export type Alignment = 'middle' | 'top' | 'bottom';
const ALIGNMENTS: readonly Alignment[] = ['middle', 'top', 'bottom'];

/** Costs, in heights of the type: distance from the row counts as it is. */
const ORDINAL_INSIDE = 1;
const LOOSE_LINES = 0.5;
const LINE_LEFT_OUT = 0.35;
const ROW_WITHOUT_LABEL = 2;
/** A label and the labels of a merged cell beside it have at most so many lines. */
const MOST_LINES = 14;
/** Labels stand at most this far from their row's middle (heights of the type). */
const REACH = 8;
/** A label that stands this near its row's place (heights of the type) is certain: one line more or less moves it by more than half a line. */
const CERTAIN = 0.3;

/** One line of the words in front of the numbers. */
interface Level {
  readonly y: number;
  readonly pieces: readonly LabelPiece[];
}

export interface RowLabel {
  readonly pieces: readonly LabelPiece[];
  /** It stands exactly where the table's alignment puts it. */
  readonly certain: boolean;
}

/** Finds each row's label among lines of words: the one partition whose parts stand at their rows' heights. */
export function labelsOfRows(
  rows: readonly ValueRow[],
  pieces: readonly LabelPiece[],
  spacing: LineSpacing,
): RowLabel[] {
  const levels = levelsOf(pieces);
  const last = Math.max(0, ...pieces.map(({ to }) => to));
  const ways = ALIGNMENTS.map((alignment) => new Partition(rows, levels, { ...spacing, alignment, last }).solve());
  const best = ways.reduce((one, other) => (other.cost < one.cost - 1e-6 ? other : one));
  return best.labels;
}

function levelsOf(pieces: readonly LabelPiece[]): Level[] {
  const levels: { y: number; pieces: LabelPiece[] }[] = [];
  for (const one of [...pieces].sort((a, b) => centreY(a.piece.box) - centreY(b.piece.box))) {
    const level = levels.at(-1);
    const y = centreY(one.piece.box);
    if (level && y - level.y < one.piece.size * 0.2) level.pieces.push(one);
    else levels.push({ y, pieces: [one] });
  }
  return levels;
}

interface Setting extends LineSpacing {
  readonly alignment: Alignment;
  /** The last label column: the labels themselves. */
  readonly last: number;
}

interface Choice {
  readonly cost: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly before: Choice | null;
}

/** Shares lines out to rows in order, each line to one row or to none, at the least cost. */
class Partition {
  private readonly rows: readonly ValueRow[];
  private readonly levels: readonly Level[];
  private readonly setting: Setting;

  constructor(rows: readonly ValueRow[], levels: readonly Level[], setting: Setting) {
    this.rows = rows;
    this.levels = levels;
    this.setting = setting;
  }

  solve(): { cost: number; labels: RowLabel[] } {
    const { rows, levels } = this;
    const width = levels.length + 1;
    // best[row * width + line]: the cheapest way to have shared out so many lines to so many rows.
    const best: (Choice | undefined)[] = [];
    const offer = (row: number, line: number, choice: Choice) => {
      const known = best[row * width + line];
      if (!known || choice.cost < known.cost) best[row * width + line] = choice;
    };
    offer(0, 0, { cost: 0, row: -1, from: 0, to: 0, before: null });
    for (let row = 0; row <= rows.length; row++) {
      for (let line = 0; line <= levels.length; line++) {
        const here = best[row * width + line];
        if (!here) continue;
        if (line < levels.length) {
          const cost = here.cost + this.costOfLeaving(line);
          offer(row, line + 1, { cost, row: -1, from: line, to: line, before: here });
        }
        if (row === rows.length) continue;
        offer(row + 1, line, { cost: here.cost + ROW_WITHOUT_LABEL, row, from: line, to: line, before: here });
        for (let to = line + 1; to <= Math.min(levels.length, line + MOST_LINES); to++) {
          const cost = this.costOf(row, line, to);
          if (cost !== null) offer(row + 1, to, { cost: here.cost + cost, row, from: line, to, before: here });
        }
      }
    }
    const end = best[rows.length * width + levels.length] ?? null;
    return { cost: end?.cost ?? Number.POSITIVE_INFINITY, labels: this.labelsOf(end) };
  }

  private labelsOf(end: Choice | null): RowLabel[] {
    const labels: RowLabel[] = this.rows.map(() => ({ pieces: [], certain: false }));
    for (let choice = end; choice; choice = choice.before) {
      if (choice.row < 0 || choice.from === choice.to) continue;
      const used = this.used(choice.from, choice.to);
      const cost = this.costOf(choice.row, choice.from, choice.to) ?? Number.POSITIVE_INFINITY;
      labels[choice.row] = { pieces: used.flatMap((level) => level.pieces), certain: cost <= CERTAIN };
    }
    return labels;
  }

  /** Lines that only a merged cell beside the labels has are free to leave. */
  private costOfLeaving(line: number): number {
    return this.levels[line]?.pieces.some(({ to }) => to === this.setting.last) ? LINE_LEFT_OUT : 0;
  }

  private readonly costs = new Map<
    number,
    { distance: number; rest: number; from: number; to: number; x: number } | null
  >();

  private costOf(row: number, from: number, to: number): number | null {
    const key = from * (MOST_LINES + 1) + (to - from);
    let range = this.costs.get(key);
    if (range === undefined) {
      range = this.rangeOf(from, to);
      this.costs.set(key, range);
    }
    const place = this.rows[row];
    if (!range || !place) return null;
    const { alignment, hasRuleBetween } = this.setting;
    const at = alignment === 'middle' ? place.centre : alignment === 'top' ? place.first : place.last;
    const away = Math.abs(range.distance - at) / place.em;
    if (away > REACH || [range.from, range.to].some((y) => hasRuleBetween(range.x, y, place.centre))) return null;
    return away + range.rest;
  }

  /** Where a range of lines stands, and what speaks against its being one label; null where its last line is not its own. */
  private rangeOf(from: number, to: number) {
    const used = this.used(from, to);
    const [first, last] = [used[0], used.at(-1)];
    if (!first || !last || first.y !== this.levels[from]?.y || last.y !== this.levels[to - 1]?.y) return null;
    if (used.some((level, index) => index > 0 && !overlaps(used[index - 1], level))) return null;
    const { alignment, maxLineGap } = this.setting;
    const ordinals = used.slice(1).filter((level) => NUMBERED.test(textOf(level))).length;
    const loose = used.filter((level, index) => level.y - (used[index - 1]?.y ?? level.y) > maxLineGap).length;
    return {
      distance: alignment === 'middle' ? (first.y + last.y) / 2 : alignment === 'top' ? first.y : last.y,
      rest: ordinals * ORDINAL_INSIDE + loose * LOOSE_LINES,
      from: first.y,
      to: last.y,
      x: centreX(around(used.flatMap((level) => level.pieces.map(({ piece }) => piece.box)))),
    };
  }

  /**
   * The lines of a range that are its label: where words reach into the last column, those (with all that stand in the columns of a label
   * that spans several); else those furthest to the right.
   */
  private used(from: number, to: number): Level[] {
    const range = this.levels.slice(from, to);
    const pieces = range.flatMap((level) => level.pieces);
    const deepest = Math.max(...pieces.map((one) => one.to));
    const reaching = pieces.filter((one) => one.to === deepest);
    const start = Math.min(...reaching.map((one) => one.from));
    const label = around(reaching.map((one) => one.piece.box));
    const isOwn = (one: LabelPiece) => one.to === deepest || (one.from >= start && overlapX(one.piece.box, label));
    return range.flatMap((level) => {
      const own = level.pieces.filter(isOwn);
      return own.length > 0 ? [{ y: level.y, pieces: own }] : [];
    });
  }
}

/** Lines of one cell stand below each other. */
function overlaps(upper: Level | undefined, lower: Level): boolean {
  const extent = (level: Level | undefined) => around((level?.pieces ?? []).map(({ piece }) => piece.box));
  return overlapX(extent(upper), extent(lower));
}

const textOf = (level: Level): string => level.pieces[0]?.piece.text ?? '';
