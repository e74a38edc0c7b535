import { openStore, type Store } from '../../src/store/store.ts';

const RUN = (column: string) => `(SELECT uid FROM run WHERE run.id = ${column})`;
const REPORT = `portal_id || ' ' || organ || ' ' || year || ' ' || edition`;
const OF_REPORT = (column: string) => `(SELECT ${REPORT} FROM report WHERE report.id = ${column})`;
const SHA = (column: string) => `(SELECT sha256 FROM payload WHERE payload.id = ${column})`;
const OF_DOCUMENT = (column: string) =>
  `(SELECT sha256 FROM document JOIN payload ON payload.id = payload_id WHERE document.id = ${column})`;
const CHANNEL = (column: string) => `(SELECT c.url FROM channel AS c WHERE c.id = ${column})`;
const KEY = (column: string) => `(SELECT r.key FROM request AS r WHERE r.id = ${column})`;

/** Columns that hold ids of rows, by what the row is. */
const NAMED: Readonly<Record<string, (column: string) => string>> = {
  run_id: RUN,
  first_run_id: RUN,
  last_run_id: RUN,
  visit_run_id: RUN,
  spared_run_id: RUN,
  report_id: OF_REPORT,
  payload_id: SHA,
  container_id: SHA,
  document_id: OF_DOCUMENT,
  channel_id: CHANNEL,
  request_id: KEY,
  text_id: (column) => `(SELECT hash FROM text WHERE text.id = ${column})`,
  warc_file_id: (column) => `(SELECT name FROM warc_file WHERE warc_file.id = ${column})`,
  source_id: (column) => `(SELECT i.url FROM imported AS i WHERE i.id = ${column})`,
  organ_id: (column) =>
    `(SELECT name || coalesce(division_code, '') || coalesce(o.portal_id, '') FROM organ AS o WHERE o.id = ${column})`,
  key_id: (column) =>
    `(SELECT table_key || '/' || row_key || '/' || column_key FROM figure_key WHERE figure_key.id = ${column})`,
  capture_id: (column) => `(SELECT c.url || ' ' || c.captured_at FROM capture AS c WHERE c.id = ${column})`,
};
const PARENTS: Readonly<Record<string, (column: string) => string>> = { request: KEY, channel: CHANNEL };

/** Paces are of the moment, and sums are made of ids, too. */
const LEFT_OUT = new Set(['host', 'section_search', 'checksum']);

/**
 * Everything that a database holds, a line a row, with names in place of ids: two databases of the same content have the same lines.
 * `without`: columns as `table.column` that may differ; `only`: the tables, where not all are asked for.
 */
export function dump(dataDir: string, without: readonly string[] = [], file?: string, only = /./): string[] {
  const store = openStore(dataDir, { readonly: true, ...(file !== undefined && { file }) });
  try {
    return tablesOf(store)
      .filter((table) => only.test(table))
      .flatMap((table) => rowsOf(store, table, without));
  } finally {
    store.close();
  }
}

function tablesOf(store: Store): string[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name";
  return store
    .all<{ name: string }>(sql)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('section_search') && !name.startsWith('sqlite_') && !LEFT_OUT.has(name));
}

function rowsOf(store: Store, table: string, without: readonly string[]): string[] {
  const columns = store
    .all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
    .map(({ name }) => name)
    .filter((name) => !(name === 'id' && table !== 'portal') && !without.includes(`${table}.${name}`));
  const parent = PARENTS[table];
  const asked = columns.map((name) => {
    const named = name === 'parent_id' ? parent : NAMED[name];
    return named === undefined ? `${table}.${name}` : `${named(`${table}.${name}`)} AS ${name}`;
  });
  const rows = store.all<Record<string, unknown>>(`SELECT ${asked.join(', ')} FROM ${table}`);
  return rows.map((row) => `${table} ${JSON.stringify(row)}`).sort();
}
