/**
 * A corpus of generated reports with known truth: bytes a report, times of searches and exports, and whether an export is equal to the truth
 * cell by cell. Needs dist/ (exports run as the command does, with their memory measured).
 *
 *   npx tsx bench/corpus.ts [--reports 10000] [--data DIR] [--shapes long,wide] [--formats csv,dta] [--every 20] [--keep]
 *     [--out DIR] [--exports] [--year 2022]
 *
 * `--every 20` compares every twentieth report; `--exports` asks no questions before, `--year` exports one year, `--out` is for a data folder that is only read.
 */
import './usage.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FORMATS, type FormatName } from '../src/export/formats/index.ts';
import { SHAPES, type ShapeName } from '../src/export/shapes/index.ts';
import { search } from '../src/query/search.ts';
import { openStore } from '../src/store/store.ts';
import { compareExport } from './corpus/compare.ts';
import { fill, organYear } from './corpus/fill.ts';

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '10000' },
    data: { type: 'string' },
    shapes: { type: 'string' },
    formats: { type: 'string' },
    every: { type: 'string', default: '1' },
    keep: { type: 'boolean' },
    out: { type: 'string' },
    exports: { type: 'boolean' },
    year: { type: 'string' },
  },
});
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

if (values.exports !== true) askQuestions();

function askQuestions(): void {
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
}

const out = values.out ?? join(data, 'export');
const asked = (given: string | undefined, all: Readonly<Record<string, unknown>>): string[] =>
  given === undefined ? Object.keys(all) : given.split(',');
for (const shape of asked(values.shapes, SHAPES) as ShapeName[]) {
  for (const format of asked(values.formats, FORMATS) as FormatName[]) {
    const command = ['bin/nianbao.js', 'export', '--data', data, '--out', out, '--shape', shape, '--format', format];
    if (values.year !== undefined) command.push('--years', values.year);
    const start = performance.now();
    const run = spawnSync('/usr/bin/time', ['-f', '%U %S %M', process.execPath, ...command], { encoding: 'utf8' });
    const refused = run.stderr.split('\n').find((line) => line.startsWith('nianbao:'));
    if (refused !== undefined) {
      console.log(`export ${shape.padEnd(10)} ${format.padEnd(8)} ${refused}`);
      continue;
    }
    const [user = 0, system = 0, kilobytes = 0] = run.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
    const rows = / (\d+) rows/.exec(run.stdout)?.[1] ?? '?';
    const took = `${rows} rows, ${Math.round((performance.now() - start) / 1000)} s, ${Math.round(user + system)} s of the processor`;
    const path = join(out, `nianbao-${shape}.${format}`);
    const size = `${Math.round(kilobytes / 1024)} MiB at most, ${(statSync(path).size / 1e6).toFixed(1)} MB`;
    const result = await compareExport(path, shape, format, reports, {
      every: Number(values.every),
      year: values.year === undefined ? undefined : Number(values.year),
    });
    const verdict =
      result === null
        ? 'rows are no reports'
        : `${result.cells} cells against the truth: ${result.wrong} wrong, ${result.rows} rows wrong`;
    console.log(`export ${shape.padEnd(10)} ${format.padEnd(8)} ${took}, ${size}; ${verdict}`);
    for (const example of result?.examples ?? []) console.log(`  ${example}`);
    if (values.keep !== true) rmSync(path);
  }
}
if (values.data === undefined) rmSync(data, { recursive: true });
