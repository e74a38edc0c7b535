import Database from 'better-sqlite3';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Store } from '../store.ts';
import { ALL_DATA, fillReferenceData, isFilled } from './fill.ts';

/** Ids are of the database, not of the data. */
const COLUMNS: Readonly<Record<string, string>> = {
  division: 'code, name, level, parent_code, province, city, valid_from, valid_to, successor_code',
  division_name: 'code, name, valid_from, valid_to',
  organ_renaming: 'former, later, year, relation, source',
  figure_key: 'table_key, row_key, column_key, export_name, row_label, column_label, row_english, column_english, unit',
  indicator_key: 'key, label, english, unit, export_name',
  series: 'key, label, english, unit',
  series_part: 'series_key, side, part, parts, indicator_key, relation, note',
};

interface Row {
  readonly row: string;
}

/** Rows of the program's own data that the database holds otherwise; none where another version of the program has filled it. */
export function changedReferenceData(store: Store): string[] {
  if (!ALL_DATA.every((data) => isFilled(store.db, data))) return [];
  expected ??= expectedRows();
  return [...expected].flatMap(([table, rows]) => {
    const stored = new Set(store.all<Row>(rowsOf(table)).map(({ row }) => row));
    return rows.filter((row) => !stored.has(row)).map((row) => `${table} does not hold ${row}`);
  });
}

/** The same in every folder, and made once: it takes longer than comparing it. */
let expected: ReadonlyMap<string, readonly string[]> | null = null;

function expectedRows(): ReadonlyMap<string, readonly string[]> {
  const fresh = new Database(':memory:');
  try {
    for (const step of MIGRATIONS) fresh.exec(step);
    fillReferenceData(fresh);
    return new Map(
      Object.keys(COLUMNS).map((table) => [table, fresh.prepare<[], string>(rowsOf(table)).pluck().all()]),
    );
  } finally {
    fresh.close();
  }
}

const rowsOf = (table: string): string => `SELECT json_array(${COLUMNS[table]}) AS row FROM ${table}`;
