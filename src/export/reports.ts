import type { CorpusFilter } from '../query/filter.ts';
import { conditionOf } from '../query/filter.ts';
import type { Store } from '../store/store.ts';
import { type ExportColumn, type ExportValue, integer, text } from './table.ts';

/** A current report with what every shape says of it. */
export interface ExportReport {
  readonly id: number;
  /** Its values under `REPORT_COLUMNS`. */
  readonly values: readonly ExportValue[];
}

/** What is said of a report or an organ, whatever the shape. */
export const COLUMN = {
  organ: text('organ', 'Organ as printed', '机关（原文）'),
  organ_full: text('organ_full', 'Organ in full, with present names of divisions', '机关全称（现行区划名）'),
  code: text('code', 'Division, GB/T 2260', '行政区划代码'),
  province: text('province', 'Province', '省级'),
  city: text('city', 'City', '地级'),
  division: text('division', 'Division', '所属区划'),
  level: text('level', 'Level of government', '政府层级'),
  kind: text('kind', 'Kind of organ', '机关类别'),
  year: integer('year', 'Report year', '报告年度'),
  template: text('template', 'Generation of the form', '统计表版本'),
  portal: text('portal', 'Portal', '来源网站'),
  published_on: text('published_on', 'Day of publication', '发布日期'),
  source_url: text('source_url', 'Address of the document', '文件地址'),
} as const;

const { organ, organ_full, code, province, city, division, level, kind, year, template } = COLUMN;
export const ORGAN_COLUMNS: readonly ExportColumn[] = [organ, organ_full, code, province, city, division, level, kind];
export const REPORT_COLUMNS: readonly ExportColumn[] = [...ORGAN_COLUMNS, year, template];

export const SOURCE_COLUMNS: readonly ExportColumn[] = [
  COLUMN.portal,
  COLUMN.published_on,
  integer('edition', 'Edition, 1 the oldest', '版次'),
  COLUMN.source_url,
  text('captured_at', 'First capture, UTC', '首次抓取时间'),
  text('sha256', 'SHA-256 of the document', '文件校验值'),
];

const REPORT = `SELECT report.organ, full_name, organ_code, province, city, division, level, kind, year, template
  FROM current_report AS report WHERE id = ?`;

const SOURCE = `SELECT report.portal_id, published_on, edition, report.url,
    (SELECT min(captured_at) FROM capture WHERE capture.payload_id = coalesce(payload.container_id, payload.id)),
    payload.sha256
  FROM report JOIN document ON document.id = report.document_id JOIN payload ON payload.id = document.payload_id WHERE report.id = ?`;

/** Current reports that the filter fits, by full name, year and portal: the same order each time. */
export function* reportsOf(store: Store, filter: CorpusFilter): Generator<ExportReport> {
  const { sql, values } = conditionOf(store, filter);
  const ids = store.db
    .prepare(`SELECT id FROM current_report AS report WHERE ${sql} ORDER BY full_name, year, portal_id, organ, id`)
    .pluck()
    .all(...values) as number[];
  const read = store.db.prepare<[number], ExportValue[]>(REPORT).raw();
  for (const id of ids) yield { id, values: read.get(id) ?? [] };
}

export function countReports(store: Store, filter: CorpusFilter): number {
  const { sql, values } = conditionOf(store, filter);
  const count = store.db.prepare(`SELECT count(*) FROM current_report AS report WHERE ${sql}`).pluck();
  return count.get(...values) as number;
}

/** What `SOURCE_COLUMNS` say of a report. */
export function sourceOf(store: Store): (reportId: number) => readonly ExportValue[] {
  const read = store.db.prepare<[number], ExportValue[]>(SOURCE).raw();
  return (id) => read.get(id) ?? SOURCE_COLUMNS.map(() => null);
}
