import { TABLE_KEYS } from '../../codebook/index.ts';
import type { ReportDetails, StoredFigure } from '../../store/reports.ts';

/** The report as `nianbao extract` names its parts, with what the database adds: documents, editions, portal. */
export function reportJson(report: ReportDetails): object {
  const { figures, id: _id, ...rest } = report;
  const tables = (pick: (figure: StoredFigure) => number | string | null) =>
    Object.fromEntries(TABLE_KEYS.map((key) => [key, tableOf(figures, key, pick)]));
  return { ...rest, ...tables(({ value }) => value), raw: tables(({ raw }) => raw) };
}

function tableOf<T>(figures: readonly StoredFigure[], key: string, pick: (figure: StoredFigure) => T): object | null {
  const rows: Record<string, Record<string, T>> = {};
  for (const figure of figures) {
    if (figure.table !== key) continue;
    rows[figure.row] = { ...rows[figure.row], [figure.column]: pick(figure) };
  }
  return Object.keys(rows).length === 0 ? null : rows;
}
