import { isKnownPhrase } from '../../../../codebook/index.ts';
import { cluster } from '../cluster.ts';
import { around, centreX, centreY } from '../model.ts';
import type { LabelRun } from './label-columns.ts';
import type { LineSpacing } from './rule-between.ts';
import { LABELS, RUNS } from './settings.ts';
import { overlapX, startsCell } from './text-runs.ts';
import type { ValueRow } from './values.ts';

/** How cells are aligned from top to bottom. */
export type Alignment = 'middle' | 'top' | 'bottom';
const ALIGNMENTS: readonly Alignment[] = ['middle', 'top', 'bottom'];

/** One line of the words in front of the numbers. */
interface LabelLine {
  readonly y: number;
  readonly runs: readonly LabelRun[];
}

export interface RowLabel {
  readonly runs: readonly LabelRun[];
  /** It stands exactly where the table's alignment puts it. */
  readonly certain: boolean;
  /** Reports print it. */
  readonly known: boolean;
  /** Its words are those of one label of the form, and it alone stands at the row's height. */
  readonly spelled: boolean;
}

/** Finds each row's label among lines of words: the one partition whose parts stand at their rows' heights. */
export function labelsOfRows(
  rows: readonly ValueRow[],
  runs: readonly LabelRun[],
  spacing: LineSpacing & { readonly headed: boolean },
): RowLabel[] {
  const lines = labelLines(runs);
  const last = Math.max(0, ...runs.map(({ to }) => to));
  const ways = ALIGNMENTS.map((alignment) => new Partition(rows, lines, { ...spacing, alignment, last }).solve());
  const best = ways.reduce((one, other) => (other.cost < one.cost - 1e-6 ? other : one));
  return best.labels;
}

function labelLines(runs: readonly LabelRun[]): LabelLine[] {
  const lines = cluster(
    runs,
    ({ run }) => centreY(run.box),
    ({ first }, y, { run }) => y - first < run.size * RUNS.sameLine,
  );
  return lines.map((own) => ({ y: Math.min(...own.map(({ run }) => centreY(run.box))), runs: own }));
}

interface Setting extends LineSpacing {
  /** A header stands above the rows. */
  readonly headed: boolean;
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
  private readonly lines: readonly LabelLine[];
  private readonly setting: Setting;
  private readonly firstNumbered: number;

  constructor(rows: readonly ValueRow[], lines: readonly LabelLine[], setting: Setting) {
    this.rows = rows;
    this.lines = lines;
    this.setting = setting;
    this.firstNumbered = lines.findIndex((line) => startsCell(textOf(line)));
  }

  solve(): { cost: number; labels: RowLabel[] } {
    const { rows, lines } = this;
    const width = lines.length + 1;
    // best[row * width + line]: the cheapest way to have shared out so many lines to so many rows.
    const best: (Choice | undefined)[] = [];
    const offer = (row: number, line: number, choice: Choice) => {
      const known = best[row * width + line];
      if (!known || choice.cost < known.cost) best[row * width + line] = choice;
    };
    offer(0, 0, { cost: 0, row: -1, from: 0, to: 0, before: null });
    for (let row = 0; row <= rows.length; row++) {
      for (let line = 0; line <= lines.length; line++) {
        const here = best[row * width + line];
        if (!here) continue;
        if (line < lines.length) {
          const cost = here.cost + this.costOfLeaving(line);
          offer(row, line + 1, { cost, row: -1, from: line, to: line, before: here });
        }
        if (row === rows.length) continue;
        offer(row + 1, line, { cost: here.cost + LABELS.rowWithoutLabel, row, from: line, to: line, before: here });
        for (let to = line + 1; to <= Math.min(lines.length, line + LABELS.mostLines); to++) {
          const fit = this.fitOf(row, line, to);
          if (!fit) continue;
          const cost = fit.away + (fit.known ? -LABELS.known : fit.rest);
          offer(row + 1, to, { cost: here.cost + cost, row, from: line, to, before: here });
        }
      }
    }
    const end = best[rows.length * width + lines.length] ?? null;
    return { cost: end?.cost ?? Number.POSITIVE_INFINITY, labels: this.labelsOf(end) };
  }

