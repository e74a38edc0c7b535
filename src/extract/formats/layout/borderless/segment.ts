import { centreY, type Rule } from '../model.ts';
import { type BorderlessHeader, headerOf, withWholeWords } from './header.ts';
import { type LabelRun, labelColumns } from './label-columns.ts';
import type { RowLabel } from './label-rows.ts';
import { settleLeftOver } from './left-over.ts';
import type { LineSegment } from './regions.ts';
import { labelRows } from './row-labels.ts';
import { ruleBetween } from './rule-between.ts';
import { SEGMENT } from './settings.ts';
import { overlapX, sharedHeight, startsCell, type TextRun } from './text-runs.ts';
import { columnAt, type Extent, valueColumns } from './value-columns.ts';
import { type BorderlessValue, isValue, type ValueRow } from './values.ts';

/** A segment with its columns, header and labels. */
export interface ReadSegment {
  readonly rows: readonly ValueRow[];
  readonly labels: readonly RowLabel[];
  readonly columns: readonly Extent[];
  readonly header: BorderlessHeader | null;
  /** All words in front of the columns, with the edges between their columns. */
  readonly words: readonly LabelRun[];
  readonly edges: readonly number[];
  /** Lines of one cell are at most this far apart, points. */
  readonly maxLineGap: number;
  /** Lines above the first row that end a label on the page before, and runs of merged cells that the page's ends cut. */
  readonly head: readonly LabelRun[];
  readonly cut: readonly LabelRun[];
  /** Lines below the last row that begin a label of the next page. */
  readonly foot: readonly LabelRun[];
  /** For each row, whether its label may be another, or one of its numbers in another column or in two. */
  readonly inferred: readonly boolean[];
  /** Numbers of which a part may stand above or below: all that is unsure of their rows. */
  readonly torn: ReadonlySet<BorderlessValue>;
  /** The header is that of these columns. */
  readonly certain: boolean;
}

export function readSegment(segment: LineSegment, rules: readonly Rule[]): ReadSegment {
  const { rows, columns: filled, words } = valueColumns(segment.rows, withWholeWords(segment.words));
  const { maxLineGap } = segment;
  const hasRuleBetween = ruleBetween(rules);
  const header = headerOf(rows, words, filled, { maxLineGap, hasRuleBetween });
  const columns = header?.columns ?? filled;
  const beside = labelWords(rows, words, header, filled[0]?.[0] ?? 0, maxLineGap);
  const { runs, edges } = labelColumns(beside);
  const headed = header !== null;
  const { labels: found, foot } = labelRows(rows, runs, { maxLineGap, hasRuleBetween, headed });
  const settled = settleLeftOver(rows, found, runs, { headed, maxLineGap, foot });
  const { labels, head, cut } = settled;
  const others = labels.filter((label) => !label.spelled);
  const labelled =
    beside.length === 0
      ? rows.length === 1
      : others.every((label) => label.known) || (settled.clear && !hasScrap(labels) && !others.some(isTorn));
  const isLabelled = (label: RowLabel, index: number): boolean =>
    label.spelled ||
    (labelled && beside.length === 0) ||
    (labelled &&
      label.certain &&
      (index > 0 || headed || isWhole(label)) &&
      !(segment.followed && index === labels.length - 1 && !label.known && trails(rows[index], label)));
  const wrapped = wrappingRows(rows, labels, maxLineGap);
  const torn = new Set<BorderlessValue>();
  const inferred = labels.map((label, index) => {
    const row = rows[index];
    const places = row?.values.map((value) => columnAt(columns, value.box)) ?? [];
    if (row === undefined || places.includes(-1) || wrapped.has(index) || !isLabelled(label, index)) return true;
    const broken = row.values.filter(
      (value, at) =>
        places.indexOf(places[at] ?? -1) !== places.lastIndexOf(places[at] ?? -1) ||
        hasRest(value, [...words, ...segment.elsewhere]),
    );
    for (const value of broken) torn.add(value);
    return broken.length > 0;
  });
  const certain = !isDoubled(header);
  return { rows, labels, columns, header, words: runs, edges, maxLineGap, head, foot, cut, inferred, torn, certain };
}

/** Words in front of the columns, from above the first row to below the last as far as lines follow closely. */
function labelWords(
  rows: readonly ValueRow[],
  words: readonly TextRun[],
  header: BorderlessHeader | null,
  start: number,
  maxLineGap: number,
): TextRun[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const side = new Set(header?.side ?? []);
  const roof = header
    ? Math.max(...header.side.map(({ box }) => centreY(box)), ...header.leaves.map((leaf) => leaf?.box[3] ?? 0))
    : 0;
  const own = words
    .filter(({ box, size }) => box[2] <= start + 2 && size <= first.em * SEGMENT.larger)
    .filter((word) => !side.has(word) && centreY(word.box) > roof)
    .sort((a, b) => centreY(a.box) - centreY(b.box));
  const inside = own.filter(({ box }) => centreY(box) >= first.first - 2 && centreY(box) <= last.last + 2);
  const above = chain(own.filter(({ box }) => centreY(box) < first.first - 2).reverse(), first.first, maxLineGap);
  const below = chain(
    own.filter(({ box }) => centreY(box) > last.last + 2),
    last.last,
    maxLineGap,
  );
  return [...above.reverse(), ...inside, ...below];
}

