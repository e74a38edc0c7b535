import { isKnownPhrase } from '../../../codebook/index.ts';
import { hasOrdinal } from '../../../vocabulary/ordinals.ts';
import type { PageTable, TableCell } from './model.ts';
import { JOIN } from './settings.ts';

/** The rows of a table on one page. */
export type TableRows = Pick<PageTable, 'rows' | 'cells'>;

const DIGITS = /^[\d.,+\-/]+$/u;

export const compact = (text: string): string => text.replace(/\s/g, '');
const isWorded = ({ text }: TableCell): boolean => /\p{Script=Han}/u.test(text);
const isNumber = ({ text }: TableCell): boolean => DIGITS.test(compact(text).normalize('NFKC').replace(/[—–―]/g, '-'));

/** Puts the lower rows under the upper ones; cells and rows that the page's end cut in two become one again. */
export function glue(upper: TableRows, lower: TableRows): TableRows {
  const cutRow = isCutRow(upper, lower);
  const cells: TableCell[] = [...upper.cells];
  const shift = upper.rows - (cutRow ? 1 : 0);
  for (const cell of lower.cells) {
    const above = cell.row === 0 ? aboveOf(cells, upper, cell) : -1;
    const part = cells[above];
    if (part && (cutRow || isCutCell(part, cell))) cells[above] = united(part, cell, cell.rowSpan - (cutRow ? 1 : 0));
    else cells.push({ ...cell, row: cell.row + shift });
  }
  const sorted = cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { rows: lower.rows + shift, cells: untangled(sorted) };
}

const aboveOf = (cells: readonly TableCell[], upper: TableRows, cell: TableCell): number =>
  cells.findIndex(
    (part) => part.column === cell.column && part.colSpan === cell.colSpan && part.row + part.rowSpan === upper.rows,
  );

const united = (part: TableCell, rest: TableCell, rows: number): TableCell => ({
  ...part,
  rowSpan: part.rowSpan + rows,
  text: joinedText(part, rest),
  // The text's place is where text stands.
  ...(part.text === '' ? { page: rest.page, box: rest.box } : {}),
});

function joinedText(part: TableCell, rest: TableCell): string {
  // A label is printed again on each page by some producers.
  if (compact(part.text) === compact(rest.text) && !isNumber(part)) return part.text;
  // Two halves of a number leave a doubt, which the line's end keeps.
  return isNumber(part) && isNumber(rest) ? `${part.text}\n${rest.text}` : part.text + rest.text;
}

/** A merged cell whose rows go on: one side is blank, or holds the rest of the text. */
function isCutCell(part: TableCell, cell: TableCell): boolean {
  if (tangledParts(cell.text)) return false;
  // A merged cell of two rows, cut between them: the two halves make a label, each by itself none.
  if (part.rowSpan === 1 && cell.rowSpan === 1)
    return cell.text !== '' && !isKnownPhrase(cell.text) && isWhole({ part, cell });
  // Numbers below a header.
  if (part.text !== '' && cell.text !== '' && isNumber(cell) !== isNumber(part)) return false;
  return (
    (isWorded(part) || isWorded(cell)) &&
    (part.text === '' || compact(part.text) === compact(cell.text) || !startsAnew(part, cell))
  );
}

/** Whether a text is a label by itself and not the rest of the one above. */
function startsAnew(part: TableCell, cell: TableCell): boolean {
  if (isKnownPhrase(compact(part.text + cell.text))) return false;
  return hasOrdinal(compact(cell.text)) || (isKnownPhrase(cell.text) && part.text !== '');
}

interface CutCell {
  readonly part: TableCell;
  readonly cell: TableCell;
}

/**
 * Whether the first row below is the rest of the last row above: every cell lines up, and what stands on both sides is two halves of a
 * label or of a number.
 */
function isCutRow(upper: TableRows, lower: TableRows): boolean {
  const top = lower.cells.filter((cell) => cell.row === 0);
  const pairs = top.flatMap((cell): CutCell[] => {
    const part = upper.cells[aboveOf(upper.cells, upper, cell)];
    return part ? [{ part, cell }] : [];
  });
  const single = pairs.filter(({ part, cell }) => cell.rowSpan === 1 && part.rowSpan === 1);
  if (pairs.length < top.length || single.length < 2) return false;
  const both = single.filter(({ part, cell }) => part.text !== '' && cell.text !== '');
  if (both.some(({ part, cell }) => isNumber(part) !== isNumber(cell))) return false;
  const labels = both.filter(({ part }) => !isNumber(part));
  if (labels.length > 0) return labels.every(goesOn) && (oneSided(single) || labels.every(isWhole));
  return single.some(({ cell }) => isWorded(cell)) ? isLabelBelow(single) : isRestOfNumbers(single);
}

/** Whether two texts are one label in two parts. */
function goesOn({ part, cell }: CutCell): boolean {
  if (isWhole({ part, cell })) return true;
  return part.fullness >= JOIN.full && !startsAnew(part, cell) && isWorded(cell);
}

const isWhole = ({ part, cell }: CutCell): boolean => isKnownPhrase(compact(part.text + cell.text));

/** No number on one of the two sides. */
const oneSided = (pairs: readonly CutCell[]): boolean => {
  const sides = [pairs.some(({ part }) => isNumber(part)), pairs.some(({ cell }) => isNumber(cell))];
  return sides.filter(Boolean).length === 1;
};

/** Numbers without a label above, a label without numbers below: it stands in the middle of a row that is cut. */
const isLabelBelow = (pairs: readonly CutCell[]): boolean =>
  !pairs.some(({ part, cell }) => isWorded(part) || isNumber(cell)) && pairs.some(({ part }) => isNumber(part));

/** Numbers, or the ends of numbers, without a label below a row that has one. */
const isRestOfNumbers = (pairs: readonly CutCell[]): boolean =>
  pairs.some(({ part }) => isWorded(part)) && pairs.some(({ cell }) => isNumber(cell));

/**
 * The last characters of a merged label that the page's end cuts are printed into the row behind it (`理 (七)总计`): they go back to where
 * they come from.
 */
function untangled(cells: readonly TableCell[]): TableCell[] {
  const result = [...cells];
  cells.forEach((cell, index) => {
    const parts = tangledParts(cell.text);
    if (!parts) return;
    const group = result.findLastIndex(
      (other) => other.column === cell.column && other.rowSpan > 1 && other.row + other.rowSpan === cell.row,
    );
    const above = result[group];
    if (!above) return;
    result[index] = { ...cell, text: parts.label };
    result[group] = { ...above, text: above.text + parts.rest };
  });
  return result;
}

/** The end of another label, and the label that it was printed into. */
function tangledParts(text: string): { rest: string; label: string } | null {
  const [, rest, label] = /^(\p{Script=Han}{1,3})\s+(\S.*)$/su.exec(text) ?? [];
  if (rest === undefined || label === undefined) return null;
  return isKnownPhrase(label) && !isKnownPhrase(text) ? { rest, label } : null;
}