  private labelsOf(end: Choice | null): RowLabel[] {
    const labels: RowLabel[] = this.rows.map(() => ({ runs: [], certain: false, known: false, spelled: false }));
    for (let choice = end; choice; choice = choice.before) {
      if (choice.row < 0 || choice.from === choice.to) continue;
      const used = this.used(choice.from, choice.to);
      const fit = this.fitOf(choice.row, choice.from, choice.to);
      const near = fit?.known ? LABELS.certainKnown : LABELS.certain;
      const certain = fit !== null && fit.away + (fit.known ? 0 : fit.rest) <= near;
      labels[choice.row] = {
        runs: used.flatMap((line) => line.runs),
        certain,
        known: fit?.known ?? false,
        spelled: false,
      };
    }
    return labels;
  }

  /** Lines that only a merged cell beside the labels has are free to leave. */
  private costOfLeaving(line: number): number {
    // In front of the first numbered label of a page without a header stands the rest of a label on the page before.
    if (!this.setting.headed && line < this.firstNumbered) return 0;
    return this.lines[line]?.runs.some(({ to }) => to === this.setting.last) ? LABELS.lineLeftOut : 0;
  }

  private readonly costs = new Map<
    number,
    { distance: number; rest: number; known: boolean; from: number; to: number; x: number } | null
  >();

  /** How a range of lines fits as a row's label; null where it cannot be it. */
  private fitOf(row: number, from: number, to: number): { away: number; rest: number; known: boolean } | null {
    const key = from * (LABELS.mostLines + 1) + (to - from);
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
    if (away > LABELS.furthest || [range.from, range.to].some((y) => hasRuleBetween(range.x, y, place.centre)))
      return null;
    return { away, rest: range.rest, known: range.known };
  }

  /** Where a range of lines stands, and what speaks against its being one label; null where its last line is not its own. */
  private rangeOf(from: number, to: number) {
    const used = this.used(from, to);
    const [first, last] = [used[0], used.at(-1)];
    if (!first || !last || first.y !== this.lines[from]?.y || last.y !== this.lines[to - 1]?.y) return null;
    if (used.some((line, index) => index > 0 && !overlaps(used[index - 1], line))) return null;
    const { alignment, maxLineGap } = this.setting;
    const ordinals = used.slice(1).filter((line) => startsCell(textOf(line))).length;
    const borderless = used.filter((line, index) => line.y - (used[index - 1]?.y ?? line.y) > maxLineGap).length;
    return {
      distance: alignment === 'middle' ? (first.y + last.y) / 2 : alignment === 'top' ? first.y : last.y,
      rest: ordinals * LABELS.ordinalInside + borderless * LABELS.looseLines,
      known: isKnownPhrase(labelText(used)),
      from: first.y,
      to: last.y,
      x: centreX(around(used.flatMap((line) => line.runs.map(({ run }) => run.box)))),
    };
  }

  /**
   * The lines of a range that are its label: where words reach into the last column, those (with all that stand in the columns of a label
   * that spans several); else those furthest to the right.
   */
  private used(from: number, to: number): LabelLine[] {
    const range = this.lines.slice(from, to);
    const runs = range.flatMap((line) => line.runs);
    const deepest = Math.max(...runs.map((one) => one.to));
    const reaching = runs.filter((one) => one.to === deepest);
    const start = Math.min(...reaching.map((one) => one.from));
    const label = around(reaching.map((one) => one.run.box));
    const isOwn = (one: LabelRun) => one.to === deepest || (one.from >= start && overlapX(one.run.box, label));
    return range.flatMap((line) => {
      const own = line.runs.filter(isOwn);
      return own.length > 0 ? [{ y: line.y, runs: own }] : [];
    });
  }
}

/** Lines of one cell stand below each other. */
function overlaps(upper: LabelLine | undefined, lower: LabelLine): boolean {
  const extent = (line: LabelLine | undefined) => around((line?.runs ?? []).map(({ run }) => run.box));
  return overlapX(extent(upper), extent(lower));
}

/** The text of lines, without white. */
const labelText = (lines: readonly LabelLine[]): string =>
  lines
    .flatMap(({ runs }) => runs.map(({ run }) => run.text))
    .join('')
    .replace(/\s/g, '');

const textOf = (line: LabelLine): string => line.runs[0]?.run.text ?? '';
