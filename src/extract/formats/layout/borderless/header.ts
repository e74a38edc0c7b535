import { beginsKnownPhrase, isKnownPhrase } from '../../../../codebook/index.ts';
import { contains } from '../lines.ts';
import { around, type Box, centreX, centreY } from '../model.ts';
import { isHeaderWord, isInnerHeader, isRowLabel } from './form-labels.ts';
import type { LineSpacing } from './rule-between.ts';
import { HEADER } from './settings.ts';
import { cutBetween, overlapX, sharedHeight, startsCell, type TextRun, textRun } from './text-runs.ts';
import { type Extent, extentsOf } from './value-columns.ts';
import { isUnitRun, type ValueRow } from './values.ts';

/** A header cell: its lines from top to bottom. */
export interface HeaderCell {
  readonly text: string;
  readonly box: Box;
}

export interface BorderlessHeader {
  /** The lowest header cell of each column; null where a column has none. */
  readonly leaves: readonly (HeaderCell | null)[];
  /** What stands above them, from top to bottom. */
  readonly upper: readonly HeaderCell[];
  /** What stands in the header in front of the columns. */
  readonly side: readonly TextRun[];
  /** The runs of all cells over the columns. */
  readonly runs: readonly TextRun[];
  /** Columns of the values, blank ones included. */
  readonly columns: readonly Extent[];
  /** Every column has exactly one header cell of its own. */
  readonly complete: boolean;
}

/** Finds the header above a segment's rows; null where there is none. */
export function headerOf(
  rows: readonly ValueRow[],
  words: readonly TextRun[],
  columns: readonly Extent[],
  spacing: LineSpacing,
): BorderlessHeader | null {
  const labelsEnd = endOfLabels(rows, words, columns);
  const start = columns[0]?.[0] ?? 0;
  const runs = headerRuns(rows, words.flatMap(cutBetweenWords), { start, labelsEnd });
  if (runs.length === 0) return null;
  const cells = joinLines(
    runs.flatMap((run) => cutBetween(run, columns)),
    spacing,
  );
  const side = Number.isFinite(labelsEnd) ? sideOf(rows, words, { start, cells, spacing }) : [];
  const own = withWholeCells(cells.filter((cell) => !side.some((run) => inside(run, cell))));
  const leaves = leavesOf(own, columns);
  const matched = match(leaves, withoutSplits(columns, leaves, rows));
  return { ...matched, upper: own.filter((cell) => !matched.leaves.includes(cell)), side, runs };
}

/** Two cells of which one is no header, and both together are: lines that are set far apart. */
function withWholeCells(cells: readonly HeaderCell[]): HeaderCell[] {
  for (const lower of cells) {
    const upper = cells.filter((cell) => below(lower, cell)).sort((a, b) => b.box[3] - a.box[3])[0];
    if (!upper || (isHeaderWord(lower.text) && isHeaderWord(upper.text))) continue;
    const text = `${upper.text}\n${lower.text}`;
    if (!isHeaderWord(text)) continue;
    const rest = cells.filter((cell) => cell !== upper && cell !== lower);
    return withWholeCells([...rest, { text, box: around([upper.box, lower.box]) }]);
  }
  return [...cells];
}

/** Two runs on a line of which one is no header, and both together are: a word with white in it (对外公开 总数量). */
export function withWholeWords(words: readonly TextRun[]): TextRun[] {
  for (const left of words) {
    const right = words.find(
      (run) => sameLine(left, run) && run.box[0] > left.box[2] && run.box[0] - left.box[2] < run.size * HEADER.wordGap,
    );
    if (!right || (isHeaderWord(left.text) && isHeaderWord(right.text))) continue;
    if (!isHeaderWord(left.text + right.text)) continue;
    const rest = words.filter((word) => word !== left && word !== right);
    return withWholeWords([...rest, textRun([...left.glyphs, ...right.glyphs])]);
  }
  return [...words];
}

