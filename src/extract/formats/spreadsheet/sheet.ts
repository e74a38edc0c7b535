import type { CellObject, Range, WorkSheet } from '@e965/xlsx';
import type { Cell } from '../../document.ts';
import { UnreadableError } from '../../document.ts';
import { displayedText, type FormatNumber } from './displayed.ts';
import { FormulaSums, type Formulas } from './formulas.ts';
import { printsWhite } from './looks/number-formats.ts';
import { type CellLook, SheetLooks } from './looks/sheet-looks.ts';
import { MOST_COLUMNS } from './ranges.ts';
import { richText } from './rich-text.ts';
import { ShownLines } from './shown-lines.ts';

/** Filled cells of one sheet; beyond it a file is no report. */
const MAX_CELLS = 200_000;

/** What a sheet shows, cell by cell, on its own rows and columns. */
export interface SheetGrid {
  /** By row; each cell once, merged ones with their spans. Rows without any are absent. */
  readonly rows: ReadonlyMap<number, readonly Cell[]>;
  /** Rows, and columns, with content that are hidden; they are left out, and those behind them move up. */
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
  readonly formulasWithoutValue: number;
  /** Pieces of struck-out text that were left out. */
  readonly struck: number;
  /** Texts with digits that nobody sees. */
  readonly unseen: readonly string[];
}

/** Reads the displayed text of a sheet. Throws `UnreadableError` 'too_large'. */
export function sheetGrid(
  sheet: WorkSheet,
  format: FormatNumber,
  formulas: Formulas,
  looks: SheetLooks = new SheetLooks(),
): SheetGrid {
  const data = sheet['!data'] ?? [];
  const merges = mergesByStart(sheet['!merges'] ?? []);
  const covered = new Covered(sheet['!merges'] ?? []);
  const sums = new FormulaSums(data, formulas);
  const columns = new ShownLines(sheet['!cols'], MOST_COLUMNS);
  const shownRows = new ShownLines(sheet['!rows'], data.length);
  const rows = new Map<number, Cell[]>();
  let count = 0;
  let formulasWithoutValue = 0;
  let struck = 0;
  const unseen: string[] = [];
  data.forEach((cells, row) => {
    const covers = covered.inRow(row);
    // Going through what is not there takes time too.
    cells?.slice(0, MOST_COLUMNS).forEach((cell: CellObject | undefined, column) => {
      if (!cell || covers(column)) return;
      const found = lookOf(cell, looks.of(row, column, cell.v));
      const look = typeof found === 'string' ? found : undefined;
      const rich = typeof found === 'object' ? found : isMarked(cell.r) ? richText(cell.r) : null;
      struck += rich?.struck ?? 0;
      const displayed = displayedText(cell, format, sums);
      if (displayed === null) formulasWithoutValue++;
      const printed = rich ? rich.text.trim() : (displayed ?? '');
      if (look === 'struck' && printed !== '') struck++;
      if (look === 'unseen' && /\d/.test(printed)) unseen.push(printed);
      const text = look === undefined ? printed : '';
      const merge = merges.get(`${row}/${column}`);
      const colSpan = columns.span(column, (merge?.e.c ?? column) + 1, text === '');
      const rowSpan = shownRows.span(row, (merge?.e.r ?? row) + 1, text === '');
      if (colSpan === 0 || rowSpan === 0 || (text === '' && !merge)) return;
      if (++count > MAX_CELLS)
        throw new UnreadableError('too_large', `A sheet has more than ${MAX_CELLS} filled cells.`);
      const at = shownRows.before(row);
      const line = rows.get(at) ?? [];
      line.push({ row: at, column: columns.before(column), rowSpan, colSpan, text });
      rows.set(at, line);
    });
  });
  const [hiddenRows, hiddenColumns] = [shownRows.filled.size, columns.filled.size];
  return { rows, hiddenRows, hiddenColumns, formulasWithoutValue, struck, unseen };
}

/** A number's own format may print it in white, whatever its cell looks like. */
const lookOf = ({ t, v, z }: CellObject, look: CellLook | undefined): CellLook | undefined =>
  look === undefined && t === 'n' && typeof v === 'number' && z !== undefined && printsWhite(String(z), v)
    ? 'unseen'
    : look;

/** True for the runs of a cell in which some may be raised, struck out or not seen. */
function isMarked(runs: unknown): runs is string {
  return typeof runs === 'string' && /vertAlign|strike|color|<(?:\w+:)?sz/.test(runs);
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
