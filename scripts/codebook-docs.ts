/**
 * Writes docs/codebook.md from src/codebook: `npx tsx scripts/codebook-docs.ts`. A test fails where the two differ.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ColumnEntry,
  DISCLOSURE_COLUMNS,
  type PrintedEntry,
  type RowEntry,
  SECTIONS,
  TABLES,
  TEMPLATES,
  type Template,
  WARNINGS,
} from '../src/codebook/index.ts';
import { CHECK_RULES, type CheckRule } from '../src/extract/report/model.ts';
import { PRINTED_FORMS } from '../src/vocabulary/printed-values.ts';

/** Report years of a generation, what set it, and how to tell it. */
const GENERATIONS: Readonly<Record<Template, string>> = {
  '2021': '2021 and later. 国办公开办函〔2021〕30号. Table 2 has 本年制发件数; 其他处理 has three rows.',
  '2019': '2019 and 2020. 国办公开办函〔2019〕60号. Table 2 has 本年新制作数量 and 政府集中采购; 其他处理 is one row.',
  '2014': '2014 to 2018. One long table 统计指标 / 单位 / 统计数, kept row by row as printed.',
  none: 'Narrative only, or a table of no known form.',
};

/** What must hold, by rule. */
const CHECKS: Readonly<Record<CheckRule, string>> = {
  balance: 'for each applicant: `new_received` + `carried_in` = `handled_total` + `carried_out`',
  row_sum: 'for each row of table 3: the six applicants add up to `total`',
  result_sum: 'for each applicant: the result rows add up to `handled_total`',
  review_sum: 'for each proceeding of table 4: `upheld` + `corrected` + `other` + `pending` = `total`',
};

/** The whole document, as Markdown. */
export function codebookDocument(): string {
  const { disclosure, applications, review_litigation: review } = TABLES;
  return `${[
    '# Codebook',
    '<!-- Generated from src/codebook by scripts/codebook-docs.ts. Change it there. -->',
    'What an annual report contains, and what it is called in the database, in exports and in `nianbao extract`. The names are an interface: they are added to, never changed.',
    '## Generations of the form',
    'The generation is told by the table itself, never by the year; a hybrid is named after its table 2.',
    table(
      ['template', 'report years, and how to tell'],
      TEMPLATES.map((key) => [code(key), GENERATIONS[key]]),
    ),
    '## Sections',
    table(['key', 'heading', 'English', 'also printed as'], SECTIONS.map(named)),
    'A heading of no known section has the key null.',
    `## Table 2, \`disclosure\`: ${disclosure.english}`,
    table(
      ['row', 'label', 'English', 'also printed as', 'group', 'columns in 2021', 'columns in 2019'],
      disclosure.rows.map(disclosureRow),
    ),
    'A row that an organ added is kept under its printed label: `other_management.行政检查`.',
    table(['column', 'label', 'English', 'also printed as', 'unit'], disclosure.columns.map(columnRow)),
    `## Table 3, \`applications\`: ${applications.english}`,
    table(['row', 'label', 'English', 'also printed as', 'group', 'templates'], applications.rows.map(applicationRow)),
    'Columns are the applicants:',
    table(['column', 'label', 'English', 'also printed as', 'unit'], applications.columns.map(columnRow)),
    `## Table 4, \`review_litigation\`: ${review.english}`,
    table(['row', 'label', 'English', 'also printed as'], review.rows.map(named)),
    table(['column', 'label', 'English', 'also printed as', 'unit'], review.columns.map(columnRow)),
    '## Indicators of the 2014 form',
    'One entry a printed row, in printed order: `indicator` (label as printed), `unit`, and `value`; provincial annexes with two figures have `this_year` and `cumulative`.',
    '## Values',
    'A cell keeps its printed text (`raw`) and its number (`value`). Blank is null, never 0. `—`, `/` and `无` are null with their text kept. Amounts are in 万元; a cell printed in 元 is converted. A number that cannot be read with certainty is null with a warning.',
    'How a printed cell is read, in this order; the first form that fits decides.',
    table(
      ['printed → read as', 'form'],
      PRINTED_FORMS.map(({ examples, english }) => [examples.map(reading).join(', '), english]),
    ),
    '## Checks',
    'Computed for every report and stored; a failing check flags the report and never changes a number. `pass`, `fail` with both sides, or `unknown` where a value is null.',
    table(
      ['rule', 'what must hold'],
      CHECK_RULES.map((rule) => [code(rule), CHECKS[rule]]),
    ),
    '## Warnings',
    'What a careful reader would want to know of a report, a document or an address of a portal. A warning has a code of this list, a message about the case at hand, and the place.',
    table(
      ['code', 'what it means', '含义'],
      Object.entries(WARNINGS).map(([key, { english, chinese }]) => [code(key), english, chinese]),
    ),
  ].join('\n\n')}\n`;
}

const named = (entry: PrintedEntry): string[] => [
  code(entry.key),
  entry.label,
  entry.english,
  entry.variants.join('; '),
];

const columnRow = (entry: ColumnEntry): string[] => [...named(entry), entry.unit];

const applicationRow = (entry: RowEntry): string[] => [
  ...named(entry),
  entry.groups.join(' › '),
  entry.templates.map(code).join(' '),
];

const disclosureRow = (entry: RowEntry): string[] => [
  ...named(entry),
  entry.groups.join(' › '),
  ...(['2021', '2019'] as const).map((template) => (DISCLOSURE_COLUMNS[template][entry.key] ?? []).map(code).join(' ')),
];

const reading = ([raw, value, unit]: (typeof PRINTED_FORMS)[number]['examples'][number]): string =>
  `${code(visible(raw))} → ${value}${unit === undefined || value === null ? '' : ` ${unit}`}`;

/** Blank and broken cells, so that they are seen. */
const visible = (raw: string): string =>
  raw === '' ? '(blank)' : raw.replaceAll('\n', '⏎').replaceAll('\u2009', '(thin space)');

const code = (text: string): string => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const file = fileURLToPath(new URL('../docs/codebook.md', import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, codebookDocument());
