import type { CellObject } from '@e965/xlsx';

/** Cells by row and column. */
export type SheetData = readonly (readonly (CellObject | undefined)[] | undefined)[];

/** A workbook that is to be computed anew when it is opened says so: what its formulas gave when it was saved counts for nothing. */
export type Formulas = 'as saved' | 'computed anew';

const REFERENCE = '\\$?([A-Z]{1,3})\\$?(\\d{1,7})';
const PART = new RegExp(`^([-+]?)(?:SUM\\(([^()]*)\\)|${REFERENCE}|(\\d+(?:\\.\\d+)?))(?=$|[-+])`);
const RANGE = new RegExp(`^${REFERENCE}(?::${REFERENCE})?$`);

/** Sums of sums of sums; a table has one or two levels. */
const DEEPEST = 20;
/** Cells that one sheet's sums may look at. */
const MOST_CELLS = 200_000;

/**
 * The sums of a sheet, computed as the program would that opens it: cells added and taken off, and SUM. Every other formula stays without a
 * value: null.
 */
export class FormulaSums {
  readonly #data: SheetData;
  readonly #formulas: Formulas;
  #cells = 0;

  constructor(data: SheetData, formulas: Formulas) {
    this.#data = data;
    this.#formulas = formulas;
  }

  /** True for a formula whose stored value is none, or counts for nothing. */
  isWithoutValue(cell: CellObject): boolean {
    if (cell.f === undefined) return false;
    if (cell.t === 'z' || cell.v === undefined || cell.v === '') return true;
    return this.#formulas === 'computed anew' && (cell.t === 'n' || /^\s*[-+]?\d[\d.,]*\s*$/.test(String(cell.v)));
  }

  /** What a formula gives, or null where it is none of these, or stands on something that is no number. */
  valueOf(formula: string, depth = 0): number | null {
    let rest = formula.replace(/^=/, '').replace(/\s/g, '').toUpperCase();
    if (rest === '' || depth > DEEPEST) return null;
    let total = 0;
    while (rest !== '') {
      const [part, sign, list, column, row, number] = PART.exec(rest) ?? [];
      if (part === undefined) return null;
      const value = this.#part({ list, column, row, number }, depth);
      if (value === null) return null;
      total += sign === '-' ? -value : value;
      rest = rest.slice(part.length);
    }
    // Fractions of amounts in 万元 are binary: what is left of them is no digit.
    return Number(total.toPrecision(12));
  }

  #part(
    part: Readonly<Record<'list' | 'column' | 'row' | 'number', string | undefined>>,
    depth: number,
  ): number | null {
    if (part.number !== undefined) return Number(part.number);
    if (part.list !== undefined) return this.#sum(part.list, depth);
    return this.#cell(Number(part.row) - 1, columnOf(part.column ?? ''), depth, 'only numbers');
  }

  #sum(list: string, depth: number): number | null {
    let total = 0;
    for (const range of list.split(',')) {
      const [all, left, top, right = left, bottom = top] = RANGE.exec(range) ?? [];
      if (all === undefined) return null;
      for (let row = Number(top) - 1; row < Number(bottom); row++)
        for (let column = columnOf(left ?? ''); column <= columnOf(right ?? ''); column++) {
          const value = this.#cell(row, column, depth, 'words count as 0');
          if (value === null) return null;
          total += value;
        }
    }
    return total;
  }

  #cell(row: number, column: number, depth: number, words: 'only numbers' | 'words count as 0'): number | null {
    this.#cells += 1;
    if (this.#cells > MOST_CELLS) return null;
    const cell = this.#data[row]?.[column];
    if (cell?.f !== undefined && this.isWithoutValue(cell)) return this.valueOf(cell.f, depth + 1);
    if (cell?.v === undefined || cell.v === '') return 0;
    if (cell.t === 'n' && typeof cell.v === 'number') return cell.v;
    return words === 'words count as 0' && cell.t !== 'e' ? 0 : null;
  }
}

/** A is 0. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
