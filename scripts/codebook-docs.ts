/**
 * Writes docs/codebook.md from src/codebook: `npx tsx scripts/codebook-docs.ts`. A test fails where the two differ.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  ACROSS_RULES,
  type ColumnEntry,
  FORMS,
  type Form,
  INDICATORS,
  type NamedEntry,
  NO_SERIES,
  type PrintedEntry,
  type RowEntry,
  SECTIONS,
  SERIES,
  type Series,
  type SeriesSide,
  type SumCheck,
  TABLE_KEYS,
  type TableKey,
  WARNINGS,
} from '../src/codebook/index.ts';
import { PRINTED_FORMS } from '../src/vocabulary/printed-values.ts';

/** Forms that have tables 2 to 4. */
const WITH_TABLES = FORMS.forms.filter(({ tables }) => Object.keys(tables).length > 0);

/** The whole document, as Markdown. */
export function codebookDocument(): string {
  return `${[
    '# Codebook',
    '<!-- Generated from src/codebook by scripts/codebook-docs.ts. Change it there. -->',
    'What an annual report contains, and what it is called in the database, in exports and in `nianbao extract`. The names are an interface: they are added to, never changed.',
    '## Generations of the form',
    'The generation is told by the table itself, never by the year; a hybrid is named after its table 2. Each is a file in `src/codebook/forms/`.',
    table(
      ['template', 'report years', 'set by', 'how to tell'],
      [...FORMS.forms.map(formRow), [code('none'), 'any', '', 'Narrative only, or a table of no known form.']],
    ),
    '## Sections',
    table(['key', 'heading', 'English', 'also printed as'], SECTIONS.map(named)),
    'A heading of no known section has the key null.',
    ...TABLE_KEYS.flatMap((key, index) => tableChapter(key, index + 2)),
    ...FORMS.forms.filter(({ lists }) => lists.length > 0).flatMap(listChapter),
    '## One series from 2008 to today',
    'What the generations count alike has one key: table `series`, its parts in `series_part`, the numbers in the view `series_value` (parts of one side add up; where one is missing, the sum is null). `same`, or `near` with the difference.',
    table(['series', 'label', 'English', 'since 2019', '2008 to 2018', 'difference'], SERIES.map(seriesRow)),
    'What looks alike and is not:',
    NO_SERIES.map(({ names, why }) => `- ${names}: ${why}`).join('\n'),
    '## Export names',
    'In a wide export a number has a column of its own, named by the short names of its table, row and column: `applications/new_received/total` is `app_new_received_total`; a number of the lists of 2008 to 2018 is `ind_received`. At most 32 characters, and never changed.',
    '## Values',
    'A cell keeps its printed text (`raw`) and its number (`value`). Blank is null, never 0. `—`, `/` and `无` are null with their text kept. Amounts are in 万元; a cell printed in 元 is converted. A number that cannot be read with certainty is null with a warning.',
    'How a printed cell is read, in this order; the first form that fits decides.',
    table(
      ['printed → read as', 'form'],
      PRINTED_FORMS.map(({ examples, english }) => [examples.map(reading).join(', '), english]),
    ),
    '## Checks',
    'Computed for every report and stored; a failing check flags the report and never changes a number. `pass`, `fail` with both sides, or `unknown` where a value is null.',
    table(['rule', 'what must hold', 'templates'], FORMS.rules.map(checkRow)),
    'Between reports, in the view `check_across`: of one organ in two years in a row, and of a government and its departments in one year. An error: one of the two reports is wrong; a notice: unusual, worth a look. Numbers are never changed.',
    '`departments` counts what the views `department_value` and `department_missing` list. Where departments have more than the government, its report counts its own office alone, or one of them is wrong. Where they have less, it is `pass` only if every department is there that has a report of the year before or after, or that a list of the division’s portal names, and each has the number; else it is `unknown`: the ledger does not say who is missing.',
    table(
      ['rule', 'severity', 'what must hold'],
      Object.entries(ACROSS_RULES).map(([rule, { severity, english }]) => [code(rule), severity, english]),
    ),
    '## Warnings',
    'What a careful reader would want to know of a report, a document or an address of a portal. A warning has a code of this list, a message about the case at hand, and the place.',
    table(
      ['code', 'what it means', '含义'],
      Object.entries(WARNINGS).map(([key, { english, chinese }]) => [code(key), english, chinese]),
    ),
  ].join('\n\n')}\n`;
}

