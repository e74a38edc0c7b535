import type { Store } from '../store/store.ts';
import { AGAINST_REPORT } from '../store/warnings.ts';
import { type CorpusFilter, conditionOf } from './filter.ts';

/** A current report in a list, without its numbers. */
export interface ListedReport {
  readonly id: number;
  readonly organ: string;
  readonly full_name: string;
  readonly organ_code: string | null;
  readonly organ_id: number;
  readonly kind: string;
  readonly level: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly year: number;
  readonly template: string;
  readonly published_on: string | null;
  readonly portal_id: string;
  readonly edition: number;
  readonly checks_failed: number;
  readonly warnings: number;
}

export const LIST_ORDERS = ['date', 'year', 'organ'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

const ORDERS: Readonly<Record<ListOrder, string>> = {
  date: 'report.published_on DESC, report.id DESC',
  year: 'report.year DESC, report.id DESC',
  organ: 'report.full_name, report.year DESC, report.id',
};

/** Columns of `ListedReport` over `current_report AS report`. */
export const LISTED = `report.id, report.organ, report.full_name, report.organ_code, report.organ_id, report.kind, report.level,
  report.province, report.city, report.year, report.template, report.published_on, report.portal_id, report.edition,
  (SELECT count(*) FROM check_result WHERE check_result.report_id = report.id AND status = 'fail') AS checks_failed,
  (SELECT count(*) FROM warning WHERE warning.report_id = report.id AND ${AGAINST_REPORT}) AS warnings`;

export interface ListingPage {
  readonly limit: number;
  readonly offset: number;
}

/**
 * Current reports that pass the filter, a page of them.
 * @throws QueryError for a filter that asks for what nothing can have.
 */
export function listedReports(
  store: Store,
  filter: CorpusFilter,
  { order, limit, offset }: ListingPage & { readonly order: ListOrder },
): ListedReport[] {
  const { sql, values } = conditionOf(store, filter);
  // The page first: what is counted for a report is counted for those alone that are shown.
  return store.all<ListedReport>(
    `WITH page AS MATERIALIZED (SELECT report.id AS page_id FROM current_report AS report WHERE ${sql} ORDER BY ${ORDERS[order]} LIMIT ? OFFSET ?)
     SELECT ${LISTED} FROM page CROSS JOIN current_report AS report ON report.id = page_id ORDER BY ${ORDERS[order]}`,
    ...values,
    limit,
    offset,
  );
}

/** How many current reports pass the filter. */
export function countReports(store: Store, filter: CorpusFilter): number {
  const { sql, values } = conditionOf(store, filter);
  return store.get<{ n: number }>(`SELECT count(*) AS n FROM current_report AS report WHERE ${sql}`, ...values)?.n ?? 0;
}

/** Listed reports by their ids, in no order. */
export function reportsById(store: Store, ids: readonly number[]): ReadonlyMap<number, ListedReport> {
  const sql = `SELECT ${LISTED} FROM json_each(?) AS wanted CROSS JOIN current_report AS report ON report.id = wanted.value`;
  return new Map(store.all<ListedReport>(sql, JSON.stringify(ids)).map((report) => [report.id, report]));
}

/** Series of reports: by report, then by the series' key; null where a part of the number is missing. */
export type SeriesOfReports = ReadonlyMap<number, ReadonlyMap<string, number | null>>;

/** What the forms count alike, of these reports. */
export function seriesOf(store: Store, ids: readonly number[]): SeriesOfReports {
  const found = new Map<number, Map<string, number | null>>();
  const sql = 'SELECT series_key AS key, value FROM series_value WHERE report_id = ?';
  for (const id of ids)
    found.set(
      id,
      new Map(store.all<{ key: string; value: number | null }>(sql, id).map(({ key, value }) => [key, value])),
    );
  return found;
}
