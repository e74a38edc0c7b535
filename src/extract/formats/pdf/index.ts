import type { Document, Format, Warning } from '../../document.ts';
import { UnreadableError } from '../../document.ts';
import { assemble } from '../layout/assemble.ts';
import type { Page } from '../layout/model.ts';
import type { FormatReader } from '../reader.ts';
import { openPdf } from './open.ts';
import { readTextPage } from './page.ts';

/** A report has 4 to 40 pages; a yearbook that holds one among others has hundreds. */
const MAX_PAGES = 300;

/** Reads PDF files. */
export const pdfReader: FormatReader = {
  formats: ['pdf'],
  read: (bytes, format) => readPdf(bytes, format),
};

async function readPdf(bytes: Uint8Array, format: Format): Promise<Document> {
  const pdf = await openPdf(bytes);
  try {
    const warnings: Warning[] = [];
    const pages: Page[] = [];
    for (let number = 1; number <= Math.min(pdf.pages, MAX_PAGES); number++)
      pages.push(readTextPage(await pdf.page(number), number));
    const blocks = assemble(pages);
    if (blocks.length === 0) throw new UnreadableError('no_text', 'The PDF has no text.');
    return {
      format,
      charset: null,
      charsetEvidence: null,
      blocks,
      metadata: pdf.title ? { title: pdf.title } : {},
      warnings,
    };
  } finally {
    await pdf.close();
  }
}
