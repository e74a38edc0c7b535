import { cluster } from '../cluster.ts';
import { boxHeight, boxWidth, centreY } from '../model.ts';
import { isInHeaderWord } from './form-labels.ts';
import { maxLineGapOf } from './line-gap.ts';
import { REGIONS, RUNS } from './settings.ts';
import { type SpelledLabel, spelledLabels } from './spelled-labels.ts';
import { median, overlapX, type TextRun } from './text-runs.ts';
import { isUnitRun, isValue, rowsOf, type ValueRow, valuesOf } from './values.ts';

/** Rows of values that follow each other in the same columns, with the runs above, beside and below. */
export interface LineSegment {
  readonly rows: readonly ValueRow[];
  /** What is not a value, from the segment before to the one behind. */
  readonly words: readonly TextRun[];
  /** Numbers that stand elsewhere on the page. */
  readonly elsewhere: readonly TextRun[];
  /** Lines of one cell are at most this far apart, points. */
  readonly maxLineGap: number;
  /** Another segment stands below, perhaps with a band of words in front of its header. */
  readonly followed: boolean;
}

/** The parts of a page that are rows of numbers in columns. */
export function segmentsOf(runs: readonly TextRun[]): LineSegment[] {
  const forms = wholeLabels(runs);
  const labels = new Set(forms.flatMap((label) => label.runs));
  const regions = regionsOf(runs, forms).map(withRows);
  const rows = regions.map((region) => region.rows);
  return regions.flatMap((region) =>
    cutRegion(region, maxLineGapOf(runs, rows), { labels, numbers: runs.filter(isValue) }),
  );
}

interface Region {
  readonly runs: readonly TextRun[];
  readonly top: number;
  readonly bottom: number;
}

interface RegionRows {
  readonly rows: readonly ValueRow[];
  readonly words: readonly TextRun[];
}

type RunLine = readonly TextRun[];

/** Runs between the first and the last line of numbers, and what stands close above and below. */
function regionsOf(runs: readonly TextRun[], forms: readonly SpelledLabel[]): Region[] {
  const labels = new Set(forms.flatMap((label) => label.runs));
  const lines = linesOf(runs);
  const width = Math.max(...runs.map((run) => run.box[2])) - Math.min(...runs.map((run) => run.box[0]));
  const stretches: RunLine[][] = [];
  const isSpaced = rowTest(runs);
  const isForms = (line: RunLine) => forms.some((label) => isBeside(label, line));
  const isRow = (line: RunLine) => isSpaced(line) || isForms(line);
  let open: RunLine[] = [];
  const close = () => {
    const last = open.findLastIndex(isRow);
    const stretch = open.slice(0, last + 1);
    const above = lines[lines.indexOf(stretch[0] ?? []) - 1];
    if (last >= 0 && (stretch.some(isForms) || isTable(stretch, above, isRow, runs))) stretches.push(stretch);
    open = [];
  };
  for (const line of lines) {
    const before = open.at(-1);
    if (
      before &&
      (gapBetween(before, line) > REGIONS.maxGap || isHeading(line, before) || isProse(line, width, labels))
    )
      close();
    if (open.length > 0 || isRow(line)) open.push(line);
  }
  close();
  return stretches.map((stretch, index, all) => {
    const [top, bottom] = [topOf(stretch[0] ?? []), bottomOf(stretch.at(-1) ?? [])];
    const above = Math.max(0, ...all.slice(0, index).map((other) => bottomOf(other.at(-1) ?? [])));
    const below = Math.min(Infinity, ...all.slice(index + 1).map((other) => topOf(other[0] ?? [])));
    return {
      runs: runs.filter((run) => centreY(run.box) > above && centreY(run.box) < below),
      top,
      bottom,
    };
  });
}

function linesOf(runs: readonly TextRun[]): RunLine[] {
  const lines = cluster(
    runs,
    ({ box }) => centreY(box),
    ({ last }, centre, { size }) => centre - last < size * RUNS.sameLine,
  );
  return lines.map((line) => line.sort((a, b) => a.box[0] - b.box[0]));
}

const topOf = (line: RunLine): number => Math.min(...line.map((run) => run.box[1]));
const bottomOf = (line: RunLine): number => Math.max(...line.map((run) => run.box[3]));
const sizeOf = (line: RunLine): number => median(line.map((run) => run.size));

/** A line with a number that stands apart, with a label before it on the same line or lines of one above and below. */
const rowTest =
  (runs: readonly TextRun[]) =>
  (line: RunLine): boolean =>
    line.some(
      (run, index) => isValue(run) && apart(line, index) && (line.length >= REGIONS.minRuns || labelled(run, runs)),
    );

const labelled = (value: TextRun, runs: readonly TextRun[]): boolean =>
  runs.some(
    ({ box, text }) =>
      value.box[0] - box[2] > value.size * REGIONS.apart &&
      Math.abs(centreY(box) - centreY(value.box)) < value.size * 0.8 &&
      /\p{Script=Han}/u.test(text),
  );

function apart(line: RunLine, index: number): boolean {
  const white = (left: TextRun | undefined, right: TextRun | undefined) =>
    left && right ? right.box[0] - left.box[2] : Infinity;
  const em = (line[index]?.size ?? 0) * REGIONS.apart;
  return white(line[index - 1], line[index]) > em && white(line[index], line[index + 1]) > em;
}

