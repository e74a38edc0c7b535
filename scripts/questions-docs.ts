/**
 * Writes docs/questions.md with what the questions answer on the sample corpus: `npm start`, then `npx tsx scripts/questions-docs.ts data`.
 * A test crawls the sample portal, asks them all, and fails where the document says otherwise.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { main } from '../src/cli/main.ts';

export interface Question {
  readonly title: string;
  readonly note?: string;
  /** SQL, or a command line without `nianbao`. */
  readonly ask: { readonly sql: string } | { readonly command: readonly string[] };
  /** The answer holds times and places of the moment, and is shown without being compared. */
  readonly ofTheMoment?: true;
}

const ORGAN = '清溪县人民政府';

export const QUESTIONS: readonly Question[] = [
  {
    title: 'One county’s series',
    ask: {
      sql: `SELECT year, value AS received FROM series_value WHERE organ = '${ORGAN}' AND series_key = 'received' ORDER BY year;`,
    },
  },
  {
    title: 'Refusals, ranked',
    note: 'Shares of what was concluded. Where a number is missing the share is null, and left out here.',
    ask: {
      sql: `SELECT organ, year, round(denied_share, 3) AS denied, handled FROM rate
WHERE denied_share IS NOT NULL ORDER BY denied_share DESC, organ, year LIMIT 5;`,
    },
  },
  {
    title: 'Who has not published, or late',
    note: 'Asked of the government of every division, organs of which a report is stored, and organs that lists name. `none`: all lists were read to their end, and it is in none; `not_looked_for`: the sample is one county, so that is everybody else. `--json` and `--csv` write all rows; without a list, `--by province` counts. Late is what came after 31 January, of governments after 31 March; the first edition counts, not a correction.',
    ask: { command: ['coverage', '--late', '--missing', '--years', '2023', '--limit', '5'] },
  },
  {
    title: 'Totals by province, without counting twice',
    note: 'A government’s report may sum up those of its departments, so one level and one kind at a time. The sample’s county is made up, and lies in no province.',
    ask: {
      sql: `SELECT coalesce(province, 'not known') AS province, current_report.year, count(*) AS governments, sum(value) AS received
FROM current_report JOIN figure ON figure.report_id = current_report.id
WHERE export_name = 'app_new_received_total' AND level = 'county' AND kind = 'government' GROUP BY province, current_report.year;`,
    },
  },
  {
    title: 'Applicants, by level of government',
    note: 'Of governments and towns: departments are summed up in the reports of their governments.',
    ask: {
      sql: `SELECT level, column_label AS applicant, sum(value) AS applications FROM current_report
JOIN figure ON figure.report_id = current_report.id
WHERE table_key = 'applications' AND row_key = 'new_received' AND column_key <> 'total' AND kind IN ('government', 'township')
GROUP BY level, column_label ORDER BY level, applications DESC, applicant;`,
    },
  },
  {
    title: 'Outcomes of reconsiderations and lawsuits',
    note: 'Of governments alone, so that nothing is counted twice.',
    ask: {
      sql: `SELECT series_key, sum(value) AS cases FROM series_value JOIN organ ON organ.id = organ_id
WHERE kind = 'government' AND (series_key LIKE 'recon%' OR series_key LIKE 'litigation%') GROUP BY series_key;`,
    },
  },
  {
    title: 'Grounds of refusal over the years',
    note: 'Of governments alone, so that nothing is counted twice.',
    ask: {
      sql: `SELECT year, row_english AS ground, sum(value) AS refused FROM current_report JOIN figure ON figure.report_id = current_report.id
WHERE kind = 'government' AND row_key LIKE 'denied%' AND column_key = 'total' AND year >= 2023 GROUP BY year, row_key ORDER BY year, refused DESC, ground;`,
    },
  },
  {
    title: 'A word of two characters',
    ask: { command: ['search', '网站', '--organ', ORGAN, '--order', 'year', '--limit', '3'] },
  },
  {
    title: 'Which numbers were revised, which reports withdrawn',
    ask: { command: ['revisions'] },
    ofTheMoment: true,
  },
  {
    title: 'Carried in against carried out',
    ask: {
      sql: `SELECT organ, year, scope, left_value AS carried_in, right_value AS carried_out_before FROM check_across
WHERE rule = 'carried' AND status = 'fail' ORDER BY organ, year, scope LIMIT 5;`,
    },
  },
  {
    title: 'A panel for Stata',
    note: 'In Stata: `use nianbao-wide.dta`, then `encode organ_full, gen(id)` and `xtset id year`; `xtset` by `code` where one organ a division is exported.',
    ask: { command: ['export', '--format', 'dta,csv', '--shape', 'wide', '--kind', 'government', '--out', '{out}'] },
    ofTheMoment: true,
  },
  {
    title: 'Proof of one number',
    ask: { command: ['why', ORGAN, '2021', 'app_new_received_total'] },
    ofTheMoment: true,
  },
  {
    title: '2008 to today in one series',
    note: '`near` comes with the difference; docs/codebook.md lists what has no series, and why.',
    ask: {
      sql: `SELECT organ, series_value.year, series_key, value, relation FROM series_value
WHERE series_key IN ('received', 'granted') AND organ LIKE '%民政局' AND year IN (2018, 2020, 2024) ORDER BY series_key, year;`,
    },
  },
];

