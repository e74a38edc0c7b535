import type { Cell } from '../document.ts';
import { overlap } from './grid.ts';
import { parseValue } from './values.ts';

/** Header cells by the key of their column. */
export type Header = ReadonlyMap<string, Cell>;

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
    if (assigned.has(best)) return null;
    assigned.set(best, cell);
  }
  return assigned.size === header.size ? assigned : null;
}
