import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SampleReport } from '../../generator/index.ts';
import { WORKBOOK_MANNERS, workbookOf } from '../../generator/xlsx.ts';
import { lacking, run } from './commands.ts';
import { writePages } from './pages.ts';
import { inTurn, type Producer } from './producer.ts';
import { writeWord } from './word.ts';

/** Opens the files and saves them in another format, in one call. */
export async function convert(sources: readonly string[], folder: string, format: string): Promise<string[]> {
  const target = join(folder, `as-${format}`);
  // A profile of its own: an open LibreOffice would take the files over and write nothing here.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  await run('soffice', [profile, '--headless', '--convert-to', format, '--outdir', target, ...sources]);
  return sources.map((source) => join(target, `${basename(source, extname(source))}.${format}`));
}

/** Writes the reports as workbooks. */
export async function writeBooks(reports: readonly SampleReport[], folder: string): Promise<string[]> {
  const books = join(folder, 'books');
  mkdirSync(books);
  const paths: string[] = [];
  for (const [index, report] of reports.entries()) {
    const path = join(books, `${report.seed}.xlsx`);
    writeFileSync(path, await workbookOf(report, inTurn(WORKBOOK_MANNERS, index)));
    paths.push(path);
  }
  return paths;
}

/** Word files printed to PDF. */
export const printWord = async (reports: readonly SampleReport[], folder: string): Promise<string[]> =>
  convert(await writeWord(reports, folder), folder, 'pdf');

type WriteReports = (
  reports: readonly SampleReport[],
  folder: string,
) => Promise<readonly string[]> | readonly string[];

const libreOffice = (name: string, from: string, write: WriteReports, format: string): Producer => ({
  name: `libreoffice-${name}`,
  manner: `LibreOffice, ${from} → ${format.toUpperCase()}`,
  missing: () => lacking('soffice'),
  files: async (reports, folder) => convert(await write(reports, folder), folder, format),
});

const writeUnruled: WriteReports = (reports, folder) => writePages(reports, folder, false);
const writeTracked: WriteReports = (reports, folder) => writeWord(reports, folder, true);

export const LIBREOFFICE: readonly Producer[] = [
  libreOffice('pdf-of-docx', 'DOCX', writeWord, 'pdf'),
  libreOffice('pdf-of-html', 'HTML', writePages, 'pdf'),
  libreOffice('pdf-no-borders', 'HTML of tables without borders', writeUnruled, 'pdf'),
  libreOffice('pdf-of-tracked', 'DOCX with tracked changes', writeTracked, 'pdf'),
  libreOffice('doc', 'DOCX', writeWord, 'doc'),
  libreOffice('docx', 'DOCX', writeWord, 'docx'),
  libreOffice('odt', 'DOCX', writeWord, 'odt'),
  libreOffice('rtf', 'DOCX', writeWord, 'rtf'),
  libreOffice('xls', 'XLSX', writeBooks, 'xls'),
  libreOffice('xlsx', 'XLSX', writeBooks, 'xlsx'),
  libreOffice('ods', 'XLSX', writeBooks, 'ods'),
];
