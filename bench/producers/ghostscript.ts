import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { missingBrowser, printPages } from './chromium.ts';
import { lacking, runEach } from './commands.ts';
import { printWord } from './libreoffice.ts';
import { writePages } from './pages.ts';
import type { Producer } from './producer.ts';

type Files = Producer['files'];

/** Chromium's prints, whose fonts Ghostscript writes anew. */
const printed: Files = (reports, folder) => printPages(writePages(reports, folder), folder);

function distil(
  sources: readonly string[],
  folder: string,
  device: 'pdfwrite' | 'ps2write',
  ...options: readonly string[]
): Promise<string[]> {
  const target = join(folder, device);
  const ending = device === 'pdfwrite' ? 'pdf' : 'ps';
  mkdirSync(target);
  return runEach(
    'gs',
    sources,
    (source) => join(target, `${basename(source, extname(source))}.${ending}`),
    (source, path) => ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', `-sDEVICE=${device}`, ...options, '-o', path, source],
  );
}

export const GHOSTSCRIPT: readonly Producer[] = [
  {
    name: 'ghostscript-outlines',
    manner: 'Ghostscript, PDF of LibreOffice with text as outlines (转曲)',
    missing: () => lacking('gs', 'soffice'),
    files: async (reports, folder) => distil(await printWord(reports, folder), folder, 'pdfwrite', '-dNoOutputFonts'),
  },
  {
    name: 'ghostscript-redistilled',
    manner: 'Ghostscript, PDF of Chromium written anew',
    missing: () => lacking('gs') ?? missingBrowser(),
    files: async (reports, folder) => distil(await printed(reports, folder), folder, 'pdfwrite'),
  },
  {
    name: 'ghostscript-postscript',
    manner: 'Ghostscript, PDF of Chromium → PostScript → PDF (a PDF printer)',
    missing: () => lacking('gs') ?? missingBrowser(),
    files: async (reports, folder) =>
      distil(await distil(await printed(reports, folder), folder, 'ps2write'), folder, 'pdfwrite'),
  },
];
