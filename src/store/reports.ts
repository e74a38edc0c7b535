import type { TableKey, Template } from '../codebook/index.ts';
import type { Warning } from '../extract/document.ts';
import type { Section } from '../extract/report/model.ts';
import type { GovernmentLevel, OrganKind } from '../organs/index.ts';
import { holdsPart } from '../vocabulary/name-parts.ts';
import { type StoredIndicator, storedIndicators } from './contents.ts';
import { type CrossYearCheck, crossYearChecks } from './cross-year.ts';
import { type EditionDifference, editionDifferences } from './editions.ts';
import type { Role } from './report-rows.ts';
import type { Store } from './store.ts';
import { warningsOfReport } from './warnings.ts';

export interface ReportRow {
  readonly id: number;
  readonly portal_id: string;
  readonly organ: string;
  readonly organ_code: string | null;
  readonly organ_level: GovernmentLevel | null;
  readonly organ_kind: OrganKind;
  readonly year: number;
  readonly template: Template;
  readonly title: string | null;
  readonly published_on: string | null;
  readonly url: string;
  readonly edition: number;
  readonly is_current: 0 | 1;
  readonly current_because: string;
  readonly checks_failed: number;
}

export interface ReportFilter {
  /** The organ's name; a part of it where no organ is called so. */
  readonly organ?: string;
  readonly year?: number;
  readonly portal?: string;
  readonly limit?: number;
}

const ROW = `SELECT report.id, report.portal_id, organ, organ_code, organ.level AS organ_level, organ.kind AS organ_kind, year, template, title,
  published_on, url, edition, is_current, current_because,
  (SELECT count(*) FROM check_result WHERE report_id = report.id AND status = 'fail') AS checks_failed
  FROM report JOIN organ ON organ.id = organ_id`;

/** Current editions by organ and year. */
export function findReports(store: Store, filter: ReportFilter): ReportRow[] {
  const organs = filter.organ === undefined ? null : JSON.stringify(organsNamed(store, filter.organ));
  const sql = `${ROW} WHERE is_current = 1 AND (? IS NULL OR organ IN (SELECT value FROM json_each(?)))
    AND (? IS NULL OR year = ?) AND (? IS NULL OR report.portal_id = ?) ORDER BY organ, year, report.portal_id LIMIT ?`;
  const year = filter.year ?? null;
  const portal = filter.portal ?? null;
  return store.all<ReportRow>(sql, organs, organs, year, year, portal, portal, filter.limit ?? -1);
}

/**
 * The printed names that a person may mean: the one that is called so; else those of which it is a part that begins where a word does;
 * else those that hold it anywhere.
 */
function organsNamed(store: Store, organ: string): string[] {
  const name = organ.replace(/\s+/gu, '');
  if (store.get('SELECT 1 FROM report WHERE organ = ? LIMIT 1', name) !== undefined) return [name];
  const sql = 'SELECT DISTINCT organ AS name FROM report WHERE instr(organ, ?) > 0';
  const holding = store.all<{ name: string }>(sql, name).map((one) => one.name);
  const parts = holding.filter((one) => holdsPart(one, name));
  return parts.length > 0 ? parts : holding;
}

export interface StoredFigure {
  readonly table: TableKey;
  readonly row: string;
  readonly column: string;
  readonly value: number | null;
  readonly raw: string | null;
  readonly confidence: number | null;
}

export interface StoredCheck {
  readonly rule: string;
  readonly scope: string;
  readonly status: 'pass' | 'fail' | 'unknown';
  readonly left: number | null;
  readonly right: number | null;
}

/** A document of a report, and where its bytes stand. */
export interface ReportDocument {
  readonly role: Role;
  readonly url: string;
  readonly sha256: string;
  readonly size: number;
  readonly format: string | null;
  readonly charset: string | null;
  readonly captured_at: string | null;
  /** Relative to the data folder. */
  readonly warc_file: string | null;
  readonly warc_offset: number | null;
}

export interface ReportDetails extends ReportRow {
  readonly sections: readonly Section[];
  readonly figures: readonly StoredFigure[];
  readonly indicators: readonly StoredIndicator[];
  readonly checks: readonly StoredCheck[];
  /** Against the report of the year before, where there is one. */
  readonly cross_year: readonly CrossYearCheck[];
  readonly warnings: readonly Warning[];
  readonly documents: readonly ReportDocument[];
  /** All editions, the oldest first. */
  readonly editions: readonly (ReportRow & { readonly differences: readonly EditionDifference[] })[];
}

/** Everything that is stored of a report. */
export function reportDetails(store: Store, row: ReportRow): ReportDetails {
  return {
    ...row,
    sections: store.all('SELECT key, heading, text FROM section WHERE report_id = ? ORDER BY position', row.id),
    figures: store.all(
      `SELECT table_key AS "table", row_key AS row, column_key AS "column", value, raw, confidence FROM figure WHERE report_id = ?
       ORDER BY source_table, source_row, source_column`,
      row.id,
    ),
    indicators: storedIndicators(store, row.id),
    checks: store.all(
      `SELECT rule, scope, status, left_value AS "left", right_value AS "right" FROM check_result WHERE report_id = ?`,
      row.id,
    ),
    cross_year: crossYearChecks(store, row.portal_id, row.organ).filter(({ year }) => year === row.year),
    warnings: warningsOfReport(store, row.id),
    documents: documentsOf(store, row.id),
    editions: editionsOf(store, row).map((edition) => ({
      ...edition,
      differences: editionDifferences(store, edition.id),
    })),
  };
}

/** All editions of the same organ, year and portal, the oldest first. */
export function editionsOf(store: Store, row: Pick<ReportRow, 'portal_id' | 'organ' | 'year'>): ReportRow[] {
  const sql = `${ROW} WHERE report.portal_id = ? AND organ = ? AND year = ? ORDER BY edition`;
  return store.all<ReportRow>(sql, row.portal_id, row.organ, row.year);
}

function documentsOf(store: Store, reportId: number): ReportDocument[] {
  return store.all(
    `SELECT role, report_document.url, payload.sha256, payload.size, payload.format, document.charset, held.captured_at,
       warc_file.name AS warc_file, held.warc_offset
     FROM report_document JOIN document ON document.id = document_id JOIN payload ON payload.id = document.payload_id
     LEFT JOIN capture AS held ON held.id = (
       SELECT held.id FROM capture JOIN capture AS held ON held.payload_digest = capture.payload_digest
       WHERE capture.payload_id = coalesce(payload.container_id, payload.id) AND held.record_type <> 'revisit' ORDER BY held.id LIMIT 1)
     LEFT JOIN warc_file ON warc_file.id = held.warc_file_id
     WHERE report_id = ? ORDER BY role = 'source' DESC, role, document.id`,
    reportId,
  );
}
