import type { Store } from '../store/store.ts';

/** A report by one of its numbers. */
export interface RankedReport {
  readonly id: number;
  readonly organ: string;
  readonly full_name: string;
  readonly organ_code: string | null;
  readonly kind: string;
  readonly year: number;
  readonly value: number;
}

// The index of numbers, from its end.
const CELLS = `SELECT report_id AS id, value FROM cell WHERE key_id = (SELECT id FROM figure_key WHERE export_name = ?) AND value IS NOT NULL`;
const INDICATORS = `SELECT report_id AS id, number AS value FROM indicator
  WHERE key = (SELECT key FROM indicator_key WHERE export_name = ?) AND number IS NOT NULL`;

/** The current reports in which a number is greatest, by its export name. */
export function greatestOf(store: Store, exportName: string, limit: number): RankedReport[] {
  const numbers = exportName.startsWith('ind_') ? INDICATORS : CELLS;
  return store.all<RankedReport>(
    `WITH number AS (${numbers}), greatest AS MATERIALIZED (SELECT number.id, number.value FROM number
       WHERE number.id NOT IN (SELECT id FROM report WHERE is_current = 0) ORDER BY number.value DESC, number.id DESC LIMIT ?)
     SELECT report.id, organ, full_name, organ_code, kind, year, value FROM greatest CROSS JOIN current_report AS report ON report.id = greatest.id
     ORDER BY value DESC, report.id DESC`,
    exportName,
    limit,
  );
}
