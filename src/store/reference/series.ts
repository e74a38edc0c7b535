import type Database from 'better-sqlite3';
import { INDICATORS, indicatorKeys, SERIES, type SeriesSide } from '../../codebook/index.ts';
import { ADD_TO_REPORT, RowSum } from '../checksums.ts';
import type { ReferenceData } from './reference-data.ts';

export const seriesData: ReferenceData = { name: 'series', source: JSON.stringify([INDICATORS, SERIES]), fill };

function fill(db: Database.Database): void {
  const putKey = db.prepare(
    `INSERT INTO indicator_key (key, label, english, unit, export_name) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
       label = excluded.label, english = excluded.english, unit = excluded.unit, export_name = excluded.export_name`,
  );
  for (const { key, label, english, unit, exportName } of INDICATORS) putKey.run(key, label, english, unit, exportName);
  db.exec('DELETE FROM series_part; DELETE FROM series');
  const putSeries = db.prepare('INSERT INTO series (key, label, english, unit) VALUES (?, ?, ?, ?)');
  for (const { key, label, english, unit, tables, lists } of SERIES) {
    putSeries.run(key, label, english, unit);
    putSide(db, key, 'tables', tables);
    putSide(db, key, 'lists', lists);
  }
  nameAnew(db);
  sumUpAnew(db);
}

interface SeriesNumber {
  readonly series_key: string;
  readonly side: string;
  readonly value: number | null;
}

/** The series of all reports, as their numbers are now; one report after the other, since those of all would not be a few. */
function sumUpAnew(db: Database.Database): void {
  db.exec('DELETE FROM series_number');
  const put = db.prepare('INSERT INTO series_number (report_id, series_key, side, value) VALUES (?, ?, ?, ?)');
  const addToReport = db.prepare(ADD_TO_REPORT);
  const sums = db.prepare<[number], SeriesNumber>('SELECT series_key, side, value FROM series_sum WHERE report_id = ?');
  for (const reportId of db.prepare<[], number>('SELECT id FROM report').pluck().all()) {
    const sum = new RowSum();
    for (const { series_key, side, value } of sums.all(reportId)) {
      const row = [reportId, series_key, side, value] as const;
      put.run(...row);
      sum.add('series_number', row);
    }
    addToReport.run(reportId, sum.value);
  }
}

function putSide(
  db: Database.Database,
  series: string,
  side: 'tables' | 'lists',
  { parts, relation, note }: SeriesSide,
): void {
  const put = db.prepare(
    `INSERT INTO series_part (series_key, side, part, parts, key_id, indicator_key, relation, note) VALUES (?, ?, ?, ?,
       (SELECT id FROM figure_key WHERE table_key = ? AND row_key = ? AND column_key = ?), ?, ?, ?)`,
  );
  for (const [index, part] of parts.entries()) {
    const figure = 'figure' in part ? part.figure : [null, null, null];
    put.run(series, side, index, parts.length, ...figure, 'indicator' in part ? part.indicator : null, relation, note);
  }
}

/** Rows that were stored before under other keys, or none. */
function nameAnew(db: Database.Database): void {
  const reports = db.prepare<[], number>('SELECT DISTINCT report_id FROM indicator').pluck().all();
  const rowsOf = db.prepare<[number], { position: number; indicator: string }>(
    'SELECT position, indicator FROM indicator WHERE report_id = ? ORDER BY position',
  );
  const name = db.prepare('UPDATE indicator SET key = ? WHERE report_id = ? AND position = ?');
  for (const report of reports) {
    const rows = rowsOf.all(report);
    for (const [index, key] of indicatorKeys(rows).entries()) name.run(key, report, rows[index]?.position);
  }
}
