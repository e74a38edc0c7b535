import { TABLE_KEYS } from '../../src/codebook/model.ts';
import { figureKeyId } from '../../src/store/figure-keys.ts';
import { openStore, type Store } from '../../src/store/store.ts';

type Numbers = Readonly<Record<string, number>>;

/** Puts numbers in the place of those that were read, by organ and by the names that comparisons have (`table/row/column`, `indicators/label/column`). */
export function putNumbers(dataDir: string, byOrgan: Readonly<Record<string, Numbers>>): void {
  const store = openStore(dataDir);
  const reports = store.all<{ id: number; organ: string }>('SELECT id, organ FROM report');
  store.transaction(() => {
    for (const [organ, numbers] of Object.entries(byOrgan)) {
      const report = reports.find((one) => one.organ === organ);
      if (report === undefined) throw new Error(`no report of ${organ}`);
      store.run('DELETE FROM cell WHERE report_id = ?', report.id);
      store.run('DELETE FROM indicator WHERE report_id = ?', report.id);
      putCells(store, report.id, numbers);
      putIndicators(store, report.id, numbers);
    }
  });
  store.close();
}

function putCells(store: Store, reportId: number, numbers: Numbers): void {
  for (const [name, value] of Object.entries(numbers)) {
    const [key, row = '', column = ''] = name.split('/');
    const table = TABLE_KEYS.find((one) => one === key);
    if (table === undefined) continue;
    const keyId = figureKeyId(store, { table, row, column });
    store.run('INSERT INTO cell (report_id, key_id, value) VALUES (?, ?, ?)', reportId, keyId, value);
  }
}

function putIndicators(store: Store, reportId: number, numbers: Numbers): void {
  const rows = new Map<string, Map<string, number>>();
  for (const [name, value] of Object.entries(numbers)) {
    const [, label, column] = /^indicators\/(.*)\/(\w+)$/.exec(name) ?? [];
    if (label !== undefined && column !== undefined)
      rows.set(label, (rows.get(label) ?? new Map<string, number>()).set(column, value));
  }
  const sql =
    'INSERT INTO indicator (report_id, position, indicator, value, this_year, cumulative, number) VALUES (?, ?, ?, ?, ?, ?, ?)';
  for (const [position, [label, values]] of [...rows].entries()) {
    const [value = null, thisYear = null, cumulative = null] = ['value', 'this_year', 'cumulative'].map(
      (column) => values.get(column) ?? null,
    );
    // Labels that the form prints twice are told apart by a number.
    store.run(sql, reportId, position, label.replace(/#\d+$/, ''), value, thisYear, cumulative, value ?? thisYear);
  }
}
