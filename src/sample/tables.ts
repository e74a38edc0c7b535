import type { ColumnEntry, Form, RowEntry, TableEntry, TableKey } from '../codebook/index.ts';
import { columnsOf } from './form-parts.ts';
import { type CellSpec, gridOf, type SampleTable } from './grid.ts';
import type { Figures } from './numbers.ts';
import type { Printer } from './printer.ts';

const header = (text: string, colSpan = 1, rowSpan = 1): CellSpec => ({ text, role: 'header', colSpan, rowSpan });

/** Table 2 as its form prints it: a band a clause, a header row, the rows. */
export function disclosureTable(form: Form, figures: Figures, printer: Printer): SampleTable {
  const table = form.tables.disclosure;
  const split = Object.keys(figures).filter((key) => key.includes('.'));
  const labelColumns = split.length > 0 ? 2 : 1;
  const rows: CellSpec[][] = [];
  const width = Math.max(...(table?.rows ?? []).map((row) => (row.columns ?? columnsOf(table)).length));
  let band = '';
  for (const entry of table?.rows ?? []) {
    const columns = (table?.columns ?? []).filter(({ key }) => entry.columns?.includes(key) ?? true);
    const clause = entry.groups[0] ?? '';
    if (clause !== band) {
      band = clause;
      rows.push([{ text: printer.label(clause), role: 'band', colSpan: labelColumns + width }]);
      const header = disclosureHeader(table?.opens ?? '', columns, labelColumns, printer);
      rows.push(widened(header, labelColumns + width));
    }
    const keys = entry.splits && split.length > 0 ? split : [entry.key];
    keys.forEach((key, index) => {
      const labels = disclosureLabels(entry, key, index === 0 ? keys.length : 0, labelColumns, printer);
      const cells = disclosureCells(key, columns, figures, printer);
      rows.push([...labels, ...widened(cells, width)]);
    });
  }
  return gridOf('disclosure', rows);
}

function disclosureHeader(opens: string, columns: readonly ColumnEntry[], labelColumns: number, printer: Printer) {
  const cells = columns.map((column) => header(printer.label(columnLabel(column, printer))));
  return [header(printer.label(opens), labelColumns), ...cells];
}

/** The last of too few cells takes the rest of the row. */
function widened(cells: readonly CellSpec[], width: number): CellSpec[] {
  const taken = cells.slice(0, -1).reduce((sum, { colSpan = 1 }) => sum + colSpan, 0);
  return cells.map((cell, index) => (index === cells.length - 1 ? { ...cell, colSpan: width - taken } : cell));
}

const columnLabel = ({ label, variants, open }: ColumnEntry, { random }: Printer): string =>
  open ? random.pick([label, ...variants]) : label;

function disclosureLabels(
  entry: RowEntry,
  key: string,
  splitRows: number,
  labelColumns: number,
  printer: Printer,
): CellSpec[] {
  const own = key.split('.')[1];
  if (own === undefined) return [{ text: printer.label(entry.label), role: 'label', colSpan: labelColumns }];
  // The row's key holds the printed label, so it is printed as it is.
  const label: CellSpec = { text: own, role: 'label' };
  return splitRows > 0 ? [{ text: printer.label(entry.label), role: 'side', rowSpan: splitRows }, label] : [label];
}

function disclosureCells(row: string, columns: readonly ColumnEntry[], figures: Figures, printer: Printer): CellSpec[] {
  return columns.map(({ key: column, unit }) => {
    const kind = column === 'change' ? 'change' : unit === '万元' ? 'amount' : 'count';
    return printer.value({ table: 'disclosure', row, column }, figures[row]?.[column] ?? 0, kind, true);
  });
}

/** Table 3: three header rows, then a row an outcome, with the groups merged at the side. */
export function applicationsTable(form: Form, figures: Figures, printer: Printer): SampleTable {
  const table = form.tables.applications;
  if (!table) throw new RangeError(`form ${form.key} has no table of applications`);
  const entries = table.rows.filter((entry) => figures[entry.key] !== undefined);
  const depth = Math.max(...table.rows.map(({ groups }) => groups.length)) + 1;
  const rows: CellSpec[][] = applicationsHeader(table.columns, depth, printer);
  entries.forEach((entry, index) => {
    const sides = entry.groups.flatMap((group, at) => {
      if (entries[index - 1]?.groups[at] === group) return [];
      const rowSpan = entries.filter((other) => other.groups[at] === group).length;
      return [{ text: printer.label(group, true), role: 'side', rowSpan } satisfies CellSpec];
    });
    const label: CellSpec = { text: printer.label(entry.label), role: 'label', colSpan: depth - entry.groups.length };
    rows.push([...sides, label, ...tableCells(table, entry.key, figures, printer)]);
  });
  return gridOf('applications', rows);
}

/** The applicants under the cells that hold several of them. */
function applicationsHeader(columns: readonly ColumnEntry[], labelColumns: number, printer: Printer): CellSpec[][] {
  const labels = columns.map(({ label }) => printer.label(label));
  const note = printer.label('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）');
  const depth = Math.max(...columns.map(({ groups }) => groups.length)) + 1;
  const rows = Array.from({ length: depth }, (_, at): CellSpec[] =>
    at === 0 ? [header(note, labelColumns, depth)] : [],
  );
  columns.forEach(({ groups }, index) => {
    groups.forEach((group, at) => {
      if (columns[index - 1]?.groups[at] === group) return;
      const width = columns.filter((other) => other.groups[at] === group).length;
      rows[at]?.push(header(printer.label(group), width));
    });
    rows[groups.length]?.push(header(labels[index] ?? '', 1, depth - groups.length));
  });
  return rows;
}

function tableCells(table: TableEntry, row: string, figures: Figures, printer: Printer): CellSpec[] {
  return table.columns.map(({ key: column }) =>
    printer.value({ table: table.key as TableKey, row, column }, figures[row]?.[column] ?? 0),
  );
}

/** Table 4: 15 numbers in one row under a three-row header. */
export function reviewTable(form: Form, figures: Figures, printer: Printer): SampleTable {
  const table = form.tables.review_litigation;
  if (!table) throw new RangeError(`form ${form.key} has no table of proceedings`);
  const [first, ...litigation] = table.rows;
  const width = table.columns.length;
  const outcomes = (rowSpan: number): CellSpec[] =>
    table.columns.map((entry) => header(printer.label(entry.label, true), 1, rowSpan));
  const group = litigation[0]?.groups[0] ?? '';
  return gridOf('review_litigation', [
    [header(printer.label(first?.label ?? ''), width), header(printer.label(group), width * litigation.length)],
    [...outcomes(2), ...litigation.map((entry) => header(printer.label(entry.label), width))],
    litigation.flatMap(() => outcomes(1)),
    table.rows.flatMap((entry) => tableCells(table, entry.key, figures, printer)),
  ]);
}