/** Several rows, one of them of several columns; one row of many numbers; or any row right below a header of its columns. */
function isTable(
  stretch: readonly RunLine[],
  above: RunLine | undefined,
  isRow: (line: RunLine) => boolean,
  runs: readonly TextRun[],
): boolean {
  const isWide = (line: RunLine) =>
    line.length + (line[0] && isValue(line[0]) && labelled(line[0], runs) ? 1 : 0) >= REGIONS.wideLine;
  const rows = stretch.filter(isRow);
  if (rows.some(isWide) && rows.length >= REGIONS.minRows) return true;
  if ((rows[0] ?? []).length >= REGIONS.longRow) return true;
  if (rows.length > 0 && above && isWideHeader(above) && gapBetween(above, rows[0] ?? []) <= REGIONS.maxGap)
    return true;
  const lines = [...(above ? [above] : []), ...stretch];
  return lines.some((line, index) => isHeaderOf(line, lines.slice(index + 1).find(isRow)));
}

/** A line of so many header cells side by side as only a table has. */
const isWideHeader = (line: RunLine): boolean =>
  line.length >= REGIONS.longRow && line.every((run) => !isValue(run) && isInHeaderWord(run.text));

function isHeaderOf(line: RunLine, row: RunLine | undefined): boolean {
  if (!row || line.length < REGIONS.minRuns || line.some(isValue) || gapBetween(line, row) > REGIONS.maxGap / 2)
    return false;
  const hasRuleBetween = line.every((_, index) => apart(line, index));
  if (hasRuleBetween && line.length === row.length && !row.every(isValue)) return true;
  return row.some(
    (value) =>
      isValue(value) && line.slice(1).some((word, index) => apart(line, index + 1) && overlapX(word.box, value.box)),
  );
}

const gapBetween = (above: RunLine, below: RunLine): number =>
  (topOf(below) - bottomOf(above)) / Math.max(1, sizeOf(below));

const isHeading = (line: RunLine, before: RunLine): boolean =>
  line.length === 1 && sizeOf(line) > sizeOf(before) * REGIONS.larger;

function isProse(line: RunLine, width: number, labels: ReadonlySet<TextRun>): boolean {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || labels.has(first) || line.some((_, index) => index > 0 && apart(line, index))) return false;
  return line.reduce((sum, run) => sum + boxWidth(run.box), 0) > width * REGIONS.prose;
}

function withRows({ runs, top, bottom }: Region): RegionRows {
  const inside = runs.filter((run) => centreY(run.box) > top - 1 && centreY(run.box) < bottom + 1);
  const values = valuesOf(inside, runs);
  const used = new Set(values.flatMap((value) => value.runs));
  return { rows: rowsOf(values), words: runs.filter((run) => !used.has(run)) };
}

/** A region's rows cut where words stand across the columns: a header, a band, a heading. */
function cutRegion(
  { rows, words }: RegionRows,
  maxLineGap: number,
  { labels, numbers }: { labels: ReadonlySet<TextRun>; numbers: readonly TextRun[] },
): LineSegment[] {
  // A unit stands alone where its row has no number.
  const others = words.filter((word) => !labels.has(word) && !isUnitRun(word));
  const groups: ValueRow[][] = [];
  for (const row of rows) {
    const before = groups.at(-1)?.at(-1);
    if (before && !others.some((word) => between(word, before, row, words))) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups.map((group, index) => {
    const above = groups[index - 1]?.at(-1);
    const below = groups[index + 1]?.[0];
    const last = group.at(-1);
    // The next part begins with what parts it from this one.
    const parting = last && below ? others.filter((word) => between(word, last, below, words)) : [];
    const end = Math.min(...parting.map((word) => word.box[1]));
    const own = (word: TextRun) => (!above || centreY(word.box) > above.centre) && centreY(word.box) < end;
    const used = new Set(group.flatMap(({ values }) => values.flatMap(({ runs }) => runs)));
    const elsewhere = numbers.filter((run) => !used.has(run));
    return { rows: group, words: words.filter(own), elsewhere, maxLineGap, followed: below !== undefined };
  });
}

/** Labels of the form: their lines may be long enough for prose, or reach the numbers of other rows. */
const wholeLabels = (runs: readonly TextRun[]): SpelledLabel[] =>
  spelledLabels(runs, { maxLineGap: 0, hasRuleBetween: () => false }).filter(({ part }) => part === 'whole');

/** Whether the last number of a line stands at the height of a label of the form, behind it. */
function isBeside({ box }: SpelledLabel, line: RunLine): boolean {
  const value = line.findLast(isValue);
  return value !== undefined && value.box[0] > box[2] && centreY(value.box) > box[1] && centreY(value.box) < box[3];
}

/** Words that stand across the columns of numbers between two rows, or behind their labels. */
function between(word: TextRun, above: ValueRow, below: ValueRow, words: readonly TextRun[]): boolean {
  const y = centreY(word.box);
  const clear = boxHeight(word.box) * 0.6;
  if (y < above.last + clear || y > below.first - clear) return false;
  const left = Math.min(firstOf(above), firstOf(below));
  if (word.box[2] > left) return true;
  // A character by itself is one of a merged cell that is set vertically.
  const labels = words.filter(
    ({ box, text }) => text.length > 1 && box[2] <= left + 1 && [above, below].some((row) => beside(box, row)),
  );
  return labels.length > 0 && word.box[0] >= Math.max(...labels.map(({ box }) => box[2])) - word.size / 2;
}

const beside = (box: TextRun['box'], row: ValueRow): boolean =>
  centreY(box) > row.first - row.em && centreY(box) < row.last + row.em;

const firstOf = (row: ValueRow): number => Math.min(...row.values.map((value) => value.box[0]));
