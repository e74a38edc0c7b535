import {
  type ColumnEntry,
  FORMS,
  type RowEntry,
  TABLE_KEYS,
  type TableEntry,
  type TableKey,
} from '../../codebook/index.ts';
import type { Warning } from '../../extract/document.ts';
import type { ReportCell } from '../../query/report-cells.ts';
import type { StoredCheck } from '../../store/reports.ts';
import { cellPath } from '../address/links.ts';
import type { Words } from '../words/words.ts';
import { type Html, type HtmlContent, html, plain } from './html.ts';
import { type HeadCell, nest } from './nest.ts';
import { warningLine } from './warning.ts';

/** What a report's tables are drawn from. */
export interface Tables {
  readonly template: string;
  readonly year: number;
  readonly cells: readonly ReportCell[];
  readonly checks: readonly StoredCheck[];
  readonly warnings: readonly Warning[];
  readonly words: Words;
  readonly english: boolean;
  /** Where a number's receipt stands. */
  readonly href: (path: string) => string;
}

/** Cells, checks and warnings of one table, by their places. */
interface Drawn extends Tables {
  readonly key: TableKey;
  readonly byPlace: ReadonlyMap<string, ReportCell>;
}

/** The tables as the form of the report prints them: the same head, the same merged cells. What the form does not have stands below. */
export function printedTables(tables: Tables): Html[] {
  const form = FORMS.form(tables.template) ?? FORMS.formOfYear(tables.year);
  return TABLE_KEYS.flatMap((key) => {
    const cells = tables.cells.filter(({ table }) => table === key);
    if (cells.length === 0) return [];
    const entry = withOwnRows(form?.tables[key] ?? FORMS.tables[key], key, cells);
    const byPlace = new Map(cells.map((cell) => [`${cell.row}/${cell.column}`, cell]));
    return [drawTable({ ...tables, key, byPlace }, entry)];
  });
}

/** Rows that organs print in the place of one of the form's stand behind it. */
function withOwnRows(entry: TableEntry, table: TableKey, cells: readonly ReportCell[]): TableEntry {
  const known = new Set(entry.rows.map(({ key }) => key));
  const own = [...new Set(cells.map(({ row }) => row))].filter((row) => !known.has(row) && row.includes('.'));
  const rows = entry.rows.flatMap((row) => [
    row,
    ...own
      .filter((key) => key.startsWith(`${row.key}.`))
      .map(
        (key): RowEntry => ({
          ...row,
          key,
          label: key.slice(row.key.length + 1),
          english: key.slice(row.key.length + 1),
        }),
      ),
  ]);
  return { ...entry, key: table, rows };
}

function drawTable(drawn: Drawn, entry: TableEntry): Html {
  const id = `table-${drawn.key}`;
  const inner =
    drawn.key === 'disclosure'
      ? clauses(drawn, entry)
      : drawn.key === 'applications'
        ? grid(drawn, entry)
        : oneLine(drawn, entry);
  const title = drawn.english ? html`${entry.label} <small lang="en">${entry.english}</small>` : entry.label;
  return html`<section class="printed" aria-labelledby="${id}"><h3 id="${id}">${title}</h3>
<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}"><table class="form ${drawn.key}">${inner}</table></div>${further(drawn, entry)}</section>`;
}

const label = (
  { english: isEnglish }: Tables,
  entry: { readonly label: string; readonly english: string },
): HtmlContent => (isEnglish ? html`${entry.label}<small lang="en">${entry.english}</small>` : entry.label);

/** A number, or what is printed in its place, with what is known against it; its receipt is behind it. */
function numberAt(drawn: Drawn, row: string, column: string, span = 1): Html {
  const cell = drawn.byPlace.get(`${row}/${column}`);
  if (cell === undefined) return html`<td class="n none" colspan="${span}"></td>`;
  const warning = drawn.warnings.find(({ where }) => where === `${drawn.key}/${row}/${column}`);
  const isRead = cell.value !== null;
  const text = isRead ? plain(cell.value ?? 0) : (cell.raw ?? '').trim().slice(0, 30);
  const marks = html`${cell.confidence === null ? '' : '~'}${warning === undefined ? '' : '⚠'}`;
  const shown = text === '' ? html`<span class="visually-hidden">${drawn.words.reportPage.blank}</span>` : text;
  const title = warning === undefined ? '' : html` title="${warningLine(warning)}"`;
  const classes = ['n', isRead ? '' : 'unread', warning === undefined ? '' : 'warned'].filter(Boolean).join(' ');
  return html`<td class="${classes}"${span === 1 ? '' : html` colspan="${span}"`}><a href="${drawn.href(cellPath(drawn.key, row, column, cell.export_name))}"${title}>${shown}</a>${String(marks) === '' ? '' : html`<span class="mark">${marks}</span>`}</td>`;
}

