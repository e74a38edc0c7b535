import { FORMS, type FormRegistry } from '../../codebook/index.ts';
import { readCharacters } from '../characters.ts';
import type { Document } from '../document.ts';
import { firstReport } from '../first-report.ts';
import { readDocument } from '../formats/index.ts';
import type { ReadHints } from '../formats/reader.ts';
import type { Figure } from '../report/model.ts';
import { traceReport } from '../report/read.ts';
import type { Explanation, PageDrawing } from './model.ts';
import { explainReport } from './report.ts';

export type { Explanation, PageDrawing } from './model.ts';
export { drawPages } from './pages.ts';
export { explanationText } from './text.ts';

/** Draws the pages of a file with what was read of them; none for formats without pages. */
export type DrawPages = (
  bytes: Uint8Array,
  read: { readonly document: Document; readonly figures: readonly Figure[] },
) => Promise<readonly PageDrawing[]>;

const noPages: DrawPages = async () => [];

/** How some bytes are read: the same way as `extract`, told step by step. Null for an archive: its members are files of their own. */
export async function explain(
  bytes: Uint8Array,
  hints: ReadHints = {},
  { forms = FORMS, pages = noPages }: { forms?: FormRegistry; pages?: DrawPages } = {},
): Promise<Explanation | null> {
  const read = await readDocument(bytes, hints);
  if (read.kind === 'archive') return null;
  const { document, warnings } = firstReport(readCharacters(read.document));
  const { report, trace } = traceReport(document, forms);
  const told = explainReport(document, { ...report, warnings: [...warnings, ...report.warnings] }, trace);
  return { ...told, pages: await pages(bytes, { document, figures: report.figures }) };
}
