import { isBlankLine } from './lines.ts';
import type { FoundTable, TextRows } from './ragged.ts';
import { rowsOfCells } from './rows-of-cells.ts';

/** Tables drawn with bars: Markdown, and the boxes of terminal browsers and converters. */
const BAR = /[|｜│┃║┆┊]/;
const RULE = /^[\s|｜│┃║+:=_\-─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╞╡╪╭╮╰╯┠┨┯┷┿┝┥╟╢╤╧╫]+$/;
const DASH = /[-─━═=]/;

const barsIn = (line: string): number => line.replace(/\\\|/g, '').split(BAR).length - 1;
/** One cell of a dash or two is a sign for nothing. */
const isRule = (line: string): boolean =>
  RULE.test(line) && DASH.test(line) && (barsIn(line) !== 1 || /[-─━═=]{3}/.test(line));
const isRow = (line: string): boolean => barsIn(line) >= 1 && !isRule(line);

/** A table at `from`, or null. Blank lines between its rows do not end it. */
export function findPipes(lines: readonly string[], from: number): FoundTable | null {
  const groups: string[][] = [[]];
  let rules = 0;
  let next = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isBlankLine(line)) continue;
    if (isRule(line) && (barsIn(line) > 0 || rules > 0 || at === from || groups[0]?.length)) {
      rules += 1;
      groups.push([]);
    } else if (isRow(line)) groups.at(-1)?.push(line);
    else break;
    next = at + 1;
  }
  const rows = groups.flat();
  if (rows.length < 2 && rules === 0) return null;
  if (isCellALine(rows)) return { rows: rowsOfCells(rows.map((row) => row.trim().slice(0, -1).trim())), next };
  return rows.length === 0 ? null : { rows: toRows(groups, rules, outerBars(rows)), next };
}

/** So many lines with one cell each are no accident. */
const LEAST_CELLS = 6;
/** One cell a line with a bar behind it. */
const isCellALine = (rows: readonly string[]): boolean =>
  rows.length >= LEAST_CELLS && rows.every((row) => barsIn(row) === 1 && RIGHT_BAR.test(row.trim()));

/** Whether a table's rows begin, and end, with a bar that is no separator. */
interface Outer {
  readonly left: boolean;
  readonly right: boolean;
}

/** Most rows tell: a single row may lack its last bar, or begin with a blank cell. */
function outerBars(rows: readonly string[]): Outer {
  const share = (pattern: RegExp): boolean =>
    rows.filter((row) => pattern.test(row.trim())).length * 10 >= rows.length * 6;
  return { left: share(LEFT_BAR), right: share(RIGHT_BAR) };
}

const LEFT_BAR = new RegExp(`^${BAR.source}`);
const RIGHT_BAR = new RegExp(`${BAR.source}$`);

/** With a rule between every two rows, the lines between two rules are one row whose cells have several lines. */
function toRows(groups: readonly string[][], rules: number, outer: Outer): TextRows {
  const filled = groups.filter((group) => group.length > 0);
  const ruled = rules >= 3 && rules >= filled.length && filled.length >= 2;
  if (ruled) return filled.map((group) => mergeLines(group, outer));
  return filled.flatMap((group) => group.map((line) => cellsOf(line, outer)));
}

function mergeLines(group: readonly string[], outer: Outer): string[] {
  const merged: string[][] = [];
  for (const line of group)
    for (const [at, cell] of cellsOf(line, outer).entries()) {
      const lines = merged[at] ?? [];
      merged[at] = lines;
      if (cell !== '') lines.push(cell);
    }
  return merged.map((lines) => lines.join('\n'));
}

/** The cells of a row: outer bars are no cells, escaped bars are text, `<br>` is a line break. */
function cellsOf(line: string, { left, right }: Outer): string[] {
  let row = line.trim().replace(/\\\|/g, '\u0000');
  if (left) row = row.replace(LEFT_BAR, '');
  if (right) row = row.replace(RIGHT_BAR, '');
  return row.split(BAR).map((cell) =>
    cell
      .replaceAll('\u0000', '|')
      .replace(/<br\s*\/?>/gi, '\n')
      .replace(/&nbsp;/g, ' ')
      .trim(),
  );
}