/** What a question answers on a corpus, as text. */
export async function answer(question: Question, dataDir: string, out: string): Promise<string> {
  if ('sql' in question.ask) return rowsAsText(dataDir, question.ask.sql);
  let text = '';
  const argv = [...question.ask.command.map((word) => word.replace('{out}', out)), '--data', dataDir];
  const code = await main(argv, {
    out: (part) => {
      text += part;
    },
    err: () => undefined,
    terminal: false,
    columns: 100,
    signal: new AbortController().signal,
  });
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${text}`);
  return text
    .replaceAll(out, 'export')
    .replaceAll(dataDir, 'data')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:8743')
    .replace(/127-0-0-1-\d+/g, '127-0-0-1-8743')
    .trimEnd();
}

function rowsAsText(dataDir: string, sql: string): string {
  const db = new Database(join(dataDir, 'nianbao.sqlite'), { readonly: true });
  try {
    const statement = db.prepare(sql);
    const rows = statement.raw().all() as unknown[][];
    const head = statement.columns().map(({ name }) => name);
    return [head, ...rows]
      .map((row) => row.map((value) => (value === null ? '' : String(value))).join(' | '))
      .join('\n');
  } finally {
    db.close();
  }
}

export function questionsDocument(answers: readonly string[]): string {
  const chapters = QUESTIONS.map(({ title, note, ask }, index) => {
    const asked = 'sql' in ask ? `\`\`\`sql\n${ask.sql}\n\`\`\`` : `\`\`\`sh\n${commandLine(ask.command)}\n\`\`\``;
    return [
      `## ${index + 1}. ${title}`,
      ...(note === undefined ? [] : [note]),
      asked,
      `\`\`\`text\n${answers[index]}\n\`\`\``,
    ].join('\n\n');
  });
  return `${[
    '# Thirteen questions',
    '<!-- Written by scripts/questions-docs.ts. Change it there. -->',
    'What a political scientist asks, and how the corpus answers: a command, or SQL for any SQLite program (`sqlite3 data/nianbao.sqlite`). The answers are those of the **made-up** sample portal that `npm start` crawls: a county that does not exist, and numbers that mean nothing.',
    ...chapters,
  ].join('\n\n')}\n`;
}

const commandLine = (words: readonly string[]): string =>
  `npx nianbao ${words.map((word) => word.replace('{out}', 'export')).join(' ')}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dataDir = 'data', out = '/tmp/nianbao-questions'] = process.argv.slice(2);
  const answers: string[] = [];
  for (const question of QUESTIONS) answers.push(await answer(question, dataDir, out));
  writeFileSync(fileURLToPath(new URL('../docs/questions.md', import.meta.url)), questionsDocument(answers));
}