/** Runs from a height on, as long as each follows the one before within a line's distance. */
function chain(runs: readonly TextRun[], from: number, maxLineGap: number): TextRun[] {
  const found: TextRun[] = [];
  let at = from;
  for (const run of runs) {
    const y = centreY(run.box);
    if (Math.abs(y - at) > maxLineGap * SEGMENT.rowGap) break;
    found.push(run);
    at = y;
  }
  return found;
}

/** Where no header stands above it, what is neither numbered nor printed by every report may be the rest of a label on the page before. */
const isWhole = (label: RowLabel | undefined): boolean =>
  label === undefined || label.known || startsCell(label.runs[0]?.run.text ?? '');

/**
 * Whether the last label has lines below its row's numbers only: they may be the band of words that opens the next part. An ordinal tells
 * labels from bands.
 */
function trails(row: ValueRow | undefined, label: RowLabel | undefined): boolean {
  const [first] = label?.runs ?? [];
  if (!row || !label || !first || startsCell(first.run.text)) return false;
  const below = label.runs.some(({ run }) => centreY(run.box) > row.last + row.em * SEGMENT.beside);
  const above = label.runs.some(({ run }) => centreY(run.box) < row.first - row.em * SEGMENT.beside);
  return below && !above;
}

/** Runs side by side in one label: a merged cell's words may be among them. Single characters set apart are one word. */
const isTorn = ({ runs }: RowLabel): boolean =>
  runs.some(({ run }, index) =>
    runs
      .slice(index + 1)
      .some((other) => sharedHeight(run.box, other.run.box) > 0.3 && run.text.length + other.run.text.length > 2),
  );

/** Digits with signs and without words: 0- above 2. */
const PIECE = /^\P{L}*\p{Nd}\P{L}*$/u;

/** A number right below or above that of a row that no row has: the rest of one in two lines. */
const hasRest = (value: BorderlessValue, words: readonly TextRun[]): boolean =>
  words
    .filter((word) => isValue(word) || PIECE.test(word.text))
    .some(
      ({ box, size }) =>
        overlapX(value.box, box) && Math.max(box[1] - value.box[3], value.box[1] - box[3]) < size * 0.6,
    );

/** Two headers one above the other: the first is printed again on each page. */
const isDoubled = (header: BorderlessHeader | null): boolean =>
  /^(.{2,})\1$/u.test((header?.side ?? []).map(({ text }) => text.replace(/\s/g, '')).join(''));

/** Among numbered labels, one or two characters alone are a run of a merged cell. */
const hasScrap = (labels: readonly RowLabel[]): boolean => {
  const texts = labels.map((label) => label.runs.map(({ run }) => run.text).join(''));
  const numbered = texts.filter((text) => startsCell(text)).length;
  return numbered > texts.length / 2 && texts.some((text) => text.length <= SEGMENT.scrap);
};

/**
 * Rows that may be one whose number is set in two lines: the lower one has nothing but a number right below another one that fills its
 * column. Two labels of the form make them two rows.
 */
function wrappingRows(rows: readonly ValueRow[], labels: readonly RowLabel[], maxLineGap: number): ReadonlySet<number> {
  const pairs = rows.flatMap((row, index) => {
    const above = rows[index - 1];
    const [only] = row.values;
    if (!above || !only || row.values.length > 1 || row.first - above.last > maxLineGap + 1) return [];
    if (labels[index]?.spelled && labels[index - 1]?.spelled) return [];
    const upper = above.values.find((value) => overlapX(value.box, only.box));
    if (!upper) return [];
    const beside = labels[index]?.runs.some(
      ({ run }) => Math.abs(centreY(run.box) - row.centre) < row.em * SEGMENT.beside,
    );
    const fills =
      upper.text.length >= SEGMENT.wrappedLength && upper.box[2] - upper.box[0] >= widest(rows, upper.box) - 1;
    return !beside || fills ? [index - 1, index] : [];
  });
  return new Set(pairs);
}

const widest = (rows: readonly ValueRow[], box: TextRun['box']): number =>
  Math.max(
    ...rows.flatMap((row) =>
      row.values.filter((value) => overlapX(value.box, box)).map((value) => value.box[2] - value.box[0]),
    ),
  );
