import type { Store } from '../store/store.ts';

/** A series' number in one report. */
export interface SeriesNumber {
  readonly key: string;
  /** Null: a part of it is missing. */
  readonly value: number | null;
  readonly relation: 'same' | 'near';
  /** The cell that it is, by its export name; null where it is the sum of several. */
  readonly path: string | null;
}

const SQL = `SELECT series_key AS key, value, relation, (
    SELECT iif(count(*) = 1, max(coalesce(figure_key.export_name, indicator_key.export_name)), NULL)
    FROM series_part LEFT JOIN figure_key ON figure_key.id = series_part.key_id
    LEFT JOIN indicator_key ON indicator_key.key = series_part.indicator_key
    WHERE series_part.series_key = series_value.series_key AND side = iif(series_value.template = '2014', 'lists', 'tables')) AS path
  FROM series_value WHERE report_id = ?`;

/** What the forms count alike, in a report. */
export const seriesNumbers = (store: Store, reportId: number): SeriesNumber[] => store.all<SeriesNumber>(SQL, reportId);
