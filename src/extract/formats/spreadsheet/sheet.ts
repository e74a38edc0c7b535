import type { CellObject, Range, WorkSheet } from '@e965/xlsx';
import type { Cell } from '../../document.ts';
import { UnreadableError } from '../../document.ts';
import { richText } from './rich-text.ts';

/** Filled cells of one sheet; beyond it a file is no report. */
const MAX_CELLS = 200_000;

/** What a sheet shows, cell by cell, on its own rows and columns. */
export interface SheetGrid {
  /** By row; each cell once, merged ones with their spans. Rows without any are absent. */
  readonly rows: ReadonlyMap<number, readonly Cell[]>;
  readonly hiddenRows: number;
  /** Columns with content that are hidden; they are left out, and those behind them move up. */
  readonly hiddenColumns: number;
  readonly formulasWithoutValue: number;
  /** Pieces of struck-out text that were left out. */
  readonly struck: number;
}

/** Reads the displayed text of a sheet. Throws `UnreadableError` 'too_large'. */
export function sheetGrid(sheet: WorkSheet): SheetGrid {
  const data = sheet['!data'] ?? [];
  const merges = mergesByStart(sheet['!merges'] ?? []);
  const covered = new Covered(sheet['!merges'] ?? []);
  const columns = new ShownColumns(sheet);
  const rows = new Map<number, Cell[]>();
  let count = 0;
  let formulasWithoutValue = 0;
  let struck = 0;
  data.forEach((cells, row) => {
    const covers = covered.inRow(row);
    cells?.forEach((cell: CellObject | undefined, column) => {
      if (!cell || covers(column)) return;
      const rich = isMarked(cell.r) ? richText(cell.r) : null;
      struck += rich?.struck ?? 0;
      const text = rich ? rich.text.trim() : displayedText(cell);
      if (cell.f !== undefined && text === '') formulasWithoutValue++;
      const merge = merges.get(`${row}/${column}`);
      const left = columns.before(column);
      const colSpan = columns.before((merge?.e.c ?? column) + 1) - left;
      if (colSpan === 0) {
        if (text !== '') columns.hidden.add(column);
        return;
      }
      if (text === '' && !merge) return;
      if (++count > MAX_CELLS)
        throw new UnreadableError('too_large', `A sheet has more than ${MAX_CELLS} filled cells.`);
      const line = rows.get(row) ?? [];
      line.push({ row, column: left, rowSpan: merge ? merge.e.r - merge.s.r + 1 : 1, colSpan, text });
      rows.set(row, line);
    });
  });
  const hiddenRows = [...rows.keys()].filter((row) => sheet['!rows']?.[row]?.hidden === true).length;
  return { rows, hiddenRows, hiddenColumns: columns.hidden.size, formulasWithoutValue, struck };
}

/** True for the runs of a cell in which some are raised or struck out. */
function isMarked(runs: unknown): runs is string {
  return typeof runs === 'string' && /vertAlign|strike/.test(runs);
}

/**
 * A cell as it is printed. Numbers without a format of their own are printed in full: a narrow column on screen must not cost digits.
 */
function displayedText(cell: CellObject): string {
  if (cell.t === 'n' && typeof cell.v === 'number' && (cell.z === undefined || cell.z === 'General'))
    // 15 digits are what Excel keeps; more are noise of the binary fraction.
    return String(Number(cell.v.toPrecision(15)));
  const text = cell.w ?? (cell.v === undefined || cell.v === null ? '' : String(cell.v));
  return text.replace(/\r\n?/g, '\n').trim();
}

/** The columns of a sheet that are seen. */
class ShownColumns {
  /** Hidden columns that something stands in. */
  readonly hidden = new Set<number>();
  /** For each column, the number of hidden ones in front of it. */
  readonly #hiddenBefore: readonly number[];

  constructor(sheet: WorkSheet) {
    let count = 0;
    const before = [0];
    for (const column of sheet['!cols'] ?? []) before.push(column?.hidden ? ++count : count);
    this.#hiddenBefore = before;
  }

  /** How many columns are seen in front of one. */
  before(column: number): number {
    return column - (this.#hiddenBefore[Math.min(column, this.#hiddenBefore.length - 1)] ?? 0);
  }
}

function mergesByStart(merges: readonly Range[]): Map<string, Range> {
  return new Map(merges.map((merge) => [`${merge.s.r}/${merge.s.c}`, merge]));
}

/** Which places merged cells cover beside their first. */
class Covered {
  readonly #merges: readonly Range[];

  constructor(merges: readonly Range[]) {
    this.#merges = merges;
  }

  /** Tells for a row which of its columns are covered. */
  inRow(row: number): (column: number) => boolean {
    const touching = this.#merges.filter(({ s, e }) => row >= s.r && row <= e.r);
    return (column) => touching.some(({ s, e }) => column >= s.c && column <= e.c && (row !== s.r || column !== s.c));
  }
}