const formRow = ({ key, years: [first, last], source, english }: Form): string[] => [
  code(key),
  last === null ? `${first} and later` : `${first} to ${last}`,
  source,
  english,
];

/** Rows with the columns that each form has for them, then the columns. */
function tableChapter(key: TableKey, number: number): string[] {
  const { english, rows, columns } = FORMS.tables[key];
  return [
    `## Table ${number}, \`${key}\`: ${english}`,
    table(
      ['row', 'label', 'English', 'also printed as', 'short', 'group', ...WITH_TABLES.map((form) => `in ${form.key}`)],
      rows.map((row) => [...entry(row), ...WITH_TABLES.map((form) => columnsIn(form, key, row))]),
    ),
    ...rows.flatMap(({ key: row, splits }) =>
      splits
        ? [`A row that an organ prints in the place of \`${row}\` is kept under its label: \`${row}.行政检查\`.`]
        : [],
    ),
    table(['column', 'label', 'English', 'also printed as', 'short', 'above', 'unit'], columns.map(columnRow)),
  ];
}

const columnsIn = (form: Form, table: TableKey, { key }: RowEntry): string => {
  const row = form.tables[table]?.rows.find((one) => one.key === key);
  if (!row) return '';
  return row.columns ? row.columns.map(code).join(' ') : 'all columns';
};

function listChapter({ key, lists }: Form): string[] {
  const headers = lists.map((list) => list.headers.map(({ label }) => label).join(' / ')).join(', or ');
  return [
    `## Indicators of ${code(key)}`,
    `One entry a printed row, in printed order: \`indicator\` (label as printed), \`unit\`, and \`value\`; provincial annexes with two figures have \`this_year\` and \`cumulative\`. Headers: ${headers}. In the database a row has the \`key\` of the line that it is, whatever its number, and none where no list has it.`,
    table(
      ['key', 'label', 'English', 'unit'],
      INDICATORS.map(({ key: name, label, english, unit }) => [code(name), label, english, unit]),
    ),
  ];
}

function seriesRow({ key, label, english, tables, lists }: Series): string[] {
  const side = ({ parts, relation }: SeriesSide): string =>
    `${parts.map((part) => code('figure' in part ? part.figure.join('/') : part.indicator)).join(' + ')} (${relation})`;
  return [code(key), label, english, side(tables), side(lists), [tables.note, lists.note].filter(Boolean).join(' ')];
}

/** What must hold: in the newest form that has the rule; forms that differ from it only in how many rows they add. */
function checkRow(rule: string): string[] {
  const [check] = FORMS.checksOf(rule);
  const templates = FORMS.forms.filter(({ checks }) => checks.some((one) => one.rule === rule));
  return [code(rule), check ? sentence(check) : '', templates.map(({ key }) => code(key)).join(' ')];
}

/** Sides of more parts than this are said in words. */
const MOST_PARTS = 4;

function sentence({ table, over, left, right, english }: SumCheck): string {
  const isShort = left.length <= MOST_PARTS;
  const side = (keys: readonly string[]): string => keys.map(code).join(' + ');
  const sum = isShort ? `${side(left)} = ${side(right)}` : english;
  return `for each ${over} of ${code(table)}: ${sum}`;
}

const named = (one: PrintedEntry): string[] => [code(one.key), one.label, one.english, one.variants.join('; ')];

const entry = (one: NamedEntry): string[] => [...named(one), code(one.short), one.groups.join(' › ')];

const columnRow = (column: ColumnEntry): string[] => [...entry(column), column.unit];

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
