import { isBlank, plain } from '../../vocabulary/characters.ts';
import { isOrdinal } from '../../vocabulary/ordinals.ts';
import { looksLikeValue } from '../../vocabulary/printed-values.ts';
import type { Cell } from '../document.ts';

/** The header of a column that numbers the rows. */
const HEADER = /^(?:序号|编号|行次|行号|栏次|项次)$/;
/** Told before anything is normalised: of a thousand cells none is such a header. */
const HEADER_END = /[号號次]\s*$/;
const isRowNumber = (text: string): boolean => /^\d{1,3}$/.test(text) || (isOrdinal(text) && /^\D?\d/.test(text));

/**
 * The cells of a table without those that only number its rows: a column headed 序号 or 行次, and a number that stands before the words of its
 * row. Read as values, they would end the row's labels before they begin.
 */
export function withoutOrdinals(cells: readonly Cell[]): readonly Cell[] {
  const columns = cells.filter(({ text }) => HEADER_END.test(text) && HEADER.test(plain(text)));
  const inColumn = ({ column, colSpan }: Cell): boolean =>
    columns.some((header) => header.column <= column && column + colSpan <= header.column + header.colSpan);
  const left = columns.length > 0 ? cells.filter((cell) => !inColumn(cell)) : cells;
  const numbering = leadingNumbers(left);
  return numbering.size > 0 ? left.filter((cell) => !numbering.has(cell)) : left;
}

/** 约10 is printed for a number, and is the name of no row. */
const isName = (text: string): boolean => !looksLikeValue(text) && /\p{Script=Han}{2}/u.test(text.replace(/\s/g, ''));

/** Numbers that are the first thing printed in their row, with words right behind them and values behind these. */
function leadingNumbers(cells: readonly Cell[]): Set<Cell> {
  const found = new Set<Cell>();
  let row: Cell[] = [];
  for (const cell of cells) {
    if (isBlank(cell.text)) continue;
    if (row[0]?.row !== cell.row) row = [];
    row.push(cell);
    const [first, second] = row;
    if (row.length !== 3 || !first || !second) continue;
    if (isName(second.text) && isRowNumber(plain(first.text))) found.add(first);
  }
  return found;
}
