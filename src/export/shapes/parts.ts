import type { CorpusFilter } from '../../query/filter.ts';
import type { Store } from '../../store/store.ts';
import { countReports, REPORT_COLUMNS, reportsOf, SOURCE_COLUMNS, sourceOf } from '../reports.ts';
import { type ExportColumn, type ExportTable, type ExportValue, integer, number, text } from '../table.ts';

/** A shape whose rows are those of one query a report, behind the report's own columns. */
interface Part {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  /** With the parameter `:report`: its id. */
  readonly sql: string;
}

const SERIES: Part = {
  name: 'series',
  title: 'What the forms count alike from 2008 to today, one row a report and series',
  columns: [
    text('series', 'Series', '指标'),
    text('series_zh', 'Label', '指标名'),
    number('value', 'Number; blank: a part of it is missing', '数值'),
    text('unit', 'Unit', '单位'),
    text('relation', 'same, or near with the difference of the note', '可比性'),
    text('note', 'Difference', '说明'),
  ],
  sql: `SELECT series_key, label, value, unit, relation, nullif(note, '') FROM series_value JOIN series ON series.key = series_key
    WHERE report_id = :report ORDER BY series_key`,
};

const TEXTS: Part = {
  name: 'text',
  title: 'The reports’ sections',
  columns: [
    integer('position', 'Number of the section, from 0', '序号'),
    text('section', 'Section key; blank: none of the form’s', '章节'),
    text('heading', 'Heading as printed', '标题（原文）'),
    text('text', 'Text', '正文'),
  ],
  sql: 'SELECT position, key, heading, text FROM section WHERE report_id = :report ORDER BY position',
};

const CHECKS: Part = {
  name: 'checks',
  title: 'The sums that the forms promise, and what is compared between reports',
  columns: [
    text('rule', 'Rule', '校验'),
    text('scope', 'Applicant, row, proceeding or series', '范围'),
    text('status', 'pass, fail, or unknown where a number or a report is missing', '结果'),
    text('severity', 'error: a report is wrong; notice: unusual', '严重程度'),
    number('left_value', 'Left side', '左值'),
    number('right_value', 'Right side', '右值'),
  ],
  sql: `SELECT rule, scope, status, 'error' AS severity, left_value, right_value FROM check_result WHERE report_id = :report
    UNION ALL SELECT rule, scope, status, severity, left_value, right_value FROM check_across WHERE report_id = :report ORDER BY rule, scope`,
};

export const seriesTable = (store: Store, filter: CorpusFilter): ExportTable => tableOf(SERIES, store, filter);
export const textTable = (store: Store, filter: CorpusFilter): ExportTable => tableOf(TEXTS, store, filter);
export const checksTable = (store: Store, filter: CorpusFilter): ExportTable => tableOf(CHECKS, store, filter);

function tableOf({ name, title, columns, sql }: Part, store: Store, filter: CorpusFilter): ExportTable {
  return {
    name,
    title,
    columns: [...REPORT_COLUMNS, ...columns],
    reports: () => countReports(store, filter),
    *rows() {
      const read = store.db.prepare<[{ report: number }], ExportValue[]>(sql).raw();
      for (const { id, values } of reportsOf(store, filter))
        for (const row of read.all({ report: id })) yield [...values, ...row];
    },
  };
}

/** One row a report, without its numbers. */
export function reportsTable(store: Store, filter: CorpusFilter): ExportTable {
  return {
    name: 'reports',
    title: 'The reports, one row each',
    columns: [
      ...REPORT_COLUMNS,
      ...SOURCE_COLUMNS,
      text('title', 'Title', '标题'),
      text('edition_because', 'Why this edition is the current one', '版次依据'),
      integer('numbers', 'Numbers that were read', '数值个数'),
      integer('checks_failed', 'Checks of the report’s own sums that fail', '未通过的校验数'),
      text('warnings', 'Warnings', '警告'),
    ],
    *rows() {
      const source = sourceOf(store);
      const read = store.db
        .prepare<[number], ExportValue[]>(
          `SELECT title, current_because, (SELECT count(value) FROM cell WHERE report_id = report.id)
             + (SELECT count(value) + count(this_year) + count(cumulative) FROM indicator WHERE report_id = report.id),
             (SELECT count(*) FROM check_result WHERE report_id = report.id AND status = 'fail'),
             (SELECT group_concat(code, ' ') FROM (SELECT DISTINCT code FROM warning WHERE report_id = report.id ORDER BY code))
           FROM report WHERE id = ?`,
        )
        .raw();
      for (const { id, values } of reportsOf(store, filter)) yield [...values, ...source(id), ...(read.get(id) ?? [])];
    },
  };
}
