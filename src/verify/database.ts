import { join } from 'node:path';
import { storedNumbers } from '../store/contents.ts';
import { textHash } from '../store/documents.ts';
import { numbersHash } from '../store/numbers.ts';
import { changedReferenceData } from '../store/reference/changed.ts';
import { DATABASE_FILE, type Store } from '../store/store.ts';
import { type Finding, REBUILD } from './findings.ts';

/** SQLite's own checks of the whole file: its pages, indexes and references. */
export function databaseFindings(store: Store): Finding[] {
  const place = join(store.dataDir, DATABASE_FILE);
  const faults = integrityFaults(store).map((what) => ({
    kind: 'database' as const,
    place,
    what,
    todo: REBUILD,
    payloads: [],
  }));
  return [
    ...faults,
    ...[
      ...counts(store),
      ...readable(() => changedContents(store)),
      ...readable(() => changedReferenceData(store)),
    ].map((what) => ({
      kind: 'database' as const,
      place,
      what,
      todo: REBUILD,
      payloads: [],
    })),
  ];
}

/** More than this says nothing more. */
const MOST_FAULTS = 20;

function integrityFaults(store: Store): string[] {
  try {
    const rows = store.all<{ integrity_check: string }>(`PRAGMA integrity_check(${MOST_FAULTS})`);
    const faults = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
    const loose = store.all<{ table: string; parent: string }>('PRAGMA foreign_key_check').slice(0, MOST_FAULTS);
    return [
      ...faults,
      ...loose.map(({ table, parent }) => `a row of ${table} refers to a row of ${parent} that is not there`),
    ];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
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
    'sums of series that are not those of their reports’ numbers',
    `SELECT count(*) AS n FROM (SELECT * FROM (SELECT report_id, series_key, side, value FROM series_sum EXCEPT
      SELECT report_id, series_key, side, value FROM series_number)
    UNION SELECT * FROM (SELECT report_id, series_key, side, value FROM series_number EXCEPT
      SELECT report_id, series_key, side, value FROM series_sum))`,
  ],
];

function counts(store: Store): string[] {
  return COUNTS.flatMap(([what, sql]) => {
    const n = store.get<{ n: number }>(sql)?.n ?? 0;
    return n === 0 ? [] : [`${n} ${what}`];
  });
}

/** SQLite has no checksums: a byte that is another within a cell shows only in what was computed of it when it was stored. */
function changedContents(store: Store): string[] {
  const reports = store.all<{ id: number; organ: string; year: number; hash: string }>(
    'SELECT id, organ, year, figures_hash AS hash FROM report ORDER BY id',
  );
  const changed = reports.filter(({ id, hash }) => numbersHash(storedNumbers(store, id)) !== hash);
  const texts = store
    .all<{ id: number; hash: string }>('SELECT id, hash FROM text ORDER BY id')
    .filter(({ id, hash }) => {
      const { content } = store.get<{ content: string }>('SELECT content FROM text WHERE id = ?', id) ?? {
        content: '',
      };
      return textHash(content) !== hash;
    });
  return [
    ...changed.map(({ organ, year }) => `the numbers of ${organ} ${year} are not those that were stored`),
    ...texts.map(({ id }) => `text ${id} is not the one that was stored`),
  ];
}

function readable(faults: () => string[]): string[] {
  try {
    return faults().slice(0, MOST_FAULTS);
  } catch (error) {
    // What cannot be read was told of by SQLite's own check.
    return [error instanceof Error ? error.message : String(error)];
  }
}
