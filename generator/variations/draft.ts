import type { CellFigure, SampleCell, SampleTable } from '../../src/sample/grid.ts';
import type { SampleBlock, SampleReport } from '../../src/sample/model.ts';
import type { Random } from '../../src/sample/random.ts';
import { changeTables } from '../../src/sample/shape.ts';
import type { SampleTruth, TruthNumbers } from '../../src/sample/truth.ts';
import type { Look } from './looks.ts';

/** What is asked of a document beside its cells. */
export const HEADINGS = ['title', 'organ', 'year', 'template'] as const;
export type Heading = (typeof HEADINGS)[number];

/** A report on its way into a file: its truth is what a reader of the page gets, whatever the file holds. */
export interface Draft {
  readonly report: SampleReport;
  /** What marked characters look like. */
  readonly look: Look;
  /** Cells, by `figureName`, of which a careful reader may leave the number open. */
  readonly unsure: ReadonlySet<string>;
  /** What the varied document does not tell any more. */
  readonly unasked: ReadonlySet<Heading>;
  /** Blocks of another report behind this one. */
  readonly behind: readonly SampleBlock[];
}

export const draftOf = (report: SampleReport): Draft => ({
  report,
  look: 'unseen',
  unsure: new Set(),
  unasked: new Set(),
  behind: [],
});

export const figureName = ({ table, row, column }: CellFigure): string => `${table}/${row}/${column}`;

/** The figure as a comparison names it: lines of a list by their label and how often it came before. */
export function comparedName(figure: CellFigure, truth: SampleTruth): string {
  if (figure.table !== 'indicators') return figureName(figure);
  const labels = truth.indicators.map(({ indicator }) => indicator.replace(/\s/g, ''));
  const label = labels[Number(figure.row)] ?? '';
  const times = labels.slice(0, Number(figure.row) + 1).filter((other) => other === label).length;
  return figureName({ ...figure, row: `${label}#${times}` });
}

/** One way to vary a report; null where it has nothing to vary. */
export interface Trick {
  readonly name: string;
  readonly apply: (draft: Draft, random: Random) => Draft | null;
}

export const withBlocks = (draft: Draft, blocks: readonly SampleBlock[]): Draft => ({
  ...draft,
  report: { ...draft.report, blocks },
});

export const withTables = (draft: Draft, change: (table: SampleTable) => readonly SampleTable[]): Draft =>
  withBlocks(draft, changeTables(draft.report.blocks, change));

export const withUnsure = (draft: Draft, names: Iterable<string>): Draft => ({
  ...draft,
  unsure: new Set([...draft.unsure, ...names]),
});

/** The draft with another truth of one cell. */
export function withNumber(truth: SampleTruth, { table, row, column }: CellFigure, value: number | null): SampleTruth {
  if (table === 'indicators') {
    const indicators = truth.indicators.map((line, at) => (at === Number(row) ? { ...line, [column]: value } : line));
    return { ...truth, indicators };
  }
  const rows: TruthNumbers = truth[table] ?? {};
  return { ...truth, [table]: { ...rows, [row]: { ...rows[row], [column]: value } } };
}

/** What a cell's number is in truth. */
export function numberAt(truth: SampleTruth, { table, row, column }: CellFigure): number | null {
  if (table !== 'indicators') return truth[table]?.[row]?.[column] ?? null;
  const value: unknown = new Map(Object.entries(truth.indicators[Number(row)] ?? {})).get(column);
  return typeof value === 'number' ? value : null;
}

/** Cells that print a number in plain digits. */
export const isDigits = ({ figure, text }: SampleCell): boolean => figure !== null && /^(?:0|[1-9]\d*)$/.test(text);

/** Each cell of the report's tables put through `change`. */
export const withCells = (draft: Draft, change: (cell: SampleCell, table: SampleTable) => SampleCell): Draft =>
  withTables(draft, (table) => [{ ...table, cells: table.cells.map((cell) => change(cell, table)) }]);
