import { isBlankLine } from './lines.ts';
import type { FoundTable } from './ragged.ts';
import { isSectionHeading } from './signals.ts';
import { joinWrapped, linesOfWrappedLabel } from './wrapped-labels.ts';

/** A line without a tab inside a table is the rest of a broken cell if it is as short as one. */
const LONGEST_REST = 30;

const isTabbed = (line: string | undefined): boolean => line !== undefined && /\S\s*\t|\t.*\t/.test(line);

/**
 * Rows of cells separated by tabs, from line `from`. Page breaks and blank lines between rows do not end the table; a heading or a paragraph does. Null
 * where there is no such table.
 */
export function findTabbed(lines: readonly string[], from: number): FoundTable | null {
  const isWrapped = linesOfWrappedLabel(lines, from, isTabbed) > 0;
  if (!isTabbed(lines[from]) && !opensQuote(lines, from) && !isWrapped) return null;
  const rows: string[][] = [];
  let next = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isBlankLine(line) && !line.includes('\t')) continue;
    const row =
      isTabbed(line) || /^\t/.test(line) || opensQuote(lines, at) ? quotedRow(lines, at) : restOfCell(lines, at);
    if (row === null) break;
    rows.push(row.cells);
    at = row.last;
    next = at + 1;
  }
  return rows.length > 1 || (rows[0]?.length ?? 0) > 2 ? { rows: joinWrapped(rows), next } : null;
}

interface TabbedRow {
  readonly cells: string[];
  readonly last: number;
}

/** Lines of the longest quoted cell: a label set one character a line. */
const MOST_LINES = 20;

/** A first cell that is quoted over several lines; the line with its end goes on with a tab. */
function opensQuote(lines: readonly string[], at: number): boolean {
  if (!/^"[^"\t]*$/.test(lines[at] ?? '')) return false;
  const end = lines.slice(at + 1, at + MOST_LINES).find((line) => line.includes('"'));
  return end !== undefined && /^[^"\t]*"\t/.test(end);
}

/** A cell that begins with a quote and goes on over lines, as spreadsheets copy it, is one cell. */
function quotedRow(lines: readonly string[], at: number): TabbedRow {
  let line = lines[at] ?? '';
  let last = at;
  const open = (): boolean => /(?:^|\t)"[^"\t]*$/.test(line);
  while (open() && last + 1 < lines.length && last - at < MOST_LINES) {
    last += 1;
    line += `\n${lines[last] ?? ''}`;
  }
  if (open()) return { cells: split(lines[at] ?? ''), last: at };
  return { cells: split(line), last };
}

const split = (line: string): string[] =>
  line.split('\t').map((cell) => cell.replace(/^\s*"(?=[^"]*\n)([^"]*)"\s*$/, '$1').trim());

function restOfCell(lines: readonly string[], at: number): TabbedRow | null {
  const line = (lines[at] ?? '').trim();
  if (linesOfWrappedLabel(lines, at, isTabbed) > 0) return { cells: [line], last: at };
  const between = isTabbed(lines[at + 1]) && !isBlankLine(lines[at - 1]);
  if (!between || line.length > LONGEST_REST || /[。；：:]$/.test(line) || isSectionHeading(line)) return null;
  return { cells: [line], last: at };
}
