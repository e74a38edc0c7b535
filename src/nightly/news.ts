import type { Store } from '../store/store.ts';
import type { NightReport } from './report.ts';

type News = NightReport['news'][number];

const STORED = `SELECT iif(edition = 1 OR NOT EXISTS (SELECT 1 FROM report AS older WHERE older.portal_id = report.portal_id
      AND older.organ = report.organ AND older.year = report.year AND older.first_run_id < report.first_run_id), 'new', 'changed') AS what,
    portal_id AS portal, organ, year, url FROM report WHERE first_run_id = ? ORDER BY portal_id, organ, year, edition`;
const WITHDRAWN = `SELECT 'withdrawn' AS what, portal_id AS portal, organ, year, url FROM withdrawn_report
  WHERE restored_on IS NULL AND (portal_id, url) IN (SELECT portal_id, url FROM withdrawal WHERE run_id = ?) ORDER BY portal_id, organ, year`;
const RESTORED = `SELECT 'restored' AS what, portal_id AS portal, organ, year, url FROM withdrawn_report
  WHERE restored_on BETWEEN ? AND ? ORDER BY portal_id, organ, year`;

/** Reports that came, changed, were withdrawn or came back in a run between two days. */
export function newsOf(store: Store, runId: number, [from, to]: readonly [string, string]): News[] {
  return [
    ...store.all<News>(STORED, runId),
    ...store.all<News>(WITHDRAWN, runId),
    ...store.all<News>(RESTORED, from, to),
  ];
}
