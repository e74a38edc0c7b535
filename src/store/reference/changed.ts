import Database from 'better-sqlite3';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Store } from '../store.ts';
import { fillReferenceData } from './fill.ts';

/** Ids are of the database, not of the data. */
const TABLES: readonly (readonly [table: string, columns: string])[] = [
  ['division', 'code, name, level, parent_code, province, city, valid_from, valid_to, successor_code'],
  ['division_name', 'code, name, valid_from, valid_to'],
  ['organ_renaming', 'former, later, year, relation, source'],
  [
    'figure_key',
    'table_key, row_key, column_key, export_name, row_label, column_label, row_english, column_english, unit',
  ],
  ['indicator_key', 'key, label, english, unit, export_name'],
  ['series', 'key, label, english, unit'],
  ['series_part', 'series_key, side, part, parts, indicator_key, relation, note'],
];

interface Row {
  readonly row: string;
}

/** Rows of the program's own data that the database holds otherwise; none where another version of the program has filled it. */
export function changedReferenceData(store: Store): string[] {
  const fresh = new Database(':memory:');
  try {
    for (const step of MIGRATIONS) fresh.exec(step);
    fillReferenceData(fresh);
    const versions = 'SELECT name || version AS row FROM reference_data';
    const filled = new Set(store.all<Row>(versions).map(({ row }) => row));
    if (
      !fresh
        .prepare<[], Row>(versions)
        .all()
        .every(({ row }) => filled.has(row))
    )
      return [];
    return TABLES.flatMap(([table, columns]) => {
      const rows = `SELECT json_array(${columns}) AS row FROM ${table}`;
      const stored = new Set(store.all<Row>(rows).map(({ row }) => row));
      const missing = fresh
        .prepare<[], Row>(rows)
        .all()
        .filter(({ row }) => !stored.has(row));
      return missing.map(({ row }) => `${table} does not hold ${row}`);
    });
  } finally {
    fresh.close();
  }
}
