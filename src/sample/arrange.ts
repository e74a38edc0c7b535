import { type CellSpec, gridOf, rowsOf, type SampleCell, type SampleTable } from './grid.ts';
import type { Random } from './random.ts';
import { sliceTable } from './shape.ts';

/* The same numbers under the same names in another arrangement, as organs and web designers choose it. */

/** Rows for columns. */
function transposedTable(table: SampleTable): SampleTable {
  const cells = table.cells.map((cell) => {
    return { ...cell, row: cell.column, column: cell.row, rowSpan: cell.colSpan, colSpan: cell.rowSpan };
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { ...table, rows: table.columns, columns: table.rows, cells };
}

interface NamedLabel {
  readonly key: string;
  readonly label: string;
}

/** The proceedings and outcomes of a table 4, as its header prints them. */
function namesIn({ cells }: SampleTable): { proceedings: NamedLabel[]; outcomes: NamedLabel[] } {
  const line = cells.filter(({ figure }) => figure !== null);
  const above = (cell: SampleCell, row: number): string => {
    const over = cells.filter(
      ({ role, column, colSpan }) => role === 'header' && column <= cell.column && cell.column < column + colSpan,
    );
    return (over.sort((a, b) => b.row - a.row)[row]?.text ?? '').replace(/\s/g, '');
  };
  const once = (names: readonly NamedLabel[]): NamedLabel[] => [
    ...new Map(names.map((name) => [name.key, name])).values(),
  ];
  return {
    proceedings: once(line.map((cell) => ({ key: cell.figure?.row ?? '', label: above(cell, 1) }))),
    outcomes: once(line.map((cell) => ({ key: cell.figure?.column ?? '', label: above(cell, 0) }))),
  };
}

const headers = (texts: readonly string[]): CellSpec[] => texts.map((text) => ({ text, role: 'header' }));

/** The cells of one proceeding, in printed order. */
const numbersOf = (table: SampleTable, proceeding: string): SampleCell[] =>
  table.cells.filter(({ figure }) => figure?.row === proceeding);

const valueSpec = ({ text, figure }: SampleCell): CellSpec =>
  figure ? { text, role: 'value', figure } : { text, role: 'value' };

/** Table 4 with a row for each proceeding. */
function proceedingsAsRows(table: SampleTable): SampleTable {
  const { proceedings, outcomes } = namesIn(table);
  const rows = proceedings.map(({ key, label }): CellSpec[] => [
    { text: label, role: 'label' },
    ...numbersOf(table, key).map(valueSpec),
  ]);
  return gridOf(table.key, [headers(['类型', ...outcomes.map(({ label }) => label)]), ...rows]);
}

/** Table 4 with a number a row, behind its proceeding and its outcome. */
function outcomesBelowEachOther(table: SampleTable): SampleTable {
  const { proceedings, outcomes } = namesIn(table);
  const rows = proceedings.flatMap(({ key, label }) =>
    numbersOf(table, key).map((cell, index): CellSpec[] => {
      const side: CellSpec[] = index === 0 ? [{ text: label, role: 'side', rowSpan: outcomes.length }] : [];
      return [...side, { text: outcomes[index]?.label ?? '', role: 'label' }, valueSpec(cell)];
    }),
  );
  return gridOf(table.key, rows);
}

/** Table 4 as two tables, 行政复议 and 行政诉讼. */
function proceedingsApart(table: SampleTable): SampleTable[] {
  const names = namesIn(table);
  const outcomes = headers(names.outcomes.map(({ label }) => label));
  const [first, ...others] = names.proceedings;
  const band = (text: string, colSpan: number): CellSpec => ({ text, role: 'header', colSpan });
  const size = outcomes.length;
  return [
    gridOf(table.key, [[band(first?.label ?? '', size)], outcomes, numbersOf(table, first?.key ?? '').map(valueSpec)]),
    gridOf(table.key, [
      [band('行政诉讼', size * others.length)],
      others.map(({ label }) => band(label, size)),
      others.flatMap(() => outcomes),
      others.flatMap(({ key }) => numbersOf(table, key).map(valueSpec)),
    ]),
  ];
}

/** The long table of 2014 in two sets of columns side by side. */
function sideBySide(table: SampleTable): SampleTable {
  const rows = rowsOf(table);
  const half = Math.ceil((rows.length - 1) / 2);
  const specs = ({ text, role, figure }: SampleCell): CellSpec => (figure ? { text, role, figure } : { text, role });
  const blank = Array.from({ length: table.columns }, (): CellSpec => ({ text: '', role: 'value' }));
  const [header = []] = rows;
  const pairs = Array.from({ length: half }, (_, index) => [
    ...(rows[index + 1] ?? []).map(specs),
    ...(rows[index + 1 + half]?.map(specs) ?? blank),
  ]);
  return gridOf(table.key, [[...header, ...header].map(specs), ...pairs]);
}

/** The long table of 2014 in tables of their own, of which only the first has the header. */
function inParts(table: SampleTable): SampleTable[] {
  const parts = rowsOf(table).flatMap((row, index) =>
    index > 1 && /^[二三四五六七八九]、/.test(row[0]?.text ?? '') ? [index] : [],
  );
  const starts = [0, ...parts];
  return starts.map((from, index) => sliceTable(table, from, starts[index + 1] ?? table.rows, 'blank'));
}

/** A table in another arrangement; table 2 has none. */
export function arranged(table: SampleTable, random: Random): SampleTable[] {
  if (table.key === 'applications') return [transposedTable(table)];
  if (table.key === 'review_litigation')
    return random.pick([
      () => [proceedingsAsRows(table)],
      () => [outcomesBelowEachOther(table)],
      () => proceedingsApart(table),
    ])();
  if (table.key === 'indicators') return random.chance(0.5) ? [sideBySide(table)] : inParts(table);
  return [table];
}
