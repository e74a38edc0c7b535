import { beginsLabel, isKnownLabel, isLabelAsPrinted } from './known-labels.ts';

/** Lines of the longest label: set two characters a line. */
const MOST_LINES = 12;
const LONGEST_LINE = 30;

type Rows = readonly (readonly string[])[];

/**
 * Rows as the text has them, of which a label with a line end in it was cut in two: what a browser copies of such a cell. Two pieces are joined
 * where they make a label of the form; pieces of an organ's own label, where they make a row of as many cells as others have.
 */
export function joinWrapped(rows: Rows): string[][] {
  const lengths = new Set(rows.filter((row) => row.some(isValue)).map((row) => row.length));
  const joined: string[][] = [];
  for (let at = 0; at < rows.length; ) {
    const more = joinedRows(rows, at, lengths);
    joined.push(rows.slice(at, at + more + 1).reduce<string[]>(joinRow, []));
    at += more + 1;
  }
  return joined;
}

const joinRow = (row: readonly string[], [first = '', ...rest]: readonly string[]): string[] =>
  row.length === 0 ? [first, ...rest] : [...row.slice(0, -1), `${row.at(-1)}\n${first}`, ...rest];

/** How many of the rows that follow go on with the label that this one ends in. */
function joinedRows(rows: Rows, at: number, lengths: ReadonlySet<number>): number {
  const known = piecesOfKnown(rows, at);
  const pieces = known > 0 || !isOwnLabel(rows[at] ?? [], rows[at + 1] ?? [], lengths) ? known : 1;
  const isOpen = pieces > 0 && (rows[at + pieces]?.length ?? 0) > 1;
  return isOpen ? pieces + joinedRows(rows, at + pieces, lengths) : pieces;
}

function piecesOfKnown(rows: Rows, at: number): number {
  let label = rows[at]?.at(-1) ?? '';
  let found = 0;
  for (let next = at + 1; next < Math.min(rows.length, at + MOST_LINES); next++) {
    const [first = '', ...rest] = rows[next] ?? [];
    if (!isWord(label) || !isWord(first)) break;
    label += first;
    if (isKnownLabel(label)) found = next - at;
    if (rest.length > 0 || !(isKnownLabel(label) || beginsLabel(label))) break;
  }
  return found;
}

/** A row without values that ends in words that no form has, before one that begins with such words: together they are a whole row. */
function isOwnLabel(row: readonly string[], next: readonly string[], lengths: ReadonlySet<number>): boolean {
  const [last = '', first = ''] = [row.at(-1), next[0]];
  if (![last, first].every((text) => isWord(text) && !isLabelAsPrinted(text)) || !next.some(isValue)) return false;
  return !row.some(isValue) && !/第.{1,40}条|[。；]$/.test(last) && lengths.has(row.length + next.length - 1);
}

const isValue = (text: string): boolean => /^[-+]?\d[\d.,]*$/.test(text.trim());
const isWord = (text: string): boolean => text !== '' && /\p{Script=Han}/u.test(text);

/**
 * How many lines from `at` on, none of them with a cell's end in it, are pieces of labels: the end of the one that the row above them ends in,
 * and the beginning of the one that the line behind them goes on with.
 */
export function linesOfWrappedLabel(
  lines: readonly string[],
  at: number,
  isRow: (line: string | undefined) => boolean,
): number {
  const begun = linesOfBegunLabel(lines, at, isRow);
  if (begun > 0) return begun;
  const ended = linesOfEndedLabel(lines, at, isRow);
  return ended > 0 ? ended + linesOfBegunLabel(lines, at + ended, isRow) : 0;
}

/** Two labels that follow each other may both be cut: 本年收|费金额（单位：万元）, then 行政事业|性收费. */
function linesOfEndedLabel(lines: readonly string[], at: number, isRow: (line: string | undefined) => boolean): number {
  let label = isRow(lines[at - 1]) ? (lines[at - 1] ?? '').split('\t').at(-1)?.trim() : undefined;
  if (!label || !isWord(label)) return 0;
  for (let next = at; next < Math.min(lines.length, at + MOST_LINES); next++) {
    const line = lines[next] ?? '';
    if (isRow(line) || !isWord(line)) return 0;
    label += line.trim();
    if (isKnownLabel(label)) return next + 1 - at;
    if (!beginsLabel(label)) return 0;
  }
  return 0;
}

function linesOfBegunLabel(lines: readonly string[], at: number, isRow: (line: string | undefined) => boolean): number {
  let label = '';
  for (let next = at; next < Math.min(lines.length, at + MOST_LINES); next++) {
    const line = lines[next] ?? '';
    if (isRow(line)) return next > at && isKnownLabel(label + (line.split('\t')[0] ?? '').trim()) ? next - at : 0;
    if (!isWord(line) || line.length > LONGEST_LINE || /[。；：:]$/.test(line)) return 0;
    label += line.trim();
  }
  return 0;
}
