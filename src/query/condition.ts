import { closest } from 'fastest-levenshtein';
import type { Store } from '../store/store.ts';
import { QueryError } from './errors.ts';

// Text in quotes stays; else `applications.new_received.total`, or an export name: app_new_received_total, ind_received.
const NAMES =
  /'(?:[^']|'')*'|\b(?:disclosure|applications|review_litigation)(?:\.[\p{L}\p{N}_]+)+|\b(?:dis|app|rev|ind)_\w+/gu;

/**
 * A condition as SQL over `current_report AS report`: names of cells are looked up, all else is the person's own.
 * @throws QueryError where a cell is in no form, or SQLite refuses the rest.
 */
export function readCondition(store: Store, condition: string): string {
  const sql = condition.replace(NAMES, (name) => (name.startsWith("'") ? name : cellValue(store, name)));
  try {
    store.db.prepare(`SELECT 1 FROM current_report AS report WHERE (${sql}) LIMIT 0`);
  } catch (error) {
    throw new QueryError(`--where ${condition}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return sql;
}

/** The value of a cell in the report at hand, as SQL. */
export function cellValue(store: Store, name: string): string {
  if (name.startsWith('ind_')) {
    const key = store.get<{ key: string }>('SELECT key FROM indicator_key WHERE export_name = ?', name)?.key;
    if (key === undefined) throw unknownName(store, name);
    return `(SELECT coalesce(i.value, i.this_year) FROM indicator AS i WHERE i.report_id = report.id AND i.key = '${key}')`;
  }
  const sql = `SELECT id FROM figure_key WHERE export_name = ? OR table_key || '.' || row_key || '.' || column_key = ?`;
  const id = store.get<{ id: number }>(sql, name, name)?.id;
  if (id === undefined) throw unknownName(store, name);
  return `(SELECT c.value FROM cell AS c WHERE c.report_id = report.id AND c.key_id = ${id})`;
}

function unknownName(store: Store, name: string): QueryError {
  const column = name.includes('.') ? "table_key || '.' || row_key || '.' || column_key" : 'export_name';
  const known = store.all<{ name: string }>(
    `SELECT ${column} AS name FROM figure_key WHERE export_name IS NOT NULL UNION SELECT export_name FROM indicator_key`,
  );
  return new QueryError(
    `${name} is no number of a form; is ${closest(
      name,
      known.map((one) => one.name),
    )} meant? docs/codebook.md lists them`,
  );
}
