import { closest } from 'fastest-levenshtein';
import { messageOf } from '../message-of.ts';
import type { Store } from '../store/store.ts';
import { QueryError } from './errors.ts';
import { areFew } from './few.ts';
import { queryMessages } from './messages.ts';

// Text in quotes stays; else `applications.new_received.total`, or an export name: app_new_received_total, ind_received.
const NAMES =
  /'(?:[^']|'')*'|\b(?:disclosure|applications|review_litigation)(?:\.[\p{L}\p{N}_]+)+|\b(?:dis|app|rev|ind)_\w+/gu;

/**
 * A condition as SQL over `current_report AS report`, or over the table alone where it names nothing else: names of cells are looked up, all
 * else is the person's own.
 * @throws QueryError where a cell is in no form, or SQLite refuses the rest.
 */
export function readCondition(
  store: Store,
  condition: string,
): { readonly sql: string; readonly of: 'report' | 'current_report' } {
  const parts = isPlain(condition) ? condition.split(/\sAND\s/iu).map((part) => part.trim()) : [condition];
  const sql = parts
    .map(
      (part) =>
        byIndex(store, part) ?? part.replace(NAMES, (name) => (name.startsWith("'") ? name : cellValue(store, name))),
    )
    .join(' AND ');
  try {
    store.db.prepare(`SELECT 1 FROM current_report AS report WHERE (${sql}) LIMIT 0`);
  } catch (error) {
    throw new QueryError(`--where ${condition}: ${messageOf(error)}`);
  }
  return { sql, of: isOfTable(store, sql) ? 'report' : 'current_report' };
}

function isOfTable(store: Store, sql: string): boolean {
  try {
    store.db.prepare(`SELECT 1 FROM report WHERE (${sql}) LIMIT 0`);
    return true;
  } catch {
    return false;
  }
}

/** Comparisons side by side, of which each must hold: nothing that could turn one of them round. */
const isPlain = (condition: string): boolean =>
  !/\b(?:OR|NOT|CASE)\b|[()]/iu.test(condition) && !/'[^']*\bAND\b[^']*'/iu.test(condition);

/** `app_new_received_total > 1000`: the reports that have it by the index of numbers; null for all else. */
function byIndex(store: Store, comparison: string): string | null {
  const [, name = '', sign, number = ''] =
    /^\s*([\p{L}\p{N}_.]+)\s*(>=|>|<=|<|=)\s*(-?\d+(?:\.\d+)?)\s*$/u.exec(comparison) ?? [];
  if (name === '') return null;
  const key = cellKeyId(store, name);
  const indicator = key === null && name.startsWith('ind_') ? indicatorKey(store, name) : null;
  if (key === null && indicator === null) return null;
  const rows =
    key === null
      ? `indicator WHERE key = '${indicator}' AND number ${sign} ${number}`
      : `cell WHERE key_id = ${key} AND value ${sign} ${number}`;
  // The plus keeps SQLite from going through many of them in place of the reports in the order that is asked for.
  return `${areFew(store, rows) ? '' : '+'}report.id IN (SELECT report_id FROM ${rows})`;
}

/** The value of a cell in the report at hand, as SQL. */
export function cellValue(store: Store, name: string): string {
  if (name.startsWith('ind_')) {
    const key = indicatorKey(store, name);
    if (key === null) throw unknownName(store, name);
    return `(SELECT i.number FROM indicator AS i WHERE i.report_id = report.id AND +i.key = '${key}')`;
  }
  const id = cellKeyId(store, name);
  if (id === null) throw unknownName(store, name);
  return `(SELECT c.value FROM cell AS c WHERE c.report_id = report.id AND c.key_id = ${id})`;
}

/** The key of a number of the lists of 2008 to 2018; null where there is none. */
export function indicatorKey(store: Store, name: string): string | null {
  const sql = 'SELECT key FROM indicator_key WHERE export_name = ?';
  return store.get<{ key: string }>(sql, name)?.key ?? null;
}

/** The key of a cell of tables 2 to 4, by either of its names; null where there is none. */
export function cellKeyId(store: Store, name: string): number | null {
  const sql = `SELECT id FROM figure_key WHERE export_name = ? OR table_key || '.' || row_key || '.' || column_key = ?`;
  return store.get<{ id: number }>(sql, name, name)?.id ?? null;
}

function unknownName(store: Store, name: string): QueryError {
  const column = name.includes('.') ? "table_key || '.' || row_key || '.' || column_key" : 'export_name';
  const known = store.all<{ name: string }>(
    `SELECT ${column} AS name FROM figure_key WHERE export_name IS NOT NULL UNION SELECT export_name FROM indicator_key`,
  );
  const near = closest(
    name,
    known.map((one) => one.name),
  );
  return new QueryError(queryMessages.notANumber(name, near));
}
