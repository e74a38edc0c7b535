import type { ListForm, ListLine } from '../codebook/index.ts';
import { type CellSpec, gridOf, type SampleTable } from './grid.ts';
import type { Printer } from './printer.ts';
import type { SampleIndicator } from './truth.ts';

/** The long table of generation 2014, with what must be read in it. */
export interface Statistics {
  readonly table: SampleTable;
  readonly values: readonly SampleIndicator<number>[];
  readonly raw: readonly SampleIndicator<string>[];
}

/** A list of a form, the report's year in its headers; with one figure a row or two. */
export function listStatistics(
  { headers, values: columns, lines }: ListForm,
  year: number,
  printer: Printer,
): Statistics {
  const head = headers.map(({ label }) => label.replace('20XX', String(year)));
  const table = statisticsTable(lines, head, columns, printer);
  const read = <T>(cells: IndicatorCells<T>): SampleIndicator<T>[] =>
    lines.map(({ label, unit }, row) => {
      const at = (column: string): T | null => cells[row]?.[column] ?? null;
      const named = { indicator: label, unit };
      return columns.length === 1
        ? { ...named, value: at('value') }
        : { ...named, this_year: at('this_year'), cumulative: at('cumulative') };
    });
  return { table, values: read(printer.values), raw: read(printer.raw) };
}

type IndicatorCells<T> = Readonly<Record<string, Readonly<Record<string, T | null>>>>;

function statisticsTable(
  lines: readonly ListLine[],
  headers: readonly string[],
  columns: readonly string[],
  printer: Printer,
): SampleTable {
  const head = headers.map((text): CellSpec => ({ text, role: 'header' }));
  const rows = lines.map((line, row): CellSpec[] => [
    { text: '　'.repeat(line.depth) + line.label, role: 'label' },
    { text: line.unit, role: 'label' },
    ...columns.map((column) => numberCell(line, String(row), column, printer)),
  ]);
  return gridOf('indicators', [head, ...rows]);
}

/** Cumulative figures are drawn from a higher range than the year's. */
function numberCell(line: ListLine, row: string, column: string, printer: Printer): CellSpec {
  if (line.heading) return { text: '', role: 'value' };
  const { random } = printer;
  const number =
    column === 'cumulative' ? random.int(30000, 400000) : random.int(0, random.pick([0, 0, 3, 40, 900, 30000]));
  if (line.unit !== '万元') return printer.value({ table: 'indicators', row, column }, number);
  const amount = number === 0 ? 0 : Number(`${number}.${random.int(1, 99)}`);
  return printer.value({ table: 'indicators', row, column }, amount, 'amount');
}
