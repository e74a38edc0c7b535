/**
 * Writes docs/schema.md from the schema itself and the closed lists: `npx tsx scripts/schema-docs.ts`. A test fails where they differ.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { COMPLETENESS, FAILURES, SKIP_REASONS, STOP_REASONS } from '../src/crawlers/reasons.ts';
import { UNREADABLE } from '../src/extract/document.ts';
import { IMPORT_SKIPS } from '../src/import/reasons.ts';
import { ORGAN_KINDS } from '../src/organs/index.ts';
import { MIGRATIONS } from '../src/store/migrations/index.ts';
import { FINDING_KINDS, NIGHT_CAUSES } from '../src/store/nights/kinds.ts';

/** Groups of the diagram and of the reference, in the order in which data flows. */
const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  [
    'Portals and runs',
    ['portal', 'run', 'channel', 'list_item', 'skipped', 'browser_retry', 'pager_press', 'broken_page', 'discovery'],
  ],
  ['Frontier', ['host', 'request']],
  ['Nights', ['night', 'channel_night', 'finding', 'problem', 'acknowledgement', 'backfilled']],
  ['Archive', ['warc_file', 'capture', 'payload', 'imported']],
  ['Documents and reports', ['document', 'text', 'report', 'report_document', 'withdrawal', 'section', 'warning']],
  ['Who and where', ['organ', 'organ_renaming', 'division', 'division_name']],
  [
    'Numbers',
    [
      'cell',
      'figure_key',
      'indicator',
      'indicator_key',
      'series',
      'series_part',
      'series_number',
      'check_result',
      'across_failure',
    ],
  ],
  ['The program’s own data', ['reference_data', 'checksum']],
];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly key: string;
  readonly references: string | null;
  readonly about: string;
}

interface SchemaTable {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly Column[];
}

interface View {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly string[];
}

/** The whole document, as Markdown. */
export function schemaDocument(): string {
  const tables = readSchema();
  const views = readViews();
  return `${[
    '# The database',
    '<!-- Generated from src/store/migrations and src/crawlers/reasons.ts by scripts/schema-docs.ts. Change it there. -->',
    '`data/nianbao.sqlite` is a plain SQLite file: open it with `sqlite3`, R, Python or a browser for SQLite, also while a crawl runs. Its names are an interface: they are added to, never changed. What the numbers mean stands in [codebook.md](codebook.md).',
    'Times are ISO 8601 in UTC, dates `YYYY-MM-DD`, yes and no are 1 and 0. NULL is always "not known" or "blank", never zero. The exact bytes that everything was read from stand in the archive (`data/warc`).',
    '## Where to begin',
    EXAMPLES,
    "`current_report` is `report` without superseded editions. `section_search` is the full text (FTS5 over pairs of characters, so that words of two are found by an index; one character is a prefix: `MATCH '政*'`); its `rowid` is `section.id`.",
    '## Diagram',
    ['```mermaid', diagram(tables), '```'].join('\n'),
    '## Three kinds of the same',
    SAME,
    ...GROUPS.flatMap(([title, names]) => [`## ${title}`, ...names.map((name) => describe(tables, name))]),
    '## Views',
    'Tables for reading, made of those above; their columns mean what they mean there.',
    ...views.map(describeView),
    '## Closed lists',
    '### Kinds of organs (`organ.kind`)',
    list(ORGAN_KINDS),
    '### Reasons: why an address was seen and not kept (`skipped.reason`)',
    list(SKIP_REASONS),
    '### Reasons: why something in an imported folder or WARC file was left (`skipped.reason` for files; the summary counts records)',
    list(IMPORT_SKIPS),
    '### Failures: how a request ended that brought nothing (`request.failure`)',
    list(FAILURES),
    '### Stops: why a list was not followed further (`channel.stop_reason`)',
    list(STOP_REASONS),
    '### Completeness: whether a list was read to its end (`channel.completeness`)',
    list(COMPLETENESS),
    '### Unreadable files (`payload.reason`, and `error.code` of `nianbao extract`)',
    list(UNREADABLE),
    '### Findings: what can be wrong after a night (`finding.kind`)',
    list(FINDING_KINDS),
    '### Causes: why a night ended with its exit code (`night.cause`)',
    list(NIGHT_CAUSES),
    '### Warnings (`warning.code`)',
    'In [codebook.md](codebook.md#warnings).',
  ].join('\n\n')}\n`;
}

const EXAMPLES = `\`\`\`sql
-- Applications received, by organ and year
SELECT organ, year, value FROM current_report JOIN figure ON figure.report_id = current_report.id
WHERE table_key = 'applications' AND row_key = 'new_received' AND column_key = 'total' ORDER BY organ, year;

-- Applications received from 2008 to today, whatever the form, by county governments of a province
SELECT full_name, series_value.year, value, relation, note FROM series_value JOIN current_report ON current_report.id = report_id
WHERE series_key = 'received' AND province = '江苏省' AND level = 'county' AND kind = 'government' ORDER BY full_name, series_value.year;

-- Totals by province, without counting twice: governments of provinces print the sum of all below them, so one level at a time
SELECT province, year, sum(value), count(*) FROM current_report JOIN figure ON figure.report_id = current_report.id
WHERE export_name = 'app_new_received_total' AND level = 'county' AND kind = 'government' GROUP BY province, year;

-- Reports whose own sums do not agree
SELECT organ, year, rule, scope, left_value, right_value FROM current_report JOIN check_result ON report_id = current_report.id
WHERE status = 'fail';

-- Where a report's bytes stand in the archive
SELECT warc_file.name, warc_offset, warc_length FROM current_report JOIN document ON document.id = document_id
JOIN capture USING (payload_id) JOIN warc_file ON warc_file.id = warc_file_id
WHERE organ = '…' AND year = 2023 AND record_type <> 'revisit';

-- Who writes of websites, with the words around it. Longer words are a phrase of pairs: MATCH '"政务 务公 公开"'; nianbao search WORDS --sql writes it
SELECT organ, year, section.heading, substr(section.text, max(1, instr(section.text, '网站') - 20), 60) FROM section_search
JOIN section ON section.id = section_search.rowid JOIN current_report ON current_report.id = report_id
WHERE section_search MATCH '网站';
\`\`\``;

