import { lacking, runEach } from './commands.ts';
import { writeBooks } from './libreoffice.ts';
import type { Producer } from './producer.ts';

export const GNUMERIC: Producer = {
  name: 'gnumeric-html',
  manner: 'Gnumeric (ssconvert), XLSX → HTML',
  missing: () => lacking('ssconvert'),
  files: async (reports, folder) =>
    runEach(
      'ssconvert',
      await writeBooks(reports, folder),
      (book) => book.replace(/\.xlsx$/, '.html'),
      (book, page) => ['--export-type=Gnumeric_html:html40', book, page],
    ),
};
