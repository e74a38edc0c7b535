import { lacking, runEach } from './commands.ts';
import { writePages } from './pages.ts';
import type { Producer } from './producer.ts';

const beside = (source: string): string => source.replace(/\.html$/, '.pdf');

/** Programs by which portals offer a page as PDF. */
export const PAGE_PRINTERS: readonly Producer[] = [
  {
    name: 'wkhtmltopdf',
    manner: 'wkhtmltopdf, HTML → PDF',
    missing: () => lacking('wkhtmltopdf'),
    // Debian's build wants a display otherwise.
    files: (reports, folder) =>
      runEach('wkhtmltopdf', writePages(reports, folder), beside, (page, pdf) => ['--quiet', page, pdf], {
        QT_QPA_PLATFORM: 'offscreen',
      }),
  },
  {
    name: 'weasyprint',
    manner: 'WeasyPrint, HTML → PDF',
    missing: () => lacking('weasyprint'),
    files: (reports, folder) =>
      runEach('weasyprint', writePages(reports, folder), beside, (page, pdf) => ['--quiet', page, pdf]),
  },
];
