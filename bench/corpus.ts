/**
 * A corpus of generated reports with known truth: bytes a report, times of searches and exports, and whether an export is equal to the truth
 * cell by cell. Needs dist/ (exports run as the command does, with their memory measured).
 *
 *   npx tsx bench/corpus.ts [--reports 10000] [--data DIR]
 */
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { FORMS, TABLE_KEYS } from '../src/codebook/index.ts';
import { search } from '../src/query/search.ts';
import { openStore } from '../src/store/store.ts';
import { fill, organYear } from './corpus/fill.ts';

const { values } = parseArgs({ options: { reports: { type: 'string', default: '10000' }, data: { type: 'string' } } });
const reports = Number(values.reports);
const data = values.data ?? mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
const file = join(data, 'nianbao.sqlite');

const timed = <T>(what: string, work: () => T): T => {
  const start = performance.now();
  const result = work();
  console.log(`${what.padEnd(60)} ${Math.round(performance.now() - start)} ms`);
  return result;
};

if (!existsSync(file)) {
  const empty = openStore(data);
  empty.close();
  const before = statSync(file).size;
  const store = openStore(data);
  timed(`fill with ${reports} reports`, () => fill(store, reports));
  store.close();
  console.log(`${((statSync(file).size - before) / reports / 1000).toFixed(1)} kB a report`);
}

const store = openStore(data, { readonly: true });
for (const words of ['网站', '公开', '政务新媒体', '培训 NOT 网站', '站', '没有这样的词'])
  timed(`search ${words}`, () => search(store, { words }));
timed('search 网站, county governments of 江苏 with > 100 applications', () =>
  search(store, {
    words: '网站',
    province: '江苏',
    level: 'county',
    kind: 'government',
    where: 'app_new_received_total > 100',
  }),
);
timed('applications received by province and year', () =>
  store.all(
    `SELECT province, year, sum(value) FROM current_report JOIN figure ON figure.report_id = current_report.id
     WHERE export_name = 'app_new_received_total' AND level = 'county' GROUP BY province, year`,
  ),
);
timed('one series of all organs, 2008 to today', () =>
  store.all("SELECT organ, year, value FROM series_value WHERE series_key = 'received'"),
);
timed('one organ’s series', () =>
  store.all('SELECT year, series_key, value FROM series_value WHERE organ = ?', organYear(0).organ),
);
store.close();

const out = join(data, 'export');
for (const [shape, format] of [
  ['wide', 'csv'],
  ['wide', 'dta'],
  ['wide', 'parquet'],
  ['wide', 'jsonl'],
  ['wide', 'xlsx'],
  ['long', 'parquet'],
  ['long', 'csv'],
] as const) {
  const command = ['bin/nianbao.js', 'export', '--data', data, '--out', out, '--shape', shape, '--format', format];
  const { stderr } = timed(`export ${shape} ${format}`, () =>
    spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, ...command], { encoding: 'utf8' }),
  );
  if (stderr.includes('nianbao:')) throw new Error(stderr);
  console.log(`${' '.repeat(60)} ${Math.round(Number(stderr.trim().split('\n').at(-1)) / 1024)} MiB at most`);
}

let [cells, wrong] = [0, 0];
const index = new Map(Array.from({ length: reports }, (_, at) => [`${organYear(at).organ} ${organYear(at).year}`, at]));
for await (const line of createInterface({ input: createReadStream(join(out, 'nianbao-wide.jsonl')) })) {
  const row = JSON.parse(line);
  const { truth } = organYear(index.get(`${row.organ} ${row.year}`) ?? -1);
  for (const table of TABLE_KEYS) {
    for (const [key, columns] of Object.entries(truth[table] ?? {})) {
      for (const [column, value] of Object.entries(columns)) {
        const name = FORMS.exportName(table, key, column);
        if (name === null) continue;
        cells++;
        if (row[name] !== value) wrong++;
      }
    }
  }
}
console.log(`${cells} cells of the wide export against the truth: ${wrong} wrong`);
if (values.data === undefined) rmSync(data, { recursive: true });
