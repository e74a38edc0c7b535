import { FORMS, type FormRegistry, TABLE_KEYS, type TableKey } from '../../codebook/index.ts';
import type { ReferenceData } from './reference-data.ts';

/** Names of a cell of tables 2 to 4. */
export interface CellName {
  readonly table: TableKey;
  readonly row: string;
  readonly column: string;
}

/** Takes what `describeCell` gives, and returns the id. */
export const PUT_FIGURE_KEY = `INSERT INTO figure_key (table_key, row_key, column_key, export_name, row_label, column_label, row_english, column_english, unit)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (table_key, row_key, column_key) DO UPDATE SET export_name = excluded.export_name,
    row_label = excluded.row_label, column_label = excluded.column_label, row_english = excluded.row_english,
    column_english = excluded.column_english, unit = excluded.unit RETURNING id`;

/** Every cell that a form has. */
export const FORM_CELLS: readonly CellName[] = cellsOf(FORMS);

/** A key for each of them. */
export const figureKeyData: ReferenceData = {
  name: 'figure keys',
  source: JSON.stringify(FORM_CELLS.map(describeCell)),
  fill: (db) => {
    const put = db.prepare(PUT_FIGURE_KEY);
    for (const cell of FORM_CELLS) put.get(...describeCell(cell));
  },
};

function cellsOf(forms: FormRegistry): CellName[] {
  return TABLE_KEYS.flatMap((table) => {
    const rows = forms.tables[table].rows.map(({ key }) => key);
    return rows.flatMap((row) => {
      const columns = new Set(forms.forms.flatMap((form) => forms.columnsOf(form, table, row)));
      return [...columns].map((column) => ({ table, row, column }));
    });
  });
}

/** The row of `figure_key` for a cell. */
export function describeCell({ table, row, column }: CellName): (string | null)[] {
  // A row of an organ's own: `other_management.行政检查`, or `行政检查` where no form has a like one.
  const [key = row, own] = row.split(/\.(.*)/s);
  const [rowEntry, columnEntry] = [FORMS.row(table, key), FORMS.column(table, column)];
  return [
    table,
    row,
    column,
    own === undefined ? FORMS.exportName(table, row, column) : null,
    own ?? rowEntry?.label ?? row,
    columnEntry?.label ?? column,
    own === undefined ? (rowEntry?.english ?? row) : `${rowEntry?.english ?? key}: ${own}`,
    columnEntry?.english ?? column,
    columnEntry?.unit ?? '件',
  ];
}
