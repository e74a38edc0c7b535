import { TABLES } from '../../codebook/index.ts';
import type { CrossYearCheck } from '../../store/cross-year.ts';
import type { ReportDetails, ReportRow, StoredCheck } from '../../store/reports.ts';
import { drawTables, FAILED } from './tables.ts';
import { drawTable, wrap } from './text.ts';

const TEMPLATE_NAMES: Readonly<Record<string, string>> = {
  '2021': '2021 (国办公开办函〔2021〕30号)',
  '2019': '2019 (国办公开办函〔2019〕60号)',
  '2014': '2014 (政府信息公开情况统计表)',
  none: 'none (no table of a known form)',
};

const RULES: Readonly<Record<string, string>> = {
  balance: 'new + carried in = handled + carried out',
  row_sum: 'six applicants = total',
  result_sum: 'results = handled total',
  review_sum: 'four outcomes = total',
};

const ROLES: Readonly<Record<string, string>> = {
  source: 'the figures are read from it',
  corroborates: 'gives the same numbers',
  copy: 'the same text in another page',
  narrative: 'has no numbers of its own',
};

/** The whole report for a person, `columns` wide. */
export function showReport(report: ReportDetails, dataDir: string, columns: number): string {
  const parts = [
    heading(report),
    ...drawTables(report, columns),
    ...drawIndicators(report, columns),
    drawSections(report, columns),
    drawChecks(report),
    drawCrossYear(report),
    drawWarnings(report, columns),
    drawDocuments(report, dataDir),
    drawEditions(report),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading(report: ReportDetails): string {
  const code =
    report.organ_code === null ? '' : ` (${[report.organ_code, report.organ_level].filter(Boolean).join(', ')})`;
  return [
    report.title ?? `${report.organ} ${report.year}`,
    `  organ      ${report.organ}${code}`,
    `  year       ${report.year}`,
    `  template   ${TEMPLATE_NAMES[report.template] ?? report.template}`,
    `  portal     ${report.portal_id}`,
    `  published  ${report.published_on ?? 'unknown'}`,
    `  address    ${report.url}`,
  ].join('\n');
}

function drawIndicators(report: ReportDetails, columns: number): string[] {
  if (report.indicators.length === 0) return [];
  const two = report.indicators.some((row) => row.this_year_raw !== null || row.cumulative_raw !== null);
  const head = two ? ['统计指标', '单位', '本年度', '历年累计'] : ['统计指标', '单位', '统计数'];
  const text = (value: number | null, raw: string | null) => (value === null ? (raw ?? '').trim() : String(value));
  const rows = report.indicators.map((row) => {
    const values = two
      ? [text(row.this_year, row.this_year_raw), text(row.cumulative, row.cumulative_raw)]
      : [text(row.value, row.value_raw)];
    return [wrap(row.indicator, Math.max(20, columns - 40)), row.unit ?? '', ...values];
  });
  return [`政府信息公开情况统计表\n${drawTable(head, rows)}`];
}

function drawSections(report: ReportDetails, columns: number): string {
  if (report.sections.length === 0) return '';
  const first = (text: string) => wrap(text.replace(/\s+/gu, ' ').trim(), columns - 6).split('\n')[0] ?? '';
  const lines = report.sections.map(({ heading, text }) =>
    `  ${heading} (${text.length})\n    ${first(text)}`.trimEnd(),
  );
  return ['Sections (characters)', ...lines].join('\n');
}

function drawChecks({ checks }: ReportDetails): string {
  if (checks.length === 0) return '';
  const count = (status: StoredCheck['status']) => checks.filter((check) => check.status === status).length;
  const failed = checks.filter(({ status }) => status === 'fail');
  const lines = failed.map(
    ({ rule, scope, left, right }) =>
      `  ${FAILED} ${RULES[rule] ?? rule}, ${scopeLabel(scope)}: ${left} against ${right}`,
  );
  const summary = `Checks: ${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} unknown (a number is missing)`;
  return [summary, ...lines].join('\n');
}

const ACROSS: Readonly<Record<CrossYearCheck['rule'], string>> = {
  in_force: 'in force = in force before + issued - repealed',
  carried: 'carried in = carried out of the year before',
};

function drawCrossYear({ cross_year: checks, year }: ReportDetails): string {
  if (checks.length === 0) return '';
  const count = (status: CrossYearCheck['status']) => checks.filter((check) => check.status === status).length;
  const failed = checks.filter(({ status }) => status === 'fail');
  const lines = failed.map(
    ({ rule, scope, left, right }) => `  ${FAILED} ${ACROSS[rule]}, ${scopeLabel(scope)}: ${left} against ${right}`,
  );
  const summary = `Against ${year - 1}: ${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} unknown`;
  return [summary, ...lines].join('\n');
}

function scopeLabel(scope: string): string {
  const entries = Object.values(TABLES).flatMap(({ rows, columns }) => [...rows, ...columns]);
  return entries.find(({ key }) => key === scope)?.label ?? scope;
}

function drawWarnings({ warnings }: ReportDetails, columns: number): string {
  if (warnings.length === 0) return '';
  const lines = warnings.map(({ code, message, where }) => {
    const text = wrap(`${code}: ${message}${where === null ? '' : ` [${where}]`}`, columns - 4);
    return `  ${text.replaceAll('\n', '\n    ')}`;
  });
  return [`Warnings: ${warnings.length}`, ...lines].join('\n');
}

function drawDocuments({ documents }: ReportDetails, dataDir: string): string {
  const lines = documents.flatMap((document) => [
    `  ${document.role} (${ROLES[document.role]})`,
    `    ${document.url}`,
    `    ${document.format ?? 'unread'}${document.charset === null ? '' : `, ${document.charset}`}, ${document.size} bytes, captured ${document.captured_at ?? 'unknown'}`,
    `    sha256 ${document.sha256}`,
    `    ${document.warc_file === null ? 'not in the archive' : `${dataDir}/${document.warc_file} at ${document.warc_offset}`}`,
  ]);
  return ['Documents', ...lines].join('\n');
}

function drawEditions({ editions, id }: ReportDetails): string {
  if (editions.length < 2) return '';
  const lines = editions.flatMap((edition) => [
    `  ${edition.edition}${edition.is_current === 1 ? ' (current)' : ''}${edition.id === id ? ' (shown)' : ''}: ${edition.current_because}`,
    `    ${edition.url}`,
    ...edition.differences.map(
      ({ name, before, after }) => `    ${nameLabel(name)}: ${before ?? 'blank'} → ${after ?? 'blank'}`,
    ),
  ]);
  return ['Editions', ...lines].join('\n');
}

function nameLabel(name: string): string {
  const [, row = '', column = ''] = name.split('/');
  return `${scopeLabel(row)} / ${scopeLabel(column)}`;
}

/** One line a report. */
export function listReports(rows: readonly ReportRow[]): string {
  const lines = rows.map((row) => [
    row.organ,
    String(row.year),
    row.template,
    row.published_on ?? '',
    row.checks_failed > 0 ? `${row.checks_failed} ${FAILED}` : '',
    row.edition > 1 ? String(row.edition) : '',
    row.portal_id,
  ]);
  return `${drawTable(['organ', 'year', 'template', 'published', 'checks', 'edition', 'portal'], lines, 'left')}\n`;
}
