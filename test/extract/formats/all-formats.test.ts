import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compareWithTruth, type FoundReport } from '../../../generator/compare.ts';
import { generateReport, layoutNamed, renderReport } from '../../../generator/index.ts';
import { zipOf } from '../../../generator/office-zip.ts';
import { reportPdf } from '../../../generator/pdf.ts';
import { workbookOf } from '../../../generator/xlsx.ts';
import { nianbao } from '../../support/cli.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { rarOf } from '../../support/rar.ts';

/** The report that the fixtures `plain-2021.*` were made of, by LibreOffice where it writes the format. */
const report = generateReport(1, { form: '2021' });
const fixture = (extension: string): Buffer =>
  readFileSync(join(import.meta.dirname, `../../fixtures/office/plain-2021.${extension}`));

/** The report in every format that needs no recognition; further down, in archives. */
async function writeFolder(): Promise<string> {
  const folder = join(dataFolder(), '年报');
  mkdirSync(join(folder, '压缩'), { recursive: true });
  const office = ['doc', 'docx', 'odt', 'rtf', 'wps', 'xls'].map((name) => [`a.${name}`, fixture(name)] as const);
  const files: readonly (readonly [string, Uint8Array])[] = [
    ...office,
    ['b.html', renderReport(report, layoutNamed('html-clean')).bytes],
    ['b.txt', renderReport(report, layoutNamed('text-cell-lines')).bytes],
    ['b.xlsx', await workbookOf(report, 'sheet-a-table')],
    ['b.xml.xls', await workbookOf(report, 'one-sheet', 'xlml')],
    ['b.pdf', reportPdf(report)],
    ['c.pdf', Buffer.alloc(0)],
    ['压缩/a.zip', await zipOf([{ name: '年报.doc', content: fixture('doc'), stored: true }])],
    ['压缩/b.rar', rarOf([{ name: '年报.docx', content: fixture('docx') }])],
  ];
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, 'Thumbs.db'), 'x');
  return folder;
}

interface Printed extends FoundReport {
  readonly file: string;
  readonly format: string;
  readonly error?: { readonly code: string };
  readonly provenance: readonly { readonly table: number; readonly row: number; readonly position: object | null }[];
}

it('says so where a folder holds no files', async () => {
  const folder = dataFolder();
  expect(await nianbao('extract', folder)).toEqual({ code: 1, out: '', err: `nianbao: no files in ${folder}\n` });
});

it('one report in every format of a folder gives the same numbers, each with its place', async () => {
  const folder = await writeFolder();
  const { code, out } = await nianbao('extract', '--provenance', folder);
  const lines = out.trim().split('\n');
  const printed = lines.map((line): Printed => JSON.parse(line));
  const names = printed.map(({ file, format, error }) => `${file.slice(folder.length + 1)} ${error?.code ?? format}`);
  expect(names).toEqual([
    ...['a.doc doc', 'a.docx docx', 'a.odt odt', 'a.rtf rtf', 'a.wps wps', 'a.xls xls'],
    ...['b.html html', 'b.pdf pdf', 'b.txt text', 'b.xlsx xlsx', 'b.xml.xls xls', 'c.pdf empty'],
    ...['压缩/a.zip!/年报.doc doc', '压缩/b.rar!/年报.docx docx'],
  ]);
  expect(code).toBe(1);
  const read = printed.filter(({ error }) => !error);
  for (const found of read) {
    expect([found.file, compareWithTruth(report.truth, found).differences]).toEqual([found.file, []]);
    expect(found.provenance.every(({ table, row }) => table >= 0 && row >= 0)).toBe(true);
    expect(found.provenance.length).toBe(read[0]?.provenance.length);
    expect(found.provenance.every(({ position }) => (position !== null) === (found.format === 'pdf'))).toBe(true);
  }
});
