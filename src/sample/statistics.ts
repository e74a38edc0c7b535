import { ANNEX_LINES, type IndicatorLine, NATIONAL_LINES } from '../codebook/statistics.ts';
import { type CellSpec, gridOf, type SampleTable } from './grid.ts';
import type { Printer } from './printer.ts';
import type { SampleIndicator } from './truth.ts';

/** The long table of generation 2014, with what must be read in it. */
export interface Statistics {
  readonly table: SampleTable;
  readonly values: readonly SampleIndicator<number>[];
  readonly raw: readonly SampleIndicator<string>[];
}

/** The national form: 统计指标 / 单位 / 统计数. */
export function nationalStatistics(printer: Printer): Statistics {
  const table = statisticsTable(NATIONAL_LINES, ['统计指标', '单位', '统计数'], ['value'], printer);
  const read = <T>(cells: Cells<T>): SampleIndicator<T>[] =>
    NATIONAL_LINES.map(({ label, unit }, row) => ({ indicator: label, unit, value: cells[row]?.value ?? null }));
  return { table, values: read(printer.values), raw: read(printer.raw) };
}

/** A provincial annex with two figures a row. */
export function annexStatistics(year: number, printer: Printer): Statistics {
  const headers = ['指标名称', '计量单位', `${year}年度`, '历年累计'];
  const table = statisticsTable(ANNEX_LINES, headers, ['this_year', 'cumulative'], printer);
  const read = <T>(cells: Cells<T>): SampleIndicator<T>[] =>
    ANNEX_LINES.map(({ label, unit }, row) => ({
      indicator: label,
      unit,
      this_year: cells[row]?.this_year ?? null,
      cumulative: cells[row]?.cumulative ?? null,
    }));
  return { table, values: read(printer.values), raw: read(printer.raw) };
}

type Cells<T> = Readonly<Record<string, Readonly<Record<string, T | null>>>>;

function statisticsTable(
  lines: readonly IndicatorLine[],
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
function numberCell(line: IndicatorLine, row: string, column: string, printer: Printer): CellSpec {
  if (line.heading) return { text: '', role: 'value' };
  const { random } = printer;
  const number =
    column === 'cumulative' ? random.int(30000, 400000) : random.int(0, random.pick([0, 0, 3, 40, 900, 30000]));
  if (line.unit !== '万元') return printer.value({ table: 'indicators', row, column }, number);
  const amount = number === 0 ? 0 : Number(`${number}.${random.int(1, 99)}`);
  return printer.value({ table: 'indicators', row, column }, amount, 'amount');
}
