import { ACROSS_RULES, FORMS, type FormRegistry } from '../../codebook/index.ts';
import type { CrossYearCheck } from '../../store/cross-year.ts';
import type { ReportDetails, ReportRow, StoredCheck } from '../../store/reports.ts';
import { drawTables, FAILED } from './tables.ts';
import { drawTable, wrap } from './text.ts';

const ROLES: Readonly<Record<string, string>> = {
  source: 'the figures are read from it',
  corroborates: 'gives the same numbers',
  copy: 'the same text in another page',
  narrative: 'has no numbers of its own',
};

/** The whole report for a person, `columns` wide. */
export function showReport(
  report: ReportDetails,
  dataDir: string,
  columns: number,
  forms: FormRegistry = FORMS,
): string {
  const parts = [
    heading(report, forms),
    ...drawTables(report, columns, forms),
    ...drawIndicators(report, columns, forms),
    drawSections(report, columns),
    drawChecks(report, forms),
    drawCrossYear(report, forms),
    drawWarnings(report, columns),
    drawDocuments(report, dataDir),
    drawEditions(report, forms),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading(report: ReportDetails, forms: FormRegistry): string {
  const code =
    report.organ_code === null
      ? ''
      : ` (${[report.organ_code, report.organ_level, report.organ_kind].filter(Boolean).join(', ')})`;
  return [
    report.title ?? `${report.organ} ${report.year}`,
    `  organ      ${report.organ}${code}`,
    `  year       ${report.year}`,
    `  template   ${report.template} (${forms.form(report.template)?.source ?? 'no table of a known form'})`,
    `  portal     ${report.portal_id}`,
    `  published  ${report.published_on ?? 'unknown'}`,
    `  address    ${report.url}`,
  ].join('\n');
}

function drawIndicators(report: ReportDetails, columns: number, forms: FormRegistry): string[] {
  if (report.indicators.length === 0) return [];
  const form = forms.forms.find(({ lists }) => lists.length > 0);
  const two = report.indicators.some((row) => row.this_year_raw !== null || row.cumulative_raw !== null);
  const list = form?.lists.find(({ values }) => values.length === (two ? 2 : 1));
  const head = list?.headers.map(({ label }) => label.replace('20XX', String(report.year))) ?? [];
  const text = (value: number | null, raw: string | null) => (value === null ? (raw ?? '').trim() : String(value));
  const rows = report.indicators.map((row) => {
    const values = two
      ? [text(row.this_year, row.this_year_raw), text(row.cumulative, row.cumulative_raw)]
      : [text(row.value, row.value_raw)];
    return [wrap(row.indicator, Math.max(20, columns - 40)), row.unit ?? '', ...values];
  });
  return [`${form?.source ?? ''}\n${drawTable(head, rows)}`];
}

function drawSections(report: ReportDetails, columns: number): string {
  if (report.sections.length === 0) return '';
  const first = (text: string) => wrap(text.replace(/\s+/gu, ' ').trim(), columns - 6).split('\n')[0] ?? '';
  const lines = report.sections.map(({ heading, text }) =>
    `  ${heading} (${text.length})\n    ${first(text)}`.trimEnd(),
  );
  return ['Sections (characters)', ...lines].join('\n');
}

function drawChecks({ checks }: ReportDetails, forms: FormRegistry): string {
  if (checks.length === 0) return '';
  const count = (status: StoredCheck['status']) => checks.filter((check) => check.status === status).length;
  const failed = checks.filter(({ status }) => status === 'fail');
  const lines = failed.map(
    ({ rule, scope, left, right }) =>
      `  ${FAILED} ${forms.checksOf(rule)[0]?.english ?? rule}, ${scopeLabel(scope, forms)}: ${left} against ${right}`,
  );
  const summary = `Checks: ${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} unknown (a number is missing)`;
  return [summary, ...lines].join('\n');
}

function drawCrossYear({ cross_year: checks, year }: ReportDetails, forms: FormRegistry): string {
  if (checks.length === 0) return '';
  const count = (status: CrossYearCheck['status']) => checks.filter((check) => check.status === status).length;
  const failed = checks.filter(({ status }) => status === 'fail');
  const lines = failed.map(
    ({ rule, scope, left, right }) =>
      `  ${FAILED} ${ACROSS_RULES[rule].english}, ${scopeLabel(scope, forms)}: ${left} against ${right}`,
  );
  const summary = `Against ${year - 1}: ${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} unknown`;
  return [summary, ...lines].join('\n');
}

function scopeLabel(scope: string, { tables }: FormRegistry): string {
  const entries = Object.values(tables).flatMap(({ rows, columns }) => [...rows, ...columns]);
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

function drawEditions({ editions, id }: ReportDetails, forms: FormRegistry): string {
  if (editions.length < 2) return '';
  const lines = editions.flatMap((edition) => [
    `  ${edition.edition}${edition.is_current === 1 ? ' (current)' : ''}${edition.id === id ? ' (shown)' : ''}: ${edition.current_because}`,
    `    ${edition.url}`,
    ...edition.differences.map(
      ({ name, before, after }) => `    ${nameLabel(name, forms)}: ${before ?? 'blank'} → ${after ?? 'blank'}`,
    ),
  ]);
  return ['Editions', ...lines].join('\n');
}

function nameLabel(name: string, forms: FormRegistry): string {
  const [, row = '', column = ''] = name.split('/');
  return `${scopeLabel(row, forms)} / ${scopeLabel(column, forms)}`;
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
