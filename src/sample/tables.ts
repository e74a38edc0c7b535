import { applicationRowsOf, DISCLOSURE_COLUMNS, type RowEntry, TABLES, type TableKey } from '../codebook/index.ts';
import { type CellSpec, gridOf, type SampleTable } from './grid.ts';
import type { Figures } from './numbers.ts';
import type { Printer } from './printer.ts';

type Form = '2019' | '2021';

const header = (text: string, colSpan = 1, rowSpan = 1): CellSpec => ({ text, role: 'header', colSpan, rowSpan });

/** Table 2 as its form prints it: a band a clause, a header row, the rows. */
export function disclosureTable(form: Form, figures: Figures, printer: Printer): SampleTable {
  const split = Object.keys(figures).filter((key) => key.startsWith('other_management.'));
  const labelColumns = split.length > 0 ? 2 : 1;
  const rows: CellSpec[][] = [];
  let band = '';
  for (const entry of TABLES.disclosure.rows) {
    const columns = DISCLOSURE_COLUMNS[form][entry.key];
    if (columns === undefined) continue;
    const clause = entry.groups[0] ?? '';
    if (clause !== band) {
      band = clause;
      rows.push([{ text: printer.label(clause), role: 'band', colSpan: labelColumns + 3 }]);
      rows.push(disclosureHeader(form, entry, columns, labelColumns, printer));
    }
    const keys = entry.key === 'other_management' && split.length > 0 ? split : [entry.key];
    keys.forEach((key, index) => {
      const labels = disclosureLabels(form, entry, key, index === 0 ? keys.length : 0, labelColumns, printer);
      rows.push([...labels, ...disclosureCells(key, columns, figures, printer)]);
    });
  }
  return gridOf('disclosure', rows);
}

function disclosureHeader(
  form: Form,
  entry: RowEntry,
  columns: readonly string[],
  labelColumns: number,
  printer: Printer,
) {
  const cells = columns.map((key) => header(printer.label(columnLabel(form, entry.key, key, printer))));
  return [header(printer.label('信息内容'), labelColumns), ...widened(cells)];
}

/** The last of fewer than three cells takes the rest of the row. */
function widened(cells: CellSpec[]): CellSpec[] {
  return cells.map((cell, index) => (index === cells.length - 1 ? { ...cell, colSpan: 4 - cells.length } : cell));
}

function columnLabel(form: Form, row: string, column: string, printer: Printer): string {
  if (column === 'decisions') return form === '2019' ? '处理决定数量' : '本年处理决定数量';
  if (column === 'amount_wan_yuan' && row === 'procurement')
    return printer.random.pick(['采购总金额', '采购总金额（万元）', '采购总金额（万元，保留四位小数）']);
  return TABLES.disclosure.columns.find((entry) => entry.key === column)?.label ?? column;
}

function disclosureLabels(
  form: Form,
  entry: RowEntry,
  key: string,
  splitRows: number,
  labelColumns: number,
  printer: Printer,
): CellSpec[] {
  const own = key.split('.')[1];
  const printed = form === '2019' && entry.key === 'normative_documents' ? '规范性文件' : entry.label;
  if (own === undefined) return [{ text: printer.label(printed), role: 'label', colSpan: labelColumns }];
  // The row's key holds the printed label, so it is printed as it is.
  const label: CellSpec = { text: own, role: 'label' };
  return splitRows > 0 ? [{ text: printer.label(entry.label), role: 'side', rowSpan: splitRows }, label] : [label];
}

function disclosureCells(row: string, columns: readonly string[], figures: Figures, printer: Printer): CellSpec[] {
  const cells = columns.map((column) => {
    const kind = column === 'change' ? 'change' : column === 'amount_wan_yuan' ? 'amount' : 'count';
    return printer.value({ table: 'disclosure', row, column }, figures[row]?.[column] ?? 0, kind, true);
  });
  return widened(cells);
}

/** Table 3: three header rows, then a row an outcome, with the groups merged at the side. */
export function applicationsTable(form: Form, figures: Figures, printer: Printer): SampleTable {
  const entries = applicationRowsOf(form).filter((entry) => figures[entry.key] !== undefined);
  const rows: CellSpec[][] = applicationsHeader(printer);
  entries.forEach((entry, index) => {
    const sides = entry.groups.flatMap((group, depth) => {
      if (entries[index - 1]?.groups[depth] === group) return [];
      const rowSpan = entries.filter((other) => other.groups[depth] === group).length;
      return [{ text: printer.label(group, true), role: 'side', rowSpan } satisfies CellSpec];
    });
    const label: CellSpec = { text: printer.label(entry.label), role: 'label', colSpan: 3 - entry.groups.length };
    rows.push([...sides, label, ...tableCells('applications', entry.key, figures, printer)]);
  });
  return gridOf('applications', rows);
}

function applicationsHeader(printer: Printer): CellSpec[][] {
  const [person, ...rest] = TABLES.applications.columns.map((entry) => printer.label(entry.label));
  const total = rest.pop() ?? '';
  const note = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';
  return [
    [header(printer.label(note), 3, 3), header(printer.label('申请人情况'), 7)],
    [header(person ?? '', 1, 2), header(printer.label('法人或其他组织'), 5), header(total, 1, 2)],
    rest.map((label) => header(label)),
  ];
}

function tableCells(table: TableKey, row: string, figures: Figures, printer: Printer): CellSpec[] {
  return TABLES[table].columns.map(({ key }) => printer.value({ table, row, column: key }, figures[row]?.[key] ?? 0));
}

/** Table 4: 15 numbers in one row under a three-row header. */
export function reviewTable(figures: Figures, printer: Printer): SampleTable {
  const [first, ...litigation] = TABLES.review_litigation.rows;
  const outcomes = (rowSpan: number): CellSpec[] =>
    TABLES.review_litigation.columns.map((entry) => header(printer.label(entry.label, true), 1, rowSpan));
  return gridOf('review_litigation', [
    [header(printer.label(first?.label ?? ''), 5), header(printer.label('行政诉讼'), 10)],
    [...outcomes(2), ...litigation.map((entry) => header(printer.label(entry.label), 5))],
    litigation.flatMap(() => outcomes(1)),
    TABLES.review_litigation.rows.flatMap((entry) => tableCells('review_litigation', entry.key, figures, printer)),
  ]);
}