const SAME = `- **The same bytes** are one \`payload\`; the archive holds them once, and later captures are \`revisit\` records.
- **The same text** in other bytes (a new page frame) is one \`text\`; the second document is a \`copy\` in \`report_document\`.
- **The same organ and year on the same portal** is one report. The same numbers again corroborate it. A document that only leaves blanks where the other has numbers corroborates it too, and the fuller one becomes the source. A page without numbers joins as \`narrative\`. Other numbers make a new \`edition\`: the newest is current, and \`current_because\` says why.

The newest edition is told by, in this order: no other holds more than twice as many numbers (a page that has lost its tables takes no place of one that has them); the day of publication (else of capture); the run in which the document appeared at its address; text before character recognition; fewer failed checks; more numbers; the later capture; then address and digest. Which document is a report's source is a function of its documents, whatever the order in which they were read: the fullest reading, text before character recognition, fewer failed checks, more sections, the earlier day, address and digest.`;

export function readSchema(): SchemaTable[] {
  const db = new Database(':memory:');
  for (const step of MIGRATIONS) db.exec(step);
  const rows = db
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'section_search%' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  return (rows as { name: string; sql: string }[]).map(({ name, sql }) => ({
    name,
    about: /\(\s*--\s*(.*)/.exec(sql)?.[1] ?? '',
    columns: columnsOf(db, name, sql),
  }));
}

/** What a view is, the comment above it says. */
export function readViews(): View[] {
  const db = new Database(':memory:');
  const sql = MIGRATIONS.join('\n');
  db.exec(sql);
  return [...sql.matchAll(/^-- (.*)\nCREATE VIEW (\w+)/gm)].map(([, about = '', name = '']) => ({
    name,
    about,
    columns: (db.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name),
  }));
}

const describeView = ({ name, about, columns }: View): string =>
  `### \`${name}\`\n\n${about}\n\n${columns.map((column) => `\`${column}\``).join(', ')}`;

function columnsOf(db: Database.Database, table: string, sql: string): Column[] {
  const foreign = new Map(
    (db.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).map((key) => [key.from, key.table]),
  );
  return (db.pragma(`table_info(${table})`) as { name: string; type: string; pk: number; notnull: number }[]).map(
    ({ name, type, pk, notnull }) => {
      const references = foreign.get(name) ?? null;
      const line = sql.split('\n').find((text) => new RegExp(`^\\s+${name}\\s`).test(text)) ?? '';
      return {
        name,
        type: type + (pk === 0 && notnull === 0 ? ' or NULL' : ''),
        key: pk > 0 ? 'PK' : references === null ? '' : 'FK',
        references,
        about: [/--\s*(.*)$/.exec(line)?.[1], allowed(line)].filter(Boolean).join('; '),
      };
    },
  );
}

/** The values that a CHECK allows. */
function allowed(line: string): string {
  const values = /CHECK \(\w+ IN \(('[^)]*')\)\)/.exec(line)?.[1];
  return values === undefined ? '' : values.replaceAll("'", '`');
}

function diagram(tables: readonly SchemaTable[]): string {
  const lines = tables.flatMap(({ name, columns }) =>
    columns.flatMap(({ name: column, references, type }) =>
      references === null ? [] : [`  ${references} ${type.endsWith('NULL') ? '|o' : '||'}--o{ ${name} : ${column}`],
    ),
  );
  const boxes = tables.map(({ name, columns }) => {
    const inside = columns.map((column) => `    ${column.type.split(' ')[0]} ${column.name} ${column.key}`.trimEnd());
    return [`  ${name} {`, ...inside, '  }'].join('\n');
  });
  return ['erDiagram', ...lines, ...boxes].join('\n');
}

function describe(tables: readonly SchemaTable[], name: string): string {
  const table = tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`there is no table ${name}`);
  const rows = table.columns.map(({ name: column, type, key, references, about }) => {
    const target = references === null ? '' : `→ \`${references}\`${about === '' ? '' : ': '}`;
    return `| \`${column}\` | ${type}${key === 'PK' ? ', key' : ''} | ${target}${about.replaceAll('|', '\\|')} |`;
  });
  const about = table.about.charAt(0).toUpperCase() + table.about.slice(1);
  return [
    `### \`${name}\``,
    '',
    `${about}.`,
    '',
    '| column | type | what it holds |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function list(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([key, words]) => `- \`${key}\`: ${words}`)
    .join('\n');
}

const file = fileURLToPath(new URL('../docs/schema.md', import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, schemaDocument());
