/**
 * Writes test/fixtures/archive: an archive of generated reports in every format that needs no recognition, as this version imports them, and
 * their numbers as the generator printed them, by organ. `nianbao reextract --fail-on` is held against both in test/reextract/gate.test.ts, so that a
 * reader that loses cells is noticed, and an archive of an older version can be read. Not to be written anew but to add to it:
 * `npx tsx scripts/gold-archive.ts`.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DOCX_MANNERS, docxOf } from '../generator/docx.ts';
import { generateReport, layoutNamed, renderReport, type SampleForm, type SampleReport } from '../generator/index.ts';
import { odtOf } from '../generator/odt.ts';
import { ofdOf } from '../generator/ofd.ts';
import { zipOf } from '../generator/office-zip.ts';
import { reportPdf } from '../generator/pdf.ts';
import { rtfOf } from '../generator/rtf.ts';
import { workbookOf } from '../generator/xlsx.ts';
import { TABLE_KEYS } from '../src/codebook/model.ts';
import { indicatorName } from '../src/store/numbers.ts';
import { nianbao } from '../test/support/cli.ts';
import { workers } from '../test/support/workers.ts';

type Writer = (report: SampleReport) => Promise<Uint8Array> | Uint8Array;

const laidOut =
  (name: string): Writer =>
  (report) =>
    renderReport(report, layoutNamed(name)).bytes;
const [plainManner, ...otherManners] = DOCX_MANNERS;
const manner = otherManners.at(-1) ?? plainManner;
if (plainManner === undefined || manner === undefined) throw new RangeError('no manners of writing DOCX');

/** Extension, form of the report, and who writes it. */
const FILES: readonly (readonly [extension: string, form: SampleForm, write: Writer])[] = [
  ['html', '2021', laidOut('html-clean')],
  ['html', '2019', laidOut('html-clean')],
  ['html', '2014', laidOut('html-clean')],
  ['txt', '2021', laidOut('text-cell-lines')],
  ['docx', '2021', (report) => docxOf(report, plainManner)],
  ['docx', '2014', (report) => docxOf(report, manner)],
  ['odt', '2019', odtOf],
  ['rtf', '2021', (report) => rtfOf(report, 'word')],
  ['rtf', '2019', (report) => rtfOf(report, 'nested')],
  ['xlsx', '2021', (report) => workbookOf(report, 'one-sheet', 'xlsx')],
  ['xls', '2019', (report) => workbookOf(report, 'one-sheet', 'biff8')],
  ['xls', '2021', (report) => workbookOf(report, 'sheet-a-table', 'xlml')],
  ['ods', '2021', (report) => workbookOf(report, 'one-sheet', 'ods')],
  ['pdf', '2021', reportPdf],
  ['pdf', '2019', reportPdf],
  ['ofd', '2021', (report) => ofdOf([report])],
  ['zip', '2021', (report) => zipOf([{ name: '年报.rtf', content: rtfOf(report, 'word') }])],
];

const folder = resolve(import.meta.dirname, '../test/fixtures/archive');
const root = mkdtempSync(join(tmpdir(), 'nianbao-gold-'));
mkdirSync(join(root, 'files'));
const numbers: Record<string, Readonly<Record<string, number>>> = {};
for (const [index, [extension, form, write]] of FILES.entries()) {
  const organ = `云山市清河区第${index + 1}街道办事处`;
  const options = { organ, year: 2024, form, title: 'usual', instead: [], missing: [], blanks: false } as const;
  const report = generateReport(index + 1, options);
  writeFileSync(join(root, 'files', `${index + 1}.${extension}`), await write(report));
  numbers[organ] = numbersIn(report);
}
const { code, err } = await nianbao('import', join(root, 'files'), '--data', join(root, 'data'), '--quiet');
if (code !== 0) throw new Error(err);
const [warc] = readdirSync(join(root, 'data/warc'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.gz'),
);
if (warc === undefined) throw new Error('nothing was archived');
mkdirSync(folder, { recursive: true });
copyFileSync(join(root, 'data/warc', warc), join(folder, 'nianbao-reports.warc.gz'));
const lines = Object.entries(numbers).map(([organ, cells]) => `${JSON.stringify(organ)}: ${JSON.stringify(cells)}`);
writeFileSync(join(folder, 'numbers.json'), `{\n${lines.join(',\n')}\n}\n`);
rmSync(root, { recursive: true });
await workers.close();

/** What is printed, by the names that comparisons have. */
function numbersIn({ truth }: SampleReport): Record<string, number> {
  const found: Record<string, number> = {};
  for (const table of TABLE_KEYS)
    for (const [row, cells] of Object.entries(truth[table] ?? {}))
      for (const [column, value] of Object.entries(cells))
        if (value !== null) found[`${table}/${row}/${column}`] = value;
  const seen = new Map<string, number>();
  for (const { indicator, unit: _, ...values } of truth.indicators) {
    const label = indicatorName(indicator, seen);
    for (const [column, value] of Object.entries(values))
      if (value !== null) found[`indicators/${label}/${column}`] = value;
  }
  return found;
}