/** Whether a sum agrees, beside the sum. */
function checkOf({ checks, words }: Tables, rule: string, scope: string): HtmlContent {
  const check = checks.find((one) => one.rule === rule && one.scope === scope);
  if (check === undefined) return '';
  const { reportPage } = words;
  const told = `${words.rules[rule] ?? rule}: `;
  if (check.status === 'pass')
    return html`<span class="ok" title="${told}${reportPage.pass}">✓<span class="visually-hidden">${reportPage.pass}</span></span>`;
  if (check.status === 'unknown')
    return html`<span class="unsure" title="${told}${reportPage.missing}">?<span class="visually-hidden">${reportPage.missing}</span></span>`;
  const sides = `${check.left} ≠ ${check.right}`;
  return html`<span class="fail" title="${told}${reportPage.fail}">✗ <span class="sides">${sides}</span><span class="visually-hidden">${reportPage.fail}</span></span>`;
}

const warnedRow = ({ key, warnings }: Drawn, row: string): HtmlContent => {
  const warning = warnings.find(({ where }) => where === `${key}/${row}`);
  return warning === undefined ? '' : html` <span class="mark" title="${warningLine(warning)}">⚠</span>`;
};

/** Table 2: a head of its own for each clause. */
function clauses(drawn: Drawn, { rows, columns, opens }: TableEntry): Html {
  const groups: { clause: string; columns: readonly string[]; rows: RowEntry[] }[] = [];
  for (const row of rows) {
    const clause = row.groups[0] ?? '';
    const last = groups.at(-1);
    const own = row.columns ?? columns.map(({ key }) => key);
    if (last?.clause === clause && last.columns.join() === own.join()) last.rows.push(row);
    else groups.push({ clause, columns: own, rows: [row] });
  }
  const width = groups.reduce((least, group) => common(least, group.columns.length), 1);
  return html`<tbody>${groups.map(
    (
      group,
      index,
    ) => html`${groups[index - 1]?.clause === group.clause ? '' : html`<tr><th colspan="${width + 1}" scope="colgroup" class="clause">${group.clause}</th></tr>`}
<tr><th scope="col">${opens ?? ''}</th>${group.columns.map((key) => columnHead(drawn, columns, key, width / group.columns.length))}</tr>
${group.rows.map(
  (row) =>
    html`<tr><th scope="row">${label(drawn, row)}${warnedRow(drawn, row.key)}</th>${group.columns.map((key) => numberAt(drawn, row.key, key, width / group.columns.length))}</tr>`,
)}`,
  )}</tbody>`;
}

const columnHead = (drawn: Tables, columns: readonly ColumnEntry[], key: string, span: number): Html => {
  const column = columns.find((one) => one.key === key);
  return html`<th scope="col" colspan="${span}">${column === undefined ? key : label(drawn, column)}</th>`;
};

/** Least common multiple: clauses of two and of three columns share a grid of six. */
const common = (a: number, b: number): number => {
  const divisor = (x: number, y: number): number => (y === 0 ? x : divisor(y, x % y));
  return (a * b) / divisor(a, b);
};

function headRows(
  drawn: Tables,
  cells: readonly HeadCell[],
  levels: number,
  entries: readonly { english: string; label: string }[],
): HtmlContent[][] {
  return Array.from({ length: levels }, (_, level) =>
    cells
      .filter((cell) => cell.level === level)
      .map(
        (cell) =>
          html`<th scope="${cell.isOwn ? 'col' : 'colgroup'}" colspan="${cell.span}" rowspan="${cell.depth}">${cell.isOwn ? label(drawn, entries[cell.at] ?? { label: cell.label, english: '' }) : cell.label}</th>`,
      ),
  );
}

