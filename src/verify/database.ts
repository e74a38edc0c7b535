import { join } from 'node:path';
import { messageOf } from '../message-of.ts';
import { type ChangedRows, changedRows } from '../store/checksums.ts';
import { RULES_ACROSS } from '../store/reference/across.ts';
import { changedReferenceData } from '../store/reference/changed.ts';
import { isFilled } from '../store/reference/fill.ts';
import { searchIndexData } from '../store/reference/search-index.ts';
import { DATABASE_FILE, type Store } from '../store/store.ts';
import { type Finding, REBUILD } from './findings.ts';
import { changedSchema } from './schema.ts';
import { isSearchIndexTrue } from './search-index.ts';

/** What part of the database is looked at: all of it but the words of the search index, those too, or the reports' rows of one night. */
export type DatabaseCheck = 'rows' | 'full' | { readonly reports: number; readonly day: number };

/** The whole file: SQLite's own checks of pages, indexes and references, and every row against the sums that were kept as it was written. */
export function databaseFindings(store: Store, check: DatabaseCheck): Finding[] {
  const whole = [
    () => integrityFaults(store),
    () => counts(store),
    () => changedSchema(store),
    () => wordsOf(store, changedRows(store.db)),
    () => changedReferenceData(store),
    ...(check === 'full' ? [() => searchIndexFault(store)] : []),
  ];
  const faults = typeof check === 'object' ? [() => changedOfNight(store, check)] : whole;
  return faults.flatMap(readable).map((what) => ofDatabase(store, what));
}

export const ofDatabase = (store: Store, what: string): Finding => ({
  kind: 'database',
  place: join(store.dataDir, DATABASE_FILE),
  what,
  todo: REBUILD,
  payloads: [],
});

/** More than this says nothing more. */
const MOST_FAULTS = 20;

function integrityFaults(store: Store): string[] {
  const rows = store.all<{ integrity_check: string }>(`PRAGMA integrity_check(${MOST_FAULTS})`);
  const faults = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const loose = store.all<{ table: string; parent: string }>('PRAGMA foreign_key_check').slice(0, MOST_FAULTS);
  return [
    ...faults,
    ...loose.map(({ table, parent }) => `a row of ${table} refers to a row of ${parent} that is not there`),
  ];
}

/** What must hold between tables. */
const COUNTS: readonly (readonly [string, string])[] = [
  [
    'reports without a source document',
    `SELECT count(*) AS n FROM report WHERE NOT EXISTS
    (SELECT 1 FROM report_document WHERE report_id = report.id AND role = 'source')`,
  ],
  [
    'organs and years without a current edition',
    `SELECT count(*) AS n FROM (SELECT 1 FROM report GROUP BY portal_id, organ, year
    HAVING sum(is_current) <> 1)`,
  ],
  [
    'documents of payloads that were not read',
    `SELECT count(*) AS n FROM document JOIN payload ON payload.id = payload_id
    WHERE state NOT IN ('read', 'waiting', 'unreadable')`,
  ],
  [
    'numbers of reports, or under keys, that are not there',
    `SELECT count(*) AS n FROM cell WHERE report_id NOT IN (SELECT id FROM report) OR key_id NOT IN (SELECT id FROM figure_key)`,
  ],
  [
    'sums of series that are not those of their reports’ numbers',
    `SELECT count(*) AS n FROM (SELECT * FROM (SELECT report_id, series_key, side, value FROM series_sum EXCEPT
      SELECT report_id, series_key, side, value FROM series_number)
    UNION SELECT * FROM (SELECT report_id, series_key, side, value FROM series_number EXCEPT
      SELECT report_id, series_key, side, value FROM series_sum))`,
  ],
  ...RULES_ACROSS.map(
    (rule) =>
      [
        `failed checks “${rule}” between reports that are not those of their numbers`,
        `WITH kept AS (SELECT report_id, scope FROM across_failure WHERE rule = '${rule}'),
      actual AS MATERIALIZED (SELECT report_id, scope FROM check_across WHERE rule = '${rule}' AND status = 'fail')
    SELECT (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM actual))
      + (SELECT count(*) FROM (SELECT * FROM actual EXCEPT SELECT * FROM kept)) AS n`,
      ] as const,
  ),
];

function counts(store: Store): string[] {
  return COUNTS.flatMap(([what, sql]) => {
    const n = store.get<{ n: number }>(sql)?.n ?? 0;
    return n === 0 ? [] : [`${n} ${what}`];
  });
}

/** Every so many-th night each report has had its turn. */
function changedOfNight(store: Store, { reports, day }: { readonly reports: number; readonly day: number }): string[] {
  const last = store.get<{ id: number | null }>('SELECT max(id) AS id FROM report')?.id ?? 0;
  const from = (day % Math.max(1, Math.ceil(last / reports))) * reports + 1;
  return wordsOf(store, changedRows(store.db, { from, to: from + reports - 1 }));
}

function wordsOf(store: Store, changed: readonly ChangedRows[]): string[] {
  return changed.map(({ scope, bucket }) => {
    const report =
      scope === 'report'
        ? store.get<{ organ: string; year: number }>('SELECT organ, year FROM report WHERE id = ?', bucket)
        : undefined;
    const rows = report === undefined ? `${scope} (${bucket})` : `${report.organ} ${report.year}`;
    return `rows of ${rows} are not as they were written: damaged, or changed by another program`;
  });
}

function searchIndexFault(store: Store): string[] {
  if (!isFilled(store.db, searchIndexData) || isSearchIndexTrue(store)) return [];
  return ['the search index is not that of the sections'];
}

function readable(faults: () => string[]): string[] {
  try {
    return faults().slice(0, MOST_FAULTS);
  } catch (error) {
    // What cannot be read was told of by SQLite's own check.
    return [messageOf(error)];
  }
}
