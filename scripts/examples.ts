/**
 * Runs the examples of docs/examples.md on the sample corpus, each with its own program, and writes the document with what they print:
 * `npm run examples`. Programs that are not installed are named, and what they printed before stays. In Debian:
 * `apt-get install sqlite3 python3-pandas r-base-core`; `npm install --no-save @duckdb/node-api` for DuckDB. Not run by `npm test`: pandas and R
 * alone take longer to install than all tests to run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../src/cli/main.ts';

interface Example {
  readonly title: string;
  readonly note: string;
  readonly language: 'sh' | 'sql' | 'python' | 'r' | 'stata';
  readonly code: string;
  /** How to run the code, which is the last argument; null: the program is not to be had here. */
  readonly run: readonly string[] | null;
}

const DUCKDB = `const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(process.argv.at(-1));
  console.log([reader.columnNames(), ...reader.getRows()].map((row) => row.join(' | ')).join('\\n'));
})();`;

export const EXAMPLES: readonly Example[] = [
  {
    title: 'SQL: any SQLite program',
    note: 'Views spell the keys out: docs/schema.md. The full text is an index of pairs of characters, so that 网站 is found as it stands, 政务公开 as the phrase `"政务 务公 公开"`; `nianbao search --sql` writes such statements.',
    language: 'sql',
    code: `SELECT report.organ, report.year, section.heading FROM section_search
JOIN section ON section.id = section_search.rowid JOIN current_report AS report ON report.id = section.report_id
WHERE section_search MATCH '网站' AND report.kind = 'government' ORDER BY report.year DESC LIMIT 3;`,
    run: ['sqlite3', '-header', 'data/nianbao.sqlite'],
  },
  {
    title: 'pandas: a panel with labels',
    note: 'Stata’s file carries the labels of all columns (of CSV they stand in datapackage.json). Blanks are missing values.',
    language: 'python',
    code: `import pandas as pd
panel = pd.read_stata('export/nianbao-wide.dta')
labels = pd.read_stata('export/nianbao-wide.dta', iterator=True).variable_labels()
panel['code'] = panel['code'].astype(str)
received = panel.pivot_table(index='organ', columns='year', values='app_new_received_total')
print(labels['app_new_received_total'])
print(received.to_string())`,
    run: ['/usr/bin/python3', '-c'],
  },
  {
    title: 'pandas: the database itself',
    note: 'Rows of views, without an export.',
    language: 'python',
    code: `import sqlite3
import pandas as pd
with sqlite3.connect('data/nianbao.sqlite') as corpus:
    rates = pd.read_sql("SELECT organ, year, received, denied_share FROM rate WHERE kind = 'government' ORDER BY year", corpus)
print(rates.round(3).to_string(index=False))`,
    run: ['/usr/bin/python3', '-c'],
  },
  {
    title: 'R',
    note: 'Codes are text: without `colClasses` R reads numbers. `haven::read_dta` reads the labels of nianbao-wide.dta, `arrow::read_parquet` the Parquet files (neither was run here).',
    language: 'r',
    code: `panel <- read.csv("export/nianbao-wide.csv", colClasses = c(code = "character"), fileEncoding = "UTF-8")
by_level <- aggregate(app_new_received_total ~ level + year, data = panel, FUN = sum)
print(by_level[order(by_level$level, by_level$year), ], row.names = FALSE)`,
    run: ['Rscript', '-e'],
  },
  {
    title: 'DuckDB',
    note: 'The long shape: a row a number, with its labels and its source.',
    language: 'sql',
    code: `SELECT column_zh AS applicant, sum(value) AS applications FROM 'export/nianbao-long.parquet'
WHERE "table" = 'applications' AND "row" = 'new_received' AND "column" <> 'total' GROUP BY column_zh ORDER BY applications DESC, applicant;`,
    run: ['node', '-e', DUCKDB, '--'],
  },
  {
    title: 'polars',
    note: 'Not run: Debian has no polars.',
    language: 'python',
    code: `import polars as pl
numbers = pl.scan_parquet('export/nianbao-long.parquet')
print(numbers.filter(pl.col('variable') == 'app_new_received_total').group_by('year').agg(pl.col('value').sum()).sort('year').collect())`,
    run: null,
  },
  {
    title: 'Stata',
    note: 'Not run: Stata is not free. Its file is compared with the truth cell by cell, and read by pandas above. `xtset` by `code` where one organ a division is exported.',
    language: 'stata',
    code: `use export/nianbao-wide.dta, clear
encode organ_full, generate(id)
xtset id year
describe app_*
generate secret_share = app_denied_state_secret_total / app_handled_total_total
xtline app_new_received_total`,
    run: null,
  },
];