/** Headers set without any white between them: each is a word of the forms, and what they make together is none. */
const cutBetweenWords = (run: TextRun): TextRun[] => wordsIn(run.glyphs)?.map(textRun) ?? [run];

function wordsIn(glyphs: TextRun['glyphs']): TextRun['glyphs'][] | null {
  const isWord = (part: TextRun['glyphs']) => part.length > 1 && isHeaderWord(part.map(({ text }) => text).join(''));
  if (isWord(glyphs)) return [glyphs];
  for (let at = 2; at < glyphs.length - 1; at++) {
    if (!isWord(glyphs.slice(0, at))) continue;
    const rest = wordsIn(glyphs.slice(at));
    if (rest) return [glyphs.slice(0, at), ...rest];
  }
  return null;
}

/** Where the words beside the rows end: nothing in front of it is a header of numbers. */
function endOfLabels(rows: readonly ValueRow[], words: readonly TextRun[], columns: readonly Extent[]): number {
  const start = columns[0]?.[0] ?? 0;
  const [top, bottom] = [rows[0]?.first ?? 0, rows.at(-1)?.last ?? 0];
  const beside = words.filter(
    ({ box, size }) => box[2] <= start + 1 && centreY(box) > top - size && centreY(box) < bottom + size,
  );
  return beside.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...beside.map(({ box }) => box[2]));
}

const inside = (run: TextRun, { box }: HeaderCell): boolean => contains(box, centreX(run.box), centreY(run.box));

/** The header of the labels: the first words from the left that stand beside the header's cells, in front of all columns. */
function sideOf(
  rows: readonly ValueRow[],
  words: readonly TextRun[],
  { start, cells, spacing }: { start: number; cells: readonly HeaderCell[]; spacing: LineSpacing },
): TextRun[] {
  const header = around(cells.map(({ box }) => box));
  const front = words.filter(
    ({ box, size }) =>
      box[2] <= start &&
      centreY(box) < (rows[0]?.first ?? 0) - size * 0.6 &&
      centreY(box) > header[1] - spacing.maxLineGap * 3,
  );
  // A cell of two lines beside one of a single line begins and ends outside of it.
  const more = spacing.maxLineGap * HEADER.halfLine;
  const level = front.filter(
    ({ box, text }) => centreY(box) > header[1] - more && centreY(box) < header[3] + more && !startsCell(text),
  );
  const [first] = extentsOf(level.map(({ box }): Extent => [box[0], box[2]]));
  if (!first) return [];
  const found = new Set(level.filter(({ box }) => box[0] < first[1]));
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const word of front)
      if (!startsCell(word.text) && [...found].some((other) => follows(other, word, spacing))) found.add(word);
  }
  return front.filter((word) => found.has(word)).sort((a, b) => centreY(a.box) - centreY(b.box));
}

const follows = (one: TextRun, other: TextRun, { maxLineGap, hasRuleBetween }: LineSpacing): boolean =>
  Math.abs(centreY(one.box) - centreY(other.box)) <= maxLineGap &&
  overlapX(one.box, other.box) &&
  !hasRuleBetween(centreX(one.box), centreY(one.box), centreY(other.box));

/** The lowest cells: nothing stands below them, and if no column does they stand beside others that have one. */
function leavesOf(cells: readonly HeaderCell[], columns: readonly Extent[]): HeaderCell[] {
  const lowest = cells.filter((cell) => !cells.some((other) => other !== cell && below(other, cell)));
  const overColumn = lowest.filter(({ box }) => columns.some(([from, to]) => from < box[2] && box[0] < to));
  const base = lowest.filter(({ box }) => box[3] >= Math.max(...lowest.map((cell) => cell.box[3])) - 1);
  const row = overColumn.length > 0 ? overColumn : base;
  return lowest.filter((cell) => row.some((other) => other === cell || sharedHeight(other.box, cell.box) > 0.3));
}

