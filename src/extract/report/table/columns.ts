import { parseValue } from '../../../vocabulary/printed-values.ts';
import type { Cell } from '../../document.ts';
import { overlap } from './grid.ts';

/** Header cells by the key of their column. */
export type Header = ReadonlyMap<string, Cell>;

/** A header out of its cells; cells of one name side by side are one column, whose merged cells were cut and repeated. */
export function headerOf(named: readonly (readonly [string, Cell])[]): Map<string, Cell> {
  const header = new Map<string, Cell>();
  for (const [key, cell] of named) {
    const held = header.get(key);
    const beside = held?.row === cell.row && held.column + held.colSpan === cell.column;
    header.set(key, held && beside ? { ...held, colSpan: held.colSpan + cell.colSpan } : cell);
  }
  return header;
}

/** No grid column belongs to two header cells: false where the source lost the spans of its header. */
export function isAligned(header: readonly Cell[]): boolean {
  return header.every((cell, index) => header.slice(index + 1).every((other) => overlap(cell, other) <= 0));
}

/** Pairs value cells with header cells by the grid columns they share; null unless every header cell gets exactly one value cell. */
export function assign(values: readonly Cell[], header: Header): Map<string, Cell> | null {
  const assigned = new Map<string, Cell>();
  for (const cell of values) {
    let best: string | null = null;
    let most = 0;
    for (const [key, above] of header) {
      const shared = overlap(cell, above);
      if (shared > most) [best, most] = [key, shared];
    }
    if (best === null) {
      // Beside the columns: blank cells, and remarks (备注). A number there means that the row is shifted.
      if (!/number|doubtful/.test(parseValue(cell.text).kind)) continue;
      return null;
    }
    const held = assigned.get(best);
    if (held && held.text !== cell.text) return null;
    if (!held) assigned.set(best, cell);
  }
  return assigned.size === header.size ? assigned : null;
}
