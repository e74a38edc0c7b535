import { editionsOf, findReports, type ReportFilter, type ReportRow } from '../../store/reports.ts';
import type { Store } from '../../store/store.ts';
import { UsageError } from '../command.ts';
import { commonMessages } from '../messages/common.ts';
import { reportMessages } from '../messages/report.ts';

export function wholeNumber(value: unknown, name: string): number {
  if (!/^\d{1,9}$/.test(String(value))) throw new UsageError(commonMessages.takesWhole(name, String(value)));
  return Number(value);
}

/** The one report that is meant. @throws UsageError that says what there is, where it is none or not one. */
export function oneReport(store: Store, filter: ReportFilter, edition: unknown): ReportRow {
  const rows = findReports(store, filter);
  const [row] = rows;
  if (row === undefined) {
    const others = findReports(store, { organ: filter.organ ?? '', limit: 10 });
    const hint = others.length === 0 ? reportMessages.listShows : reportMessages.thereIs(names(others));
    throw new UsageError(reportMessages.noneOf(filter.organ ?? '', String(filter.year), hint));
  }
  if (rows.length > 1)
    throw new UsageError(reportMessages.fitsMany(filter.organ ?? '', String(filter.year), rows.length, names(rows)));
  if (edition === undefined) return row;
  const editions = editionsOf(store, row);
  const wanted = editions.find((one) => one.edition === wholeNumber(edition, '--edition'));
  if (wanted === undefined) throw new UsageError(reportMessages.noEdition(String(edition), editions.length));
  return wanted;
}

const names = (rows: readonly ReportRow[]): string =>
  rows
    .slice(0, 10)
    .map(({ organ, year, portal_id }) => `${organ} ${year} (${portal_id})`)
    .join(', ') + (rows.length > 10 ? ', …' : '');