/** Words over the columns, from the first row upwards as far as they follow each other closely. */
function headerRuns(
  rows: readonly ValueRow[],
  words: readonly TextRun[],
  { start, labelsEnd }: { start: number; labelsEnd: number },
): TextRun[] {
  const first = rows[0];
  if (!first) return [];
  const em = first.em;
  const over = words
    .filter((run) => !isUnitRun(run))
    .filter(({ box }) => centreY(box) < first.first - em * 0.6 && box[2] > Math.min(start, labelsEnd + em))
    .sort((a, b) => b.box[3] - a.box[3]);
  const taken: TextRun[] = [];
  let top = first.first - em / 2;
  // What a page's end cuts off a row leaves white below a header that is printed again.
  let maxLineGap: number = over.some(({ text }) => isHeaderWord(text) && !isRowLabel(text))
    ? HEADER.firstGapKnown
    : HEADER.firstGap;
  for (const run of over) {
    if (top - run.box[3] > em * maxLineGap || run.size > em * HEADER.larger) break;
    // What begins beside the labels and runs over the columns is a band or a heading.
    if (run.box[0] < labelsEnd - em / 2) {
      if (run.box[2] > start) break;
      continue;
    }
    if (startsCell(run.text) && !over.some((other) => other !== run && sameLine(other, run))) break;
    taken.push(run);
    top = Math.min(top, run.box[1]);
    maxLineGap = HEADER.nextGap;
  }
  return taken;
}

const sameLine = (one: TextRun, other: TextRun): boolean =>
  Math.abs(centreY(one.box) - centreY(other.box)) < one.size * 0.3;

const below = (lower: HeaderCell, upper: HeaderCell): boolean =>
  centreY(lower.box) > centreY(upper.box) && lower.box[1] > upper.box[3] - 2 && overlapX(lower.box, upper.box);

/** Lines one below the other, each the only neighbour of the other, joined to cells. */
function joinLines(runs: readonly TextRun[], spacing: LineSpacing): HeaderCell[] {
  const sorted = [...runs].sort((a, b) => centreY(a.box) - centreY(b.box));
  const near = (upper: TextRun, lower: TextRun) =>
    centreY(lower.box) - centreY(upper.box) > 2 && follows(upper, lower, spacing);
  const groups: TextRun[][] = [];
  for (const run of sorted) {
    const above = sorted.filter((other) => near(other, run));
    const [only] = above;
    const single = above.length === 1 && only && sorted.filter((other) => near(only, other)).length === 1;
    const group =
      single && !spans(only, sorted, spacing.maxLineGap) ? groups.find((one) => one.at(-1) === only) : undefined;
    if (group && !isComplete(group, run)) group.push(run);
    else groups.push([run]);
  }
  return groups.map((group) => ({
    text: group.map(({ text }) => text).join('\n'),
    box: around(group.map(({ box }) => box)),
  }));
}

/** Whether lines are a whole label that reports print, which does not go on as the next line does. */
function isComplete(lines: readonly TextRun[], next: TextRun): boolean {
  const text = lines.map((line) => line.text).join('');
  return isKnownPhrase(text) && !beginsKnownPhrase(text + next.text);
}

/** Whether several cells side by side stand below a line: it is the header of a group. */
function spans(upper: TextRun, runs: readonly TextRun[], maxLineGap: number): boolean {
  const under = runs.filter(
    (other) =>
      centreY(other.box) - centreY(upper.box) > 2 &&
      centreY(other.box) - centreY(upper.box) <= maxLineGap + upper.size * HEADER.uneven &&
      overlapX(other.box, upper.box),
  );
  return under.some((one) => under.some((other) => !overlapX(one.box, other.box)));
}

/**
 * The columns with those united that stand below one header cell, and no row has a number in both: what is printed beside a number, or in a
 * second line of its cell, moves it to the side.
 */