const DOCUMENT = fileURLToPath(new URL('../docs/examples.md', import.meta.url));

const fenced = (language: string, text: string): string => `${'```'}${language}\n${text}\n${'```'}`;

/** The document, with what each example printed. */
export function examplesDocument(printed: ReadonlyMap<string, string>): string {
  const chapters = EXAMPLES.map(({ title, note, language, code }) => {
    const output = printed.get(title);
    const shown = output === undefined ? [] : [fenced('text', output)];
    return [`## ${title}`, note, fenced(language, code), ...shown].join('\n\n');
  });
  return `${[
    '# Examples',
    '<!-- Written by scripts/examples.ts. Change it there. -->',
    'How to compute with the corpus in programs that researchers use, on the **made-up** sample portal of `npm start`. Three commands come to a panel:',
    '```sh\nnpm start\nnpx nianbao export --format dta,csv\nnpx nianbao export --format parquet --shape long\n```',
    'Where something is printed below an example, `npm run examples` ran it and wrote down what it printed; no test does, since pandas and R take longer to install than all tests to run.',
    ...chapters,
  ].join('\n\n')}\n`;
}

/** What the document says that an example printed. */
export function printedBefore(document: string): Map<string, string> {
  const chapters = document.split(/^## /m).slice(1);
  return new Map(
    chapters.flatMap((chapter) => {
      const output = /```text\n([\s\S]*?)\n```/.exec(chapter)?.[1];
      return output === undefined ? [] : [[chapter.split('\n')[0] ?? '', output] as const];
    }),
  );
}

async function runAll(folder: string): Promise<Map<string, string>> {
  const io = {
    out: () => undefined,
    err: () => undefined,
    terminal: false,
    columns: 100,
    signal: new AbortController().signal,
  };
  const [data, out] = [join(folder, 'data'), join(folder, 'export')];
  await main(['demo', '--data', data, '--port', '0'], io);
  await main(['export', '--data', data, '--out', out, '--format', 'dta,csv'], io);
  await main(['export', '--data', data, '--out', out, '--format', 'parquet', '--shape', 'long'], io);
  const printed = existsSync(DOCUMENT) ? printedBefore(readFileSync(DOCUMENT, 'utf8')) : new Map<string, string>();
  for (const { title, code, run } of EXAMPLES) {
    const [program, ...options] = run ?? [];
    if (program === undefined) continue;
    // Packages are looked for here, files there.
    const packages = fileURLToPath(new URL('../node_modules', import.meta.url));
    const env = { ...process.env, NODE_PATH: [packages, process.env.NODE_PATH ?? ''].join(delimiter) };
    const { status, stdout, stderr, error } = spawnSync(program, [...options, code], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    if (status === 0) printed.set(title, stdout.trimEnd());
    console.log(
      status === 0 ? `ran     ${title}` : `NOT RUN ${title}: ${(error?.message ?? stderr).trim().split('\n').at(-1)}`,
    );
  }
  return printed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-examples-'));
  try {
    writeFileSync(DOCUMENT, examplesDocument(await runAll(folder)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
