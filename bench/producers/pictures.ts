import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SampleReport } from '../../generator/index.ts';
import { lacking, run, runEach } from './commands.ts';
import { printWord } from './libreoffice.ts';
import type { Producer } from './producer.ts';

/** What a copier's scan-to-mail does by default. */
const DPI = '200';

/** Every page a grey picture, and a PDF of the pictures. */
async function scanned(reports: readonly SampleReport[], folder: string): Promise<string[]> {
  const paths: string[] = [];
  const target = join(folder, 'scans');
  mkdirSync(target);
  for (const pdf of await printWord(reports, folder)) {
    const name = basename(pdf, '.pdf');
    const pages = join(folder, name);
    mkdirSync(pages);
    await run('pdftoppm', ['-r', DPI, '-gray', '-jpeg', '-jpegopt', 'quality=85', pdf, join(pages, 'page')]);
    const pictures = readdirSync(pages).sort();
    const path = join(target, `${name}.pdf`);
    await run('img2pdf', ['--output', path, ...pictures.map((picture) => join(pages, picture))]);
    paths.push(path);
  }
  return paths;
}

const PROGRAMS = ['soffice', 'pdftoppm', 'img2pdf'];

export const PICTURES: readonly Producer[] = [
  {
    name: 'img2pdf',
    manner: `img2pdf, pictures of pages at ${DPI} dpi → PDF`,
    missing: () => lacking(...PROGRAMS),
    files: scanned,
  },
  {
    name: 'ocrmypdf',
    manner: 'OCRmyPDF, the same pictures with a layer of recognised text',
    missing: () => lacking(...PROGRAMS, 'ocrmypdf', 'tesseract'),
    files: async (reports, folder) =>
      runEach(
        'ocrmypdf',
        await scanned(reports, folder),
        (scan) => join(folder, basename(scan)),
        (scan, path) => ['--quiet', '--jobs', '1', '--language', 'chi_sim', '--output-type', 'pdf', scan, path],
      ),
  },
];
