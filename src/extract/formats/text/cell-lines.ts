import { isBlankLine } from './lines.ts';
import type { FoundTable } from './ragged.ts';
import { isSectionHeading, signalOf } from './signals.ts';

/**
 * Tables with one cell a line: a tab begins a cell, a blank line ends a row. Cells keep their own line breaks, blank lines too, so what a
 * line without a tab belongs to is told by what stands before and after it.
 */
const LONGEST_CELL = 120;
/** A rest of a label after a blank line: 公开 of （三）不予公开. */
const LONGEST_REST = 20;
const LEAST_CELLS = 4;

const isCell = (line: string | undefined): line is string => line !== undefined && /^\t[^\t]*$/.test(line);
const isNumber = (text: string): boolean => /^[+\-－—]?[\d.,，]+%?$/.test(text.trim());

/** The table from line `from` on; without rows if the lines up to `next` are none, null if not even the first is. */
export function findCellLines(lines: readonly string[], from: number): FoundTable | null {
  if (!startsTable(lines, from)) return null;
  const rows: string[][] = [];
  let at = from;
  let newRow = true;
  while (at < lines.length) {
    const line = lines[at];
    if (isBlankLine(line) && !isCell(line)) {
      newRow = true;
      at += 1;
      continue;
    }
    if (!isCell(line) || isText(lines, at)) break;
    const cell = readCell(lines, at);
    if (newRow) rows.push([]);
    rows.at(-1)?.push(cell.text);
    newRow = false;
    at = cell.next;
  }
  return { rows: isTable(rows) ? rows : [], next: at };
}

const startsTable = (lines: readonly string[], from: number): boolean => isCell(lines[from]) && !isText(lines, from);

/** Running text, or a section's heading; the parts of the 2014 table are headed like sections, but their next cell follows at once. */
function isText(lines: readonly string[], at: number): boolean {
  const text = (lines[at] ?? '').trim();
  if (text.length > LONGEST_CELL || text.includes('。')) return true;
  const next = lines[at + 1];
  return isSectionHeading(text) && !(isCell(lines[at]) && isCell(next) && next.trim().length <= LONGEST_REST);
}

function isTable(rows: readonly string[][]): boolean {
  const cells = rows.flat();
  const evidence = cells.filter((cell) => isNumber(cell) || signalOf(cell) === 'table').length;
  return cells.length >= LEAST_CELLS && evidence >= 2;
}

/** The cell that begins at `at`, with the lines that belong to it. */
function readCell(lines: readonly string[], at: number): { readonly text: string; readonly next: number } {
  const parts = [(lines[at] ?? '').trim()];
  let next = at + 1;
  for (let rest = restAt(lines, next, parts); rest !== null; rest = restAt(lines, next, parts)) {
    parts.push((lines[rest] ?? '').trim());
    next = rest + 1;
  }
  return { text: parts.filter((part) => part !== '').join('\n'), next };
}

/** The line that goes on with the cell of which `parts` is read, or null. */
function restAt(lines: readonly string[], from: number, parts: readonly string[]): number | null {
  let at = from;
  while (at < lines.length && lines[at]?.trim() === '' && !isCell(lines[at])) at += 1;
  const line = lines[at];
  if (line === undefined || line.startsWith('\t') || isText(lines, at)) return null;
  const text = line.trim();
  const before = parts.filter((part) => part !== '').join('');
  if (isNumber(before) && !isNumber(text)) return null;
  if (at === from) return at;
  return text.length <= LONGEST_REST && leadsToCell(lines, at) ? at : null;
}

/** After a blank line only a short run of lines that ends in the next cell can still belong to the one before. */
function leadsToCell(lines: readonly string[], at: number): boolean {
  for (let next = at + 1; next < Math.min(lines.length, at + 16); next++) {
    if (isCell(lines[next])) return !isText(lines, next);
    if ((lines[next] ?? '').trim().length > LONGEST_REST) return false;
  }
  return false;
}
