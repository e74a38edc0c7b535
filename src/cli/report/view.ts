import { FORMS, type FormRegistry } from '../../codebook/index.ts';
import { currentLanguage } from '../../language/language.ts';
import { told } from '../../language/told.ts';
import { warningText } from '../../query/warning-text.ts';
import type { CrossYearCheck } from '../../store/cross-year.ts';
import type { ReportDetails, ReportRow, StoredCheck } from '../../store/reports.ts';
import { reportMessages } from '../messages/report.ts';
import { drawColumns } from '../print/columns.ts';
import { pad } from '../wrap.ts';
import { drawTables, FAILED } from './tables.ts';
import { drawTable, wrap } from './text.ts';

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
  const m = reportMessages;
  const facts = [
    [m.organ, report.organ + code],
    [m.year, String(report.year)],
    [m.template, `${report.template} (${forms.form(report.template)?.source ?? m.noForm})`],
    [m.portal, report.portal_id],
    [m.published, report.published_on ?? m.unknown],
    [m.address, report.url],
  ];
  const lines = facts.map(([name = '', value = '']) => `  ${pad(name, 11)}${value}`);
  return [report.title ?? `${report.organ} ${report.year}`, ...lines].join('\n');
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
  return [reportMessages.sections, ...lines].join('\n');
}

function drawChecks({ checks }: ReportDetails, forms: FormRegistry): string {
  if (checks.length === 0) return '';
  const failed = checks.filter(({ status }) => status === 'fail');
  const lines = failed.map((check) => failedLine(ruleText(check.rule, forms), check, forms));
  return [reportMessages.checkCounts(countsOf(checks)), ...lines].join('\n');
}

function drawCrossYear({ cross_year: checks, year }: ReportDetails, forms: FormRegistry): string {
  if (checks.length === 0) return '';
  const failed = checks.filter(({ status }) => status === 'fail');
  const lines = failed.map((check) => failedLine(reportMessages.across[check.rule], check, forms));
  return [reportMessages.acrossCounts(year - 1, countsOf(checks)), ...lines].join('\n');
}

type Counted = Pick<StoredCheck | CrossYearCheck, 'status'>;

function countsOf(checks: readonly Counted[]): { pass: number; fail: number; unknown: number } {
  const count = (status: Counted['status']) => checks.filter((check) => check.status === status).length;
  return { pass: count('pass'), fail: count('fail'), unknown: count('unknown') };
}

type CheckSides = Pick<StoredCheck, 'scope' | 'left' | 'right'>;

const failedLine = (rule: string, { scope, left, right }: CheckSides, forms: FormRegistry): string =>
  `  ${FAILED} ${reportMessages.against(rule, scopeLabel(scope, forms), String(left), String(right))}`;

/** A sum in words; in Chinese, by the labels of what it adds. */
function ruleText(rule: string, forms: FormRegistry): string {
  const check = forms.checksOf(rule)[0];
  if (check === undefined) return rule;
  if (currentLanguage() === 'en') return check.english;
  const side = (keys: readonly string[]) => keys.map((key) => scopeLabel(key, forms)).join(' + ');
  return `${side(check.left)} = ${side(check.right)}`;
}

function scopeLabel(scope: string, { tables }: FormRegistry): string {
  const entries = Object.values(tables).flatMap(({ rows, columns }) => [...rows, ...columns]);
  return entries.find(({ key }) => key === scope)?.label ?? scope;
}

function drawWarnings({ warnings }: ReportDetails, columns: number): string {
  if (warnings.length === 0) return '';
  const lines = warnings.map(({ code, message, where }) => {
    const text = wrap(`${code}: ${warningText(code, message)}${where === null ? '' : ` [${where}]`}`, columns - 4);
    return `  ${text.replaceAll('\n', '\n    ')}`;
  });
  return [reportMessages.warnings(warnings.length), ...lines].join('\n');
}

function drawDocuments({ documents }: ReportDetails, dataDir: string): string {
  const m = reportMessages;
  const lines = documents.flatMap((document) => {
    const format = [document.format ?? m.unread, document.charset].filter((part) => part !== null).join(', ');
    const place = `${dataDir}/${document.warc_file}`;
    return [
      `  ${document.role} (${m.roles[document.role]})`,
      `    ${document.url}`,
      `    ${m.bytes(format, document.size, document.captured_at ?? m.unknown)}`,
      `    sha256 ${document.sha256}`,
      `    ${document.warc_file === null ? m.notArchived : m.archivedAt(place, document.warc_offset ?? 0)}`,
    ];
  });
  return [m.documents, ...lines].join('\n');
}

function drawEditions({ editions, id }: ReportDetails, forms: FormRegistry): string {
  if (editions.length < 2) return '';
  const { current, shown, blank } = reportMessages;
  const lines = editions.flatMap((edition) => [
    `  ${edition.edition}${edition.is_current === 1 ? current : ''}${edition.id === id ? shown : ''}: ${told(edition.current_because)}`,
    `    ${edition.url}`,
    ...edition.differences.map(
      ({ name, before, after }) => `    ${nameLabel(name, forms)}: ${before ?? blank} → ${after ?? blank}`,
    ),
  ]);
  return [reportMessages.editions, ...lines].join('\n');
}

function nameLabel(name: string, forms: FormRegistry): string {
  const [, row = '', column = ''] = name.split('/');
  return `${scopeLabel(row, forms)} / ${scopeLabel(column, forms)}`;
}

/** A line a report, to the width of the screen. */
export function listReports(rows: readonly ReportRow[], columns: number): string {
  const m = reportMessages;
  const lines = rows.map((row) => [
    row.organ,
    String(row.year),
    row.template,
    row.published_on ?? '',
    row.checks_failed > 0 ? `${row.checks_failed} ${FAILED}` : '',
    row.edition > 1 ? String(row.edition) : '',
    row.portal_id,
  ]);
  const head = [
    { title: m.organ, shrinks: true },
    { title: m.year },
    { title: m.form },
    { title: m.published },
    { title: m.checks },
    { title: m.edition },
    { title: m.portal, shrinks: true },
  ];
  return drawColumns(head, lines, columns);
}
