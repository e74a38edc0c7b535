#!/usr/bin/env tsx
/**
 * Writes test/fixtures/office anew: sample reports put through LibreOffice, whose files nobody here can write otherwise (.doc), or
 * writes in its own way (.rtf, .odt, .xls, .docx). Beside each report stands its truth.
 *
 *   npx tsx scripts/fixtures-office.mjs        needs soffice (Debian: libreoffice-writer libreoffice-calc)
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { docxOf } from '../generator/docx.ts';
import { workbookOf } from '../generator/xlsx.ts';
import { generateReport } from '../src/sample/report.ts';

const run = promisify(execFile);
const target = join(import.meta.dirname, '../test/fixtures/office');

/** Each report once, in another manner, in the formats where that manner is hard. */
const REPORTS = [
  { name: 'plain-2021', seed: 1, form: '2021', manner: { name: 'plain' }, formats: ['doc', 'rtf', 'odt', 'docx'] },
  {
    name: 'dragged-2019',
    seed: 2,
    form: '2019',
    manner: { name: 'dragged', drag: 40 },
    formats: ['doc', 'rtf', 'odt'],
  },
  {
    name: 'numbered-hybrid',
    seed: 3,
    form: '2021-hybrid',
    variety: 'plain',
    manner: { name: 'auto-numbers', autoNumbers: true },
    formats: ['doc', 'rtf', 'odt'],
  },
  { name: 'framed-2021', seed: 4, form: '2021', manner: { name: 'framed', framed: true }, formats: ['doc', 'rtf'] },
  {
    name: 'textbox-2014',
    seed: 5,
    form: '2014',
    manner: { name: 'text-box', titleInTextBox: true },
    formats: ['doc', 'rtf', 'odt'],
  },
];

const work = await mkdtemp(join(tmpdir(), 'fixtures-office-'));
await mkdir(target, { recursive: true });
for (const { name, seed, form, variety, manner, formats } of REPORTS) {
  const report = generateReport(seed, { form, variety: variety ?? 'varied' });
  await writeFile(join(target, `${name}.truth.json`), `${JSON.stringify(report.truth)}\n`);
  await writeFile(join(work, `${name}.docx`), await docxOf(report, manner));
  for (const format of formats) await convert(`${name}.docx`, format);
  if (name === 'plain-2021') {
    await copyFile(join(target, `${name}.doc`), join(target, `${name}.wps`));
    await writeFile(join(work, `${name}.xlsx`), await workbookOf(report, 'one-sheet'));
    await convert(`${name}.xlsx`, 'xls');
  }
}
await rm(work, { recursive: true });
console.log(`${(await readdir(target)).length} files in ${target}`);

/** Converts a file of the working folder into the fixture folder. */
async function convert(file, format) {
  await run('soffice', ['--headless', '--convert-to', format, '--outdir', target, file], {
    cwd: work,
    timeout: 120_000,
  });
}
