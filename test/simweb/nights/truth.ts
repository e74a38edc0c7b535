import { openStore } from '../../../src/store/index.ts';
import type { World } from './world.ts';

/** What the database holds: each current report with one of its numbers, and whether it was withdrawn. */
export function storedTruth(dataDir: string): string[] {
  const store = openStore(dataDir, { readonly: true });
  try {
    return store
      .all<{ portal: string; year: number; value: number; withdrawn: number }>(
        `SELECT report.portal_id AS portal, report.year, value,
           EXISTS (SELECT 1 FROM withdrawn_report WHERE report_id = report.id AND restored_on IS NULL) AS withdrawn
         FROM current_report AS report JOIN figure ON figure.report_id = report.id AND export_name = 'app_new_received_total'`,
      )
      .map(({ portal, year, value, withdrawn }) => `${portal} ${year} ${value}${withdrawn ? ' withdrawn' : ''}`)
      .sort();
  } finally {
    store.close();
  }
}

/** The same of what the portals have ever published. */
export const worldTruth = (world: World): string[] =>
  world.portals
    .flatMap((portal) =>
      portal.ever().map(({ withdrawn, ...report }) => {
        const value = portal.truth(report).truth.applications?.new_received?.total;
        return `${portal.id} ${report.year} ${value}${withdrawn ? ' withdrawn' : ''}`;
      }),
    )
    .sort();