function withoutSplits(columns: readonly Extent[], leaves: readonly HeaderCell[], rows: readonly ValueRow[]): Extent[] {
  const over = (column: Extent) => leaves.filter(({ box }) => box[0] < column[1] && column[0] < box[2]);
  const isFilled = ([from, to]: Extent, { values }: ValueRow) => values.some(({ box }) => box[0] < to && from < box[2]);
  const united: Extent[] = [];
  for (const column of columns) {
    const last = united.at(-1);
    const [leaf, ...others] = over(column);
    const [same, ...more] = last ? over(last) : [];
    const isOne =
      last !== undefined &&
      leaf !== undefined &&
      leaf === same &&
      others.length + more.length === 0 &&
      !rows.some((row) => isFilled(last, row) && isFilled(column, row));
    if (isOne) united[united.length - 1] = [last[0], column[1]];
    else united.push(column);
  }
  return united;
}

/** A column that stands below another header cell than the one that it has by counting, and not below that. */
const isContradicted = (leaves: readonly HeaderCell[], columns: readonly Extent[]): boolean =>
  columns.some(([from, to], index) => {
    const own = leaves.map(({ box }) => box[0] < to && from < box[2]);
    return own[index] === false && own.includes(true);
  });

/** Gives each column its header cell: by the ground they share, in order where as many are left of both. */
function match(
  cells: readonly HeaderCell[],
  columns: readonly Extent[],
): { leaves: (HeaderCell | null)[]; columns: Extent[]; complete: boolean } {
  const leaves = [...cells].sort((a, b) => centreX(a.box) - centreX(b.box));
  const isParted = isInnerHeader(leaves.map(({ text }) => text));
  const parted = isParted ? partedHeader(leaves, columns) : null;
  if (parted) return parted;
  if (leaves.length === columns.length && !isContradicted(leaves, columns)) {
    const complete = !isParted && leaves.every((cell, index) => fits(cell, columns, index));
    return { leaves, columns: [...columns], complete };
  }
  const own = leaves.map((cell) => columns.filter(([from, to]) => from < cell.box[2] && cell.box[0] < to));
  const all = !isParted && leaves.length > columns.length && own.every((found) => found.length <= 1);
  const distinct = new Set(own.flat()).size === columns.length && own.flat().length === columns.length;
  if (!all || !distinct) {
    const over = columns.map(([from, to]) => leaves.find(({ box }) => box[0] < to && from < box[2]) ?? null);
    return { leaves: over, columns: [...columns], complete: false };
  }
  const wide = leaves.map((cell, index): Extent => own[index]?.[0] ?? [cell.box[0], cell.box[2]]);
  return { leaves, columns: wide, complete: true };
}

/**
 * A header whose first and last cells stand on the page before, where the page's end goes through it: what is left names the applicants
 * between them, all and in order. One of these columns may be blank.
 */
function partedHeader(
  leaves: readonly HeaderCell[],
  columns: readonly Extent[],
): { leaves: (HeaderCell | null)[]; columns: Extent[]; complete: boolean } | null {
  const own = leaves.map((cell) => columns.filter(([from, to]) => from < cell.box[2] && cell.box[0] < to));
  if (own.some((found) => found.length > 1) || new Set(own.flat()).size !== own.flat().length) return null;
  const blank = leaves.filter((_, index) => own[index]?.length === 0).map(({ box }): Extent => [box[0], box[2]]);
  const all = [...columns, ...blank].sort((a, b) => a[0] - b[0]);
  const cells = all.map(([from, to]) => leaves.find(({ box }) => box[0] < to && from < box[2]) ?? null);
  const isBetween = all.length === leaves.length + 2 && cells[0] === null && cells.at(-1) === null;
  return isBetween ? { leaves: cells, columns: all, complete: true } : null;
}

/** A column's numbers stand between the middles of the header cells before and behind its own. */
function fits(cell: HeaderCell | undefined, columns: readonly Extent[], index: number): boolean {
  const [from, to] = columns[index] ?? [0, 0];
  const [before, after] = [columns[index - 1]?.[1] ?? -Infinity, columns[index + 1]?.[0] ?? Infinity];
  if (!cell) return false;
  const centre = centreX(cell.box);
  const own = cell.box[0] < to && from < cell.box[2];
  return own || (centre > before && centre < after);
}
