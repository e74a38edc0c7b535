import { editionsOf, findReports, type ReportFilter, type ReportRow } from '../../store/reports.ts';
import type { Store } from '../../store/store.ts';
import { UsageError } from '../command.ts';

export function wholeNumber(value: unknown, name: string): number {
  if (!/^\d{1,9}$/.test(String(value))) throw new UsageError(`${name} must be a whole number, not "${String(value)}"`);
  return Number(value);
}

/** The one report that is meant. @throws UsageError that says what there is, where it is none or not one. */
export function oneReport(store: Store, filter: ReportFilter, edition: unknown): ReportRow {
  const rows = findReports(store, filter);
  const [row] = rows;
  if (row === undefined) {
    const others = findReports(store, { organ: filter.organ ?? '', limit: 10 });
    const hint = others.length === 0 ? '`nianbao report list` shows what there is' : `there is: ${names(others)}`;
    throw new UsageError(`no report of "${filter.organ}" for ${filter.year}; ${hint}`);
  }
  if (rows.length > 1) {
    throw new UsageError(
      `"${filter.organ}" ${filter.year} fits ${rows.length} reports: ${names(rows)}. Name one in full, or its --portal.`,
    );
  }
  if (edition === undefined) return row;
  const editions = editionsOf(store, row);
  const wanted = editions.find((one) => one.edition === wholeNumber(edition, '--edition'));
  if (wanted === undefined) throw new UsageError(`there is no edition ${edition}; there are ${editions.length}`);
  return wanted;
}

const names = (rows: readonly ReportRow[]): string =>
  rows
    .slice(0, 10)
    .map(({ organ, year, portal_id }) => `${organ} ${year} (${portal_id})`)
    .join(', ') + (rows.length > 10 ? ', …' : '');
