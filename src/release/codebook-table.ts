import { type ExportTable, type ExportValue, text } from '../export/table.ts';
import type { Store } from '../store/store.ts';

const KEYS = `
  SELECT 'cell' AS what, export_name AS variable, table_key, row_key, column_key, row_label, column_label, row_english, column_english, unit
  FROM figure_key WHERE export_name IS NOT NULL
  UNION ALL SELECT 'indicator', export_name, 'indicators', key, '', label, '', english, '', unit FROM indicator_key
  UNION ALL SELECT 'series', key, '', '', '', label, '', english, '', unit FROM series
  ORDER BY what, variable`;

/** Every variable of the other tables, in both languages. */
export function codebookTable(store: Store): ExportTable {
  return {
    name: 'codebook',
    title: 'Variables of the tables, in both languages',
    columns: [
      text('what', 'cell of tables 2 to 4, indicator of 2008 to 2018, or series', '类别'),
      text('variable', 'Column of the wide shape, or key of the series', '变量名'),
      text('table', 'Table key', '表'),
      text('row', 'Row key', '行'),
      text('column', 'Column key', '列'),
      text('row_zh', 'Row label in Chinese', '行名'),
      text('column_zh', 'Column label in Chinese', '列名'),
      text('row_en', 'Row label in English', '行名（英文）'),
      text('column_en', 'Column label in English', '列名（英文）'),
      text('unit', 'Unit', '单位'),
    ],
    rows: () => store.db.prepare<[], ExportValue[]>(KEYS).raw().iterate(),
  };
}
