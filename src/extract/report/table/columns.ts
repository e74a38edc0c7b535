import { DIGIT } from '../../../vocabulary/digits.ts';
import { parseValue } from '../../../vocabulary/printed-values.ts';
import type { Cell } from '../../document.ts';
import { isBlankCell, overlap } from './grid.ts';

/** Header cells by the key of their column. */
export type ColumnHeader = ReadonlyMap<string, Cell>;

/** A header out of its cells; cells of one name side by side are one column, whose merged cells were cut and repeated. */
export function headerOf(named: readonly (readonly [string, Cell])[]): Map<string, Cell> {
  const header = new Map<string, Cell>();
  for (const [key, cell] of named) {
    const present = header.get(key);
    const beside = present?.row === cell.row && present.column + present.colSpan === cell.column;
    header.set(key, present && beside ? { ...present, colSpan: present.colSpan + cell.colSpan } : cell);
  }
  return header;
}

/** No grid column belongs to two header cells: false where the source lost the spans of its header. */
export function isAligned(header: readonly Cell[]): boolean {
  return header.every((cell, index) => header.slice(index + 1).every((other) => overlap(cell, other) <= 0));
}

/** Pairs value cells with header cells by the grid columns they share; null unless every header cell gets exactly one value cell. */
export function assign(values: readonly Cell[], header: ColumnHeader): Map<string, Cell> | null {
  const assigned = new Map<string, Cell>();
  for (const cell of values) {
    let best: string | null = null;
    let most = 0;
    for (const [key, above] of header) {
      const shared = overlap(cell, above);
      if (shared <= most) continue;
      best = key;
      most = shared;
      // No other has more of it.
      if (shared === cell.colSpan) break;
    }
    if (best === null) {
      // Beside the columns: blank cells, and remarks (备注). A number there means that the row is shifted, and so do digits before their end.
      const isNumber = /number|doubtful/.test(parseValue(cell.text).kind);
      if (isNumber || (DIGIT.test(cell.text) && cell.column < endOf(header))) return null;
      continue;
    }
    if (isElsewhere(cell, header.get(best), header)) return null;
    const present = assigned.get(best);
    if (present && present.text !== cell.text) return null;
    if (!present) assigned.set(best, cell);
  }
  return assigned.size === header.size ? assigned : null;
}

const endOf = (header: ColumnHeader): number =>
  Math.max(...[...header.values()].map(({ column, colSpan }) => column + colSpan));

/** On a drawn page: a cell with text that stands below another header cell than the one whose column it has, and not below that. */
function isElsewhere(cell: Cell, above: Cell | undefined, header: ColumnHeader): boolean {
  const own = cell.position?.box;
  if (own === undefined) return false;
  const isBelow = (other: Cell | undefined): boolean => {
    const over = other?.position?.box;
    return over !== undefined && own[0] < over[2] && over[0] < own[2];
  };
  return !isBlankCell(cell) && !isBelow(above) && [...header.values()].some(isBelow);
}