/** Table 3: three levels of heads on two sides, and the sums beside what they are about. */
function grid(drawn: Drawn, { rows, columns }: TableEntry): Html {
  const paths = rows.map(({ groups, label: own }) => [...groups, own]);
  const levels = Math.max(...paths.map((path) => path.length));
  const heads = nest(paths, levels);
  const columnPaths = columns.map(({ groups, label: own }) => [...groups, own]);
  const columnLevels = Math.max(...columnPaths.map((path) => path.length));
  const top = headRows(drawn, nest(columnPaths, columnLevels), columnLevels, columns);
  const hasChecks = drawn.checks.some(({ rule }) => rule === 'row_sum');
  const corner = html`<td class="corner" colspan="${levels}" rowspan="${columnLevels}"></td>`;
  const checkHead = hasChecks
    ? html`<th scope="col" class="check" rowspan="${columnLevels}">${drawn.words.reportPage.check}</th>`
    : '';
  const footer = (['result_sum', 'balance'] as const).filter((rule) =>
    drawn.checks.some((check) => check.rule === rule),
  );
  const widths = html`<colgroup><col class="group"><col class="group">${Array.from({ length: levels - 2 }, () => html`<col class="label">`)}${columns.map(() => html`<col class="number">`)}${hasChecks ? html`<col class="check">` : ''}</colgroup>`;
  return html`${widths}<thead>${top.map((cells, index) => html`<tr>${index === 0 ? corner : ''}${cells}${index === 0 ? checkHead : ''}</tr>`)}</thead>
<tbody>${rows.map(
    (row, index) =>
      html`<tr>${heads.filter(({ at }) => at === index).map((cell) => rowHead(drawn, cell, row))}${columns.map((column) => numberAt(drawn, row.key, column.key))}${hasChecks ? html`<td class="check">${checkOf(drawn, 'row_sum', row.key)}</td>` : ''}</tr>`,
  )}</tbody>
${footer.length === 0 ? '' : html`<tfoot>${footer.map((rule) => html`<tr><th scope="row" colspan="${levels}">${drawn.words.rules[rule] ?? rule}</th>${columns.map((column) => html`<td class="check">${checkOf(drawn, rule, column.key)}</td>`)}${hasChecks ? html`<td></td>` : ''}</tr>`)}</tfoot>`}`;
}

const rowHead = (drawn: Drawn, cell: HeadCell, row: RowEntry): Html =>
  cell.isOwn
    ? html`<th scope="row" colspan="${cell.depth}">${label(drawn, row)}${warnedRow(drawn, row.key)}</th>`
    : html`<th scope="rowgroup" rowspan="${cell.span}" class="group">${cell.label}</th>`;

/** Table 4: one line of numbers, the proceedings side by side. */
function oneLine(drawn: Drawn, { rows, columns }: TableEntry): Html {
  const paths = rows.flatMap((row) => columns.map((column) => [...row.groups, row.label, column.label]));
  const levels = Math.max(...paths.map((path) => path.length));
  const top = headRows(
    drawn,
    nest(paths, levels),
    levels,
    rows.flatMap(() => columns),
  );
  const hasChecks = drawn.checks.some(({ rule }) => rule === 'review_sum');
  return html`<thead>${top.map((cells) => html`<tr>${cells}</tr>`)}</thead>
<tbody><tr>${rows.flatMap((row) => columns.map((column) => numberAt(drawn, row.key, column.key)))}</tr></tbody>
${hasChecks ? html`<tfoot><tr>${rows.map((row) => html`<td class="check" colspan="${columns.length}">${checkOf(drawn, 'review_sum', row.key)} <small>${drawn.words.rules.review_sum}</small></td>`)}</tr></tfoot>` : ''}`;
}

/** Numbers that no place of the form's table shows. */
function further(drawn: Drawn, { rows, columns }: TableEntry): HtmlContent {
  const isShown = ({ row, column }: ReportCell): boolean => {
    const entry = rows.find(({ key }) => key === row);
    return entry !== undefined && (entry.columns ?? columns.map(({ key }) => key)).includes(column);
  };
  const others = [...drawn.byPlace.values()].filter((cell) => !isShown(cell));
  if (others.length === 0) return '';
  return html`<details><summary>${drawn.words.reportPage.further} (${others.length})</summary><table class="plain"><tbody>
${others.map((cell) => html`<tr><th scope="row">${cell.row_label}</th><td>${cell.column_label}</td>${numberAt(drawn, cell.row, cell.column)}</tr>`)}</tbody></table></details>`;
}
